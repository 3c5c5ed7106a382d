//! Local days, weeks and months of a workspace. Days are numbered from 1 January 1970 of the local calendar; a period is
//! named by its first day. Only calendars are counted with, never seconds divided by 86 400: days have 23 and 25 hours.

use chrono::{DateTime, Datelike, Months, NaiveDate, Weekday};
use kernel::zone::{Zone, week_start};

/// A local day, by its number.
pub type Day = i32;

const MILLIS_PER_DAY: i64 = 86_400_000;

kernel::words! {
    /// The span of time that figures are counted in.
    pub enum Period { Day = "day", Week = "week", Month = "month" }
}

/// How a workspace cuts time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    pub zone: Zone,
    pub first_weekday: Weekday,
}

impl Calendar {
    /// `week_start` counts from 1 (Monday) to 7.
    pub fn new(zone: Zone, week_start: i32) -> Self {
        let days_from_monday = u8::try_from(week_start - 1).unwrap_or_default();
        Self { zone, first_weekday: Weekday::try_from(days_from_monday).unwrap_or(Weekday::Mon) }
    }

    /// 1 (Monday) to 7.
    pub fn week_start(&self) -> i32 {
        i32::try_from(self.first_weekday.number_from_monday()).unwrap_or(1)
    }

    pub fn day_of(&self, millis: i64) -> Day {
        let instant = DateTime::from_timestamp_millis(millis).unwrap_or_default();
        self.zone.day_of(instant).to_epoch_days()
    }

    /// The first millisecond of a day.
    pub fn start_of(&self, day: Day) -> i64 {
        self.zone.start_of(date(day)).timestamp_millis()
    }

    /// The first day of the period that holds `day`.
    pub fn period_start(&self, period: Period, day: Day) -> Day {
        match period {
            Period::Day => day,
            Period::Week => week_start(date(day), self.first_weekday).to_epoch_days(),
            Period::Month => date(day).with_day(1).map_or(day, |first| first.to_epoch_days()),
        }
    }

    /// The first day of the period that lies `count` periods after the one that begins on `start`.
    pub fn shift(&self, period: Period, start: Day, count: i32) -> Day {
        match period {
            Period::Day => start + count,
            Period::Week => start + count * 7,
            Period::Month => {
                let months = Months::new(count.unsigned_abs());
                let first = date(start);
                let moved = if count < 0 {
                    first.checked_sub_months(months)
                } else {
                    first.checked_add_months(months)
                };
                moved.map_or(start, |moved| moved.to_epoch_days())
            }
        }
    }

    /// The periods from the one that begins on `start` on.
    pub fn periods(&self, period: Period, start: Day, count: usize) -> Vec<Span> {
        let count = i32::try_from(count).unwrap_or(i32::MAX);
        let span = |index| Span {
            from: self.shift(period, start, index),
            until: self.shift(period, start, index + 1),
        };
        (0..count).map(span).collect()
    }

    /// The periods that hold at least one of the days `from` to `to`, both included.
    pub fn periods_between(&self, period: Period, from: Day, to: Day) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut at = self.period_start(period, from);
        while at <= to {
            let next = self.shift(period, at, 1);
            spans.push(Span { from: at, until: next });
            at = next;
        }
        spans
    }
}

/// Days in a row, the last not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub from: Day,
    pub until: Day,
}

impl Span {
    pub const fn days(self) -> std::ops::Range<Day> {
        self.from..self.until
    }

    pub fn contains(self, day: Day) -> bool {
        self.days().contains(&day)
    }
}

pub fn date(day: Day) -> NaiveDate {
    NaiveDate::from_epoch_days(day).unwrap_or_default()
}

/// Finds the day of an instant without asking the zone each time: the starts of days in a row.
pub struct Days {
    calendar: Calendar,
    first: Day,
    starts: Vec<i64>,
}

impl Days {
    /// Ready for the instants from `earliest` to `latest`; others are answered as well, more slowly.
    pub fn between(calendar: Calendar, earliest: i64, latest: i64) -> Self {
        let first = calendar.day_of(earliest);
        let last = calendar.day_of(latest);
        let starts = (first..=last + 1).map(|day| calendar.start_of(day)).collect();
        Self { calendar, first, starts }
    }

    /// The day of an instant, and how many milliseconds of it have passed.
    pub fn locate(&self, millis: i64) -> (Day, u32) {
        let guess = (millis - self.starts[0]) / MILLIS_PER_DAY;
        let guess = usize::try_from(guess).unwrap_or(usize::MAX);
        // Clock changes move a day by an hour or two, so the guess is right or one off.
        for at in guess.saturating_sub(1)..=guess.saturating_add(1) {
            if let (Some(start), Some(next)) = (self.starts.get(at), self.starts.get(at + 1))
                && (*start..*next).contains(&millis)
            {
                let day = self.first + i32::try_from(at).unwrap_or_default();
                return (day, u32::try_from(millis - start).unwrap_or_default());
            }
        }
        let day = self.calendar.day_of(millis);
        (day, u32::try_from(millis - self.calendar.start_of(day)).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    fn calendar(zone: &str) -> Calendar {
        Calendar::new(zone.parse().unwrap(), 1)
    }

    fn day(text: &str) -> Day {
        text.parse::<NaiveDate>().unwrap().to_epoch_days()
    }

    #[test]
    fn months_are_counted_by_the_calendar() {
        let calendar = calendar("Asia/Shanghai");
        let starts: Vec<_> = calendar.periods(Period::Month, day("2026-01-01"), 3);
        let from: Vec<_> = starts.iter().map(|span| date(span.from).to_string()).collect();
        assert_eq!(from, ["2026-01-01", "2026-02-01", "2026-03-01"]);
        assert_eq!(starts[1].until - starts[1].from, 28);
        assert_eq!(calendar.period_start(Period::Month, day("2026-01-31")), day("2026-01-01"));
    }

    #[test]
    fn weeks_begin_on_the_day_of_the_workspace() {
        for (first, start) in [(1, "2026-11-16"), (7, "2026-11-15"), (6, "2026-11-21")] {
            let calendar = Calendar::new(Zone::UTC, first);
            assert_eq!(calendar.period_start(Period::Week, day("2026-11-21")), day(start));
            assert_eq!(calendar.week_start(), first);
        }
    }

    proptest! {
        #[test]
        fn an_instant_is_found_on_the_day_that_the_zone_says(zone in 0..4_usize, offsets in proptest::collection::vec(0..40_000_000_000_i64, 1..20)) {
            let zone = ["Asia/Shanghai", "Europe/Berlin", "America/Havana", "Pacific/Apia"][zone];
            let calendar = calendar(zone);
            let base = 1_300_000_000_000_i64;
            let days = Days::between(calendar, base, base + 30_000_000_000);
            for offset in offsets {
                let (found, passed) = days.locate(base + offset);
                prop_assert_eq!(found, calendar.day_of(base + offset));
                prop_assert_eq!(calendar.start_of(found) + i64::from(passed), base + offset);
            }
        }
    }
}
