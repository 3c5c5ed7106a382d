//! Weeks out of the memory, or made of their days.

use super::{Names, Snapshot};
use crate::{
    index::{
        cache::SetId,
        calendar::{Day, Period, Span},
        segment::{Cover, Key, Segment},
        week::{Week, weeks_of},
    },
    who::UnitKind,
};
use kernel::Error;
use std::{collections::BTreeMap, sync::Arc};

impl Snapshot<'_> {
    /// What was done under these names, in each of the weeks that the days lie in; weeks without anything are left out.
    pub async fn weeks(
        &self,
        kind: UnitKind,
        names: &Names,
        span: Span,
    ) -> Result<Vec<Arc<Week>>, Error> {
        let names = self.own_names(kind, names);
        let spans = self.calendar().periods_between(Period::Week, span.from, span.until - 1);
        let mut weeks: BTreeMap<Day, Arc<Week>> = BTreeMap::new();
        let mut missing: Vec<Span> = Vec::new();
        for span in &spans {
            let Some(id) = self.week_id(kind, &names, *span) else { continue };
            match self.memory.index.weeks.get(&id) {
                Some(week) => drop(weeks.insert(span.from, week)),
                None => missing.push(*span),
            }
        }
        let days = self.stored(kind, &names, around(&missing)).await?;
        for (first_day, week) in weeks_of(self.calendar(), &days)? {
            let span = Span { from: first_day, until: first_day + 7 };
            if let Some(id) = self.week_id(kind, &names, span) {
                self.memory.index.weeks.insert(id, week.clone());
            }
            weeks.insert(first_day, week);
        }
        let told = self.told(kind, &names, around(&spans))?;
        for (first_day, more) in weeks_of(self.calendar(), &told)? {
            let both = weeks.get(&first_day).map(|week| Arc::new(week.and(&more)));
            weeks.insert(first_day, both.unwrap_or(more));
        }
        Ok(weeks.into_values().collect())
    }

    /// What the segments have, day by day.
    async fn stored(
        &self,
        kind: UnitKind,
        names: &Names,
        span: Span,
    ) -> Result<Vec<(Key, Arc<Segment>)>, Error> {
        let keys: Vec<Key> = keys(kind, names, span).collect();
        let segments = self.segments(&keys, true).await?;
        Ok(keys
            .into_iter()
            .zip(segments)
            .filter_map(|(key, segment)| Some((key, segment?)))
            .collect())
    }

    /// What the log has besides.
    fn told(
        &self,
        kind: UnitKind,
        names: &Names,
        span: Span,
    ) -> Result<Vec<(Key, Arc<Segment>)>, Error> {
        if self.tail.is_empty() {
            return Ok(Vec::new());
        }
        let told = keys(kind, names, span).filter_map(|key| Some((key, self.tail.get(&key)?)));
        told.map(|(key, entries)| Ok((key, Arc::new(Segment::of(key, entries)?)))).collect()
    }

    /// Under what a week is kept; nothing where it has no segments.
    fn week_id(&self, kind: UnitKind, names: &Names, span: Span) -> Option<SetId> {
        let keys = keys(kind, names, span);
        let entries = keys.filter_map(|key| self.directory.segments.get(&key));
        Some(SetId {
            workspace: self.tx.workspace(),
            generation: self.state.generation,
            revision: entries.map(|entry| entry.revision).max()?,
            kind,
            cover: Cover::Week,
            period: span.from,
            names: names.clone(),
        })
    }
}

/// From the first to the last.
fn around(spans: &[Span]) -> Span {
    Span {
        from: spans.first().map_or(0, |first| first.from),
        until: spans.last().map_or(0, |last| last.until),
    }
}

/// The segments that a week is made of.
fn keys(kind: UnitKind, names: &Names, span: Span) -> impl Iterator<Item = Key> {
    span.days().flat_map(move |day| names.iter().map(move |name| Key::day(kind, *name, day)))
}
