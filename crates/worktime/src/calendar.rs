use crate::{Hours, Span};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, TimeDelta, TimeZone as _, Utc, Weekday};
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};

/// When somebody works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkCalendar {
    pub zone: Tz,
    /// From Monday on.
    pub weekly: [Hours; 7],
    /// Days without work.
    pub holidays: BTreeSet<NaiveDate>,
    /// Days with hours of their own, holidays or not: 调休, a short day before a feast.
    pub special: BTreeMap<NaiveDate, Hours>,
}

impl WorkCalendar {
    /// Somebody who never works.
    pub fn closed(zone: Tz) -> Self {
        let (holidays, special) = (BTreeSet::new(), BTreeMap::new());
        Self { zone, weekly: Default::default(), holidays, special }
    }

    /// The same hours on each of these weekdays, none on the others.
    #[must_use]
    pub fn with(mut self, weekdays: &[Weekday], hours: &Hours) -> Self {
        for weekday in weekdays {
            self.weekly[weekday.num_days_from_monday() as usize] = hours.clone();
        }
        self
    }

    /// The hours of a date.
    pub fn hours(&self, day: NaiveDate) -> &Hours {
        const NONE: &Hours = &Hours::NONE;
        match self.special.get(&day) {
            Some(hours) => hours,
            None if self.holidays.contains(&day) => NONE,
            None => &self.weekly[day.weekday().num_days_from_monday() as usize],
        }
    }

    /// Whether it opens on this day or any later one.
    pub fn opens_from(&self, day: NaiveDate) -> bool {
        // Holidays are few: a week later that weekday is there again.
        self.weekly.iter().any(|hours| !hours.is_empty())
            || self.special.range(day..).any(|(_, hours)| !hours.is_empty())
    }

    pub(crate) fn day_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.zone).date_naive()
    }

    /// The working time of a date, as instants.
    pub(crate) fn spans(&self, day: NaiveDate) -> Vec<Span> {
        let instant = |minute: u16| self.instant(day, minute);
        let spans = self.hours(day).iter();
        let spans = spans.filter_map(|it| Some(Span::new(instant(it.from)?, instant(it.until)?)));
        spans.filter(|span| !span.is_empty()).collect()
    }

    /// When the clock on the wall shows it: the first time where it does twice, and where it does not, as soon as it shows
    /// anything later.
    fn instant(&self, day: NaiveDate, minute: u16) -> Option<DateTime<Utc>> {
        let day = day.checked_add_days(Days::new(u64::from(minute / (24 * 60))))?;
        let time = TimeDelta::minutes(i64::from(minute % (24 * 60)));
        let local = day.and_time(chrono::NaiveTime::MIN) + time;
        let found = self.zone.from_local_datetime(&local).earliest();
        if let Some(instant) = found {
            return Some(instant.to_utc());
        }
        // A gap: clocks jump by hours at most, and by whole minutes; a whole day once, in the Pacific.
        let mut minutes = (1..=25 * 60).map(|minutes| local + TimeDelta::minutes(minutes));
        let after = minutes.find_map(|local| self.zone.from_local_datetime(&local).earliest())?;
        Some(after.to_utc())
    }
}
