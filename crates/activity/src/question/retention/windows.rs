//! Periods that begin with the start event itself: whoever starts at 23:45 and comes back at 00:01 has not come back "the
//! next day". A unit that starts several times in a period has as many windows.

use super::{Cohort, CohortMode, RetentionQuestion};
use crate::{
    index::{
        bits::Bits,
        calendar::{Period, Span},
    },
    question::{
        ask::Asked,
        selector::{Events, Pass},
        timeline::{Places, Timeline},
    },
};
use kernel::Error;
use std::sync::Arc;

const DAY: i64 = 86_400_000;

pub struct Windows {
    /// By cohort and period after the start.
    pub hits: Vec<Vec<Bits>>,
    /// For each cohort and figure, whether the last window of the cohort is over.
    is_over: Vec<Vec<bool>>,
}

impl Windows {
    pub async fn new(
        asked: &Asked<'_>,
        question: &RetentionQuestion,
        spans: &[Span],
        cohorts: &[Arc<Bits>],
    ) -> Result<Self, Error> {
        let length = match question.period {
            Period::Day => DAY,
            Period::Week => 7 * DAY,
            Period::Month => 30 * DAY,
        };
        let reach = question.reach() + 1;
        let mut windows = Self { hits: Vec::new(), is_over: Vec::new() };
        for (span, cohort) in spans.iter().zip(cohorts) {
            let periods = i64::try_from(reach).unwrap_or(i64::MAX);
            let days = i32::try_from(periods * length / DAY).unwrap_or(i32::MAX) + 1;
            let until = span.until.saturating_add(days).min(asked.today + 1).max(span.until);
            let (starts, returns) =
                timelines(asked, question, *span, Span { from: span.from, until }, cohort).await?;
            let mut hits = vec![Bits::default(); reach];
            let mut last = asked.snapshot.calendar().start_of(span.from);
            for (place, unit) in starts.places.units().iter().enumerate() {
                let starts = starts.of(place, question.cohort_mode);
                last = last.max(starts.last().copied().unwrap_or(last));
                let found =
                    reached(starts, returns.of(place), length, reach, question.min_occurrences);
                for k in found {
                    hits[k].insert(*unit);
                }
            }
            let now = asked.as_of.timestamp_millis();
            let over = |k: usize| {
                let windows = i64::try_from(question.last_period(k) + 1).unwrap_or(i64::MAX);
                now >= last + windows * length && asked.is_over(span.until)
            };
            windows.is_over.push((0..question.columns()).map(over).collect());
            windows.hits.push(hits);
        }
        Ok(windows)
    }

    pub(super) fn cohorts(&self, spans: &[Span]) -> Vec<Cohort> {
        let cohort =
            |(span, is_over): (&Span, &Vec<bool>)| Cohort { span: *span, is_over: is_over.clone() };
        spans.iter().zip(&self.is_over).map(cohort).collect()
    }
}

/// When the units of a cohort started.
struct Starts {
    places: Places,
    timeline: Timeline,
}

impl Starts {
    fn of(&self, place: usize, mode: CohortMode) -> &[i64] {
        let starts = self.timeline.of(place);
        match mode {
            CohortMode::Recurring => starts,
            CohortMode::FirstTime | CohortMode::FirstEver => &starts[..starts.len().min(1)],
        }
    }
}

async fn timelines(
    asked: &Asked<'_>,
    question: &RetentionQuestion,
    span: Span,
    returns: Span,
    cohort: &Bits,
) -> Result<(Starts, Timeline), Error> {
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let calendar = snapshot.calendar();
    let places = Places::of(cohort);
    let start = Events::find(snapshot, question.start_event.as_ref()).await?;
    let start = start.select(snapshot, kind, span, Pass::Each).await?;
    let days = start.timed(snapshot, kind, span).await?;
    let timeline = Timeline::new(calendar, &places, &days)?;
    let back = Events::find(snapshot, question.return_event.as_ref()).await?;
    let back = back.select(snapshot, kind, returns, Pass::Each).await?;
    let days = back.timed(snapshot, kind, returns).await?;
    let back = Timeline::new(calendar, &places, &days)?;
    Ok((Starts { places, timeline }, back))
}

/// In which windows after one of its starts a unit came back often enough.
fn reached(
    starts: &[i64],
    returns: &[i64],
    length: i64,
    reach: usize,
    min_occurrences: u32,
) -> Vec<usize> {
    let mut found = vec![false; reach];
    for start in starts {
        let mut counts = vec![0_u32; reach];
        let from = returns.partition_point(|at| at < start);
        for at in &returns[from..] {
            match usize::try_from((at - start) / length) {
                Ok(k) if k < reach => counts[k] += 1,
                _ => break,
            }
        }
        for (found, count) in found.iter_mut().zip(counts) {
            *found |= count >= min_occurrences;
        }
    }
    (0..reach).filter(|k| found[*k]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    #[test]
    fn a_window_is_counted_from_the_start_and_not_by_the_calendar() {
        let evening = 17 * HOUR + 59 * 60_000;
        let next_day = 24 * HOUR + 17 * HOUR;
        assert_eq!(reached(&[evening], &[next_day], DAY, 3, 1), [0], "23 hours and a minute later");
        assert_eq!(reached(&[evening], &[evening + DAY], DAY, 3, 1), [1]);
    }

    #[test]
    fn every_start_opens_windows_of_its_own() {
        assert_eq!(reached(&[0, 3 * HOUR], &[25 * HOUR], DAY, 2, 1), [0, 1]);
        assert_eq!(reached(&[0], &[HOUR, 2 * HOUR, 30 * HOUR], DAY, 2, 2), [0]);
    }
}
