//! The clock of a first answer: pure, over a calendar.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use worktime::{Span, WorkCalendar};

/// Times in which the clock stood still, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Pauses(pub Vec<Pause>);

/// A time in which the clock stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// A clock that runs, or has run.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    pub calendar: &'a WorkCalendar,
    pub started_at: DateTime<Utc>,
    pub target: Duration,
    pub pauses: &'a Pauses,
    /// Since when it stands still.
    pub paused_at: Option<DateTime<Utc>>,
}

impl Clock<'_> {
    /// When it is due if it stands still no more.
    pub fn due(&self) -> Option<DateTime<Utc>> {
        if self.paused_at.is_some() {
            return None;
        }
        self.calendar.due(self.started_at, self.target, &self.spans())
    }

    /// How much working time has passed by an instant.
    pub fn elapsed(&self, at: DateTime<Utc>) -> TimeDelta {
        let end = self.paused_at.map_or(at, |paused| at.min(paused));
        self.calendar.elapsed(self.started_at, end, &self.spans())
    }

    /// How much is left; below zero when it is late.
    pub fn left(&self, at: DateTime<Utc>) -> TimeDelta {
        TimeDelta::from_std(self.target).unwrap_or(TimeDelta::MAX) - self.elapsed(at)
    }

    /// What counted until an instant.
    pub fn counted(&self, at: DateTime<Utc>) -> Vec<Span> {
        let end = self.paused_at.map_or(at, |paused| at.min(paused));
        self.calendar.counted(self.started_at, end, &self.spans())
    }

    fn spans(&self) -> Vec<Span> {
        self.pauses.0.iter().map(|pause| Span::new(pause.from, pause.until)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::zone::Zone;
    use worktime::Hours;

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-03-{text}:00+08:00").parse().unwrap()
    }

    #[test]
    fn the_clock_stands_still_on_hold_and_goes_on_where_it_was() {
        use chrono::Weekday::{Fri, Mon, Thu, Tue, Wed};
        let hours = Hours::of(&[("09:00", "12:00"), ("13:30", "18:00")]).unwrap();
        let calendar =
            WorkCalendar::closed(Zone::SHANGHAI.tz()).with(&[Mon, Tue, Wed, Thu, Fri], &hours);
        let none = Pauses::default();
        let clock = Clock {
            calendar: &calendar,
            started_at: at("06T17:45"),
            target: Duration::from_mins(30),
            pauses: &none,
            paused_at: None,
        };
        // Friday evening; the rest of the half hour is on Monday.
        assert_eq!(clock.due(), Some(at("09T09:15")));
        let paused = Clock { paused_at: Some(at("06T17:50")), ..clock };
        assert_eq!(paused.due(), None);
        assert_eq!(paused.left(at("10T12:00")), TimeDelta::minutes(25));
        let pauses = Pauses(vec![Pause { from: at("06T17:50"), until: at("09T10:00") }]);
        let goes_on = Clock { pauses: &pauses, ..clock };
        assert_eq!(goes_on.due(), Some(at("09T10:25")));
        assert_eq!(goes_on.left(at("09T10:30")), TimeDelta::minutes(-5));
    }
}
