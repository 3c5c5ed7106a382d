//! Clocks that stand still outside working hours and in pauses.

use crate::{Span, WorkCalendar};
use chrono::{DateTime, TimeDelta, Utc};
use std::time::Duration;

/// Further ahead nobody waits.
const MOST_DAYS: usize = 100 * 366;

impl WorkCalendar {
    /// The earliest instant up to which so much working time has passed outside the pauses; nothing where it never will,
    /// because the calendar does not open any more, or not within a hundred years. Pauses may overlap, and lie in any
    /// order.
    pub fn due(
        &self,
        start: DateTime<Utc>,
        target: Duration,
        pauses: &[Span],
    ) -> Option<DateTime<Utc>> {
        let mut left = TimeDelta::from_std(target).ok()?;
        if left.is_zero() {
            return Some(start);
        }
        let pauses = in_order(pauses);
        let from_start = Span::new(start, DateTime::<Utc>::MAX_UTC);
        let days = self.day_of(start).iter_days().take(MOST_DAYS);
        let spans = days
            .take_while(|day| self.opens_from(*day))
            .flat_map(|day| self.spans(day))
            .flat_map(|span| span.within(from_start).without(&pauses));
        for span in spans {
            if left <= span.length() {
                return Some(span.from + left);
            }
            left -= span.length();
        }
        None
    }

    /// How much working time lies between two instants and in no pause.
    pub fn elapsed(&self, start: DateTime<Utc>, end: DateTime<Utc>, pauses: &[Span]) -> TimeDelta {
        self.counted(start, end, pauses).into_iter().map(Span::length).sum()
    }

    /// What of the time between two instants counts: how a due time came about.
    pub fn counted(&self, start: DateTime<Utc>, end: DateTime<Utc>, pauses: &[Span]) -> Vec<Span> {
        let (wanted, pauses) = (Span::new(start, end), in_order(pauses));
        if wanted.is_empty() {
            return Vec::new();
        }
        let last = self.day_of(end);
        let days = self.day_of(start).iter_days().take_while(|day| *day <= last);
        let spans = days.flat_map(|day| self.spans(day)).map(|span| span.within(wanted));
        spans.flat_map(|span| span.without(&pauses)).collect()
    }
}

fn in_order(pauses: &[Span]) -> Vec<Span> {
    let mut pauses: Vec<Span> = pauses.iter().copied().filter(|pause| !pause.is_empty()).collect();
    pauses.sort_by_key(|pause| pause.from);
    pauses
}
