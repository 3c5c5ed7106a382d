//! Weeks out of the memory, or made of their days.

use super::{Names, Snapshot};
use crate::{
    index::{
        cache::SetId,
        calendar::{Day, Period, Span},
        segment::{Cover, Key},
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
        for span in spans {
            let id = self.week_id(kind, &names, span);
            let is_told = self.is_told(kind, &names, span);
            let known = id.as_ref().filter(|_| !is_told);
            match known.and_then(|id| self.memory.index.weeks.get(id)) {
                Some(week) => drop(weeks.insert(span.from, week)),
                None if is_told || id.is_some() => missing.push(span),
                None => {}
            }
        }
        if let (Some(first), Some(last)) = (missing.first(), missing.last()) {
            let days = Span { from: first.from, until: last.until };
            let days = self.timed(kind, &names, days).await?;
            for (first_day, week) in weeks_of(self.calendar(), &days)? {
                let span = Span { from: first_day, until: first_day + 7 };
                let id = self.week_id(kind, &names, span);
                if let Some(id) = id.filter(|_| !self.is_told(kind, &names, span)) {
                    self.memory.index.weeks.insert(id, week.clone());
                }
                weeks.insert(first_day, week);
            }
        }
        Ok(weeks.into_values().collect())
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

    /// Whether the log has something of this week that its segments lack.
    fn is_told(&self, kind: UnitKind, names: &Names, span: Span) -> bool {
        !self.tail.is_empty() && keys(kind, names, span).any(|key| self.tail.contains_key(&key))
    }
}

/// The segments that a week is made of.
fn keys(kind: UnitKind, names: &Names, span: Span) -> impl Iterator<Item = Key> {
    span.days().flat_map(move |day| names.iter().map(move |name| Key::day(kind, *name, day)))
}
