//! Active users: who was there in some days up to each. Lines about the same events share their days and are counted in
//! one go.

use super::{TrendSeries, TrendsQuestion};
use crate::{
    index::{
        bits::Bits,
        calendar::{Day, Span},
    },
    question::{
        ask::Asked,
        audience::Audience,
        selector::{EventSelector, Events, Pass},
        trailing::{count_trailing, unite_trailing},
    },
};
use kernel::Error;
use std::{
    iter,
    sync::{Arc, OnceLock},
};

/// Who did some events on each day.
pub struct Days {
    event: Option<EventSelector>,
    /// The first one.
    from: Day,
    /// Those of the range, and before them the others of the longest window.
    sets: Vec<Arc<Bits>>,
    /// How many of them lie before the range.
    before: usize,
    /// For each length of a window how many were active in it, by its last day in the range.
    counts: Vec<(usize, Vec<u64>)>,
}

/// Units that were active in some days up to each of the periods' ends: counted at once, but put together only where
/// somebody wants to see them.
pub struct Active {
    days: Vec<Arc<Bits>>,
    /// How many days a window has.
    length: usize,
    /// Of each period the place of its last day, and how many were active up to it.
    points: Vec<(usize, u64)>,
    sets: OnceLock<Vec<Arc<Bits>>>,
}

/// The days of each kind of events that has a line of active users.
pub async fn days_of(
    asked: &Asked<'_>,
    question: &TrendsQuestion,
    all: Span,
    audience: &Audience,
) -> Result<Vec<Days>, Error> {
    let mut found: Vec<Days> = Vec::new();
    for series in question.series.iter() {
        let is_new = !found.iter().any(|days| days.are_of(series));
        if is_new && series.measure.trailing_days().is_some() {
            found.push(Days::fetch(asked, question, series.event.as_ref(), all, audience).await?);
        }
    }
    Ok(found)
}

impl Days {
    async fn fetch(
        asked: &Asked<'_>,
        question: &TrendsQuestion,
        event: Option<&EventSelector>,
        all: Span,
        audience: &Audience,
    ) -> Result<Self, Error> {
        let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
        let same = question.series.iter().filter(|series| series.event.as_ref() == event);
        let mut lengths: Vec<usize> = same.filter_map(|it| it.measure.trailing_days()).collect();
        lengths.sort_unstable();
        lengths.dedup();
        let before = lengths.last().map_or(0, |longest| longest - 1);
        let from = all.from - i32::try_from(before).map_err(Error::internal)?;
        let wide = Span { from, until: all.until };
        let events = Events::find(snapshot, event).await?;
        let selected = events.select(snapshot, kind, wide, Pass::Each).await?;
        let each: Vec<Span> = wide.days().map(|day| Span { from: day, until: day + 1 }).collect();
        let sets = audience.keep(selected.sets(snapshot, kind, &each).await?);
        let counts = count_trailing(&sets, &lengths, before);
        let counts = iter::zip(lengths, counts).collect();
        Ok(Self { event: event.cloned(), from, sets, before, counts })
    }

    pub fn are_of(&self, series: &TrendSeries) -> bool {
        self.event == series.event
    }

    /// Those of the range.
    pub fn of_range(&self) -> &[Arc<Bits>] {
        &self.sets[self.before..]
    }

    /// Those active in windows of so many days up to the last of each period.
    pub fn active(&self, length: usize, periods: &[Span]) -> Active {
        let counts = self.counts.iter().find(|(known, _)| *known == length);
        let counts = counts.map(|(_, counts)| counts.as_slice()).unwrap_or_default();
        let point = |period: &Span| {
            let place = usize::try_from(period.until - 1 - self.from).ok()?;
            Some((place, *counts.get(place.checked_sub(self.before)?)?))
        };
        let points = periods.iter().filter_map(point).collect();
        Active { days: self.sets.clone(), length, points, sets: OnceLock::new() }
    }
}

impl Active {
    /// How many at this period.
    pub fn count(&self, at: usize) -> u64 {
        self.points.get(at).map_or(0, |(_, count)| *count)
    }

    pub fn sets(&self) -> &[Arc<Bits>] {
        self.sets.get_or_init(|| {
            let trailing = unite_trailing(&self.days, self.length);
            self.points.iter().map(|(place, _)| trailing[*place].clone()).collect()
        })
    }

    pub fn set(&self, at: usize) -> Option<Arc<Bits>> {
        let (last, _) = self.points.get(at)?;
        let window = self.days.get(last + 1 - self.length..=*last)?;
        Some(Arc::new(Bits::union_of(window.iter().map(AsRef::as_ref))))
    }
}
