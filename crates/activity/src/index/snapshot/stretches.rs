//! Stretches out of the memory, or made of their days.

use super::{Names, Snapshot};
use crate::{
    index::{
        cache::StretchId,
        calendar::{Day, Span},
        segment::{Key, Segment},
        stretch::{Stretch, around, stretches_of},
    },
    who::UnitKind,
};
use kernel::Error;
use std::{collections::BTreeMap, sync::Arc};

/// One after the other; those without anything are left out. What the log has stands apart from what is kept: to put them
/// together would take longer than to look into both.
#[derive(Default)]
pub struct Stretches {
    pub stored: Vec<Arc<Stretch>>,
    pub told: Vec<Arc<Stretch>>,
}

impl Snapshot<'_> {
    /// What was done under these names, in all stretches that the days lie in.
    pub async fn stretches(
        &self,
        kind: UnitKind,
        names: &Names,
        span: Span,
    ) -> Result<Stretches, Error> {
        let names = self.own_names(kind, names);
        let first = around(self.calendar(), span.from);
        let spans: Vec<Span> = (first.from..span.until)
            .step_by(first.days().count())
            .map(|from| around(self.calendar(), from))
            .collect();
        let mut stored: BTreeMap<Day, Arc<Stretch>> = BTreeMap::new();
        let mut missing: Vec<Span> = Vec::new();
        for span in &spans {
            let Some(id) = self.stretch_id(kind, &names, *span) else { continue };
            match self.memory.index.stretches.get(&id) {
                Some(stretch) => drop(stored.insert(span.from, stretch)),
                None => missing.push(*span),
            }
        }
        let days = self.stored(kind, &names, from_first_to_last(&missing)).await?;
        for (first_day, stretch) in stretches_of(self.calendar(), &days)? {
            if let Some(id) = self.stretch_id(kind, &names, around(self.calendar(), first_day)) {
                self.memory.index.stretches.insert(id, stretch.clone());
            }
            stored.insert(first_day, stretch);
        }
        let told = self.told(kind, &names, from_first_to_last(&spans))?;
        let told = stretches_of(self.calendar(), &told)?;
        Ok(Stretches {
            stored: stored.into_values().collect(),
            told: told.into_iter().map(|(_, stretch)| stretch).collect(),
        })
    }

    /// What the segments have, day by day.
    async fn stored(
        &self,
        kind: UnitKind,
        names: &Names,
        span: Span,
    ) -> Result<Vec<(Key, Arc<Segment>)>, Error> {
        let keys: Vec<Key> = keys(kind, names, span).collect();
        let segments = self.segments(&keys).await?;
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

    /// Under what a stretch is kept; nothing where it has no segments.
    fn stretch_id(&self, kind: UnitKind, names: &Names, span: Span) -> Option<StretchId> {
        let keys = keys(kind, names, span);
        let entries = keys.filter_map(|key| self.directory.segments.get(&key));
        Some(StretchId {
            workspace: self.tx.workspace(),
            generation: self.state.generation,
            revision: entries.map(|entry| entry.revision).max()?,
            kind,
            first_day: span.from,
            names: names.clone(),
        })
    }
}

fn from_first_to_last(spans: &[Span]) -> Span {
    Span {
        from: spans.first().map_or(0, |first| first.from),
        until: spans.last().map_or(0, |last| last.until),
    }
}

/// The segments of these days.
fn keys(kind: UnitKind, names: &Names, span: Span) -> impl Iterator<Item = Key> {
    span.days().flat_map(move |day| names.iter().map(move |name| Key::day(kind, *name, day)))
}
