use chrono::{Datelike as _, Months, NaiveDate};
use kernel::FieldError;
use serde::Deserialize;
use utoipa::IntoParams;
use worktime::WorkCalendar;

kernel::words! {
    /// For how long targets are looked at.
    #[derive(Default)]
    pub enum TargetPeriod {
        #[default]
        Month = "month",
        /// Three months from January, April, July or October.
        Quarter = "quarter",
        /// From January to December.
        Year = "year",
    }
}

/// Which targets are looked at.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct SalesTargetQuery {
    /// A month unless said otherwise.
    #[param(inline)]
    pub period: TargetPeriod,
    /// Any day of the period; today unless said otherwise.
    pub on: Option<NaiveDate>,
}

/// Days far off are typing errors, and the last ones that can be written have no end of their month.
pub(super) fn check_day(pointer: &str, day: NaiveDate) -> Option<FieldError> {
    let error = |code| FieldError::new(pointer, code);
    match day.year() {
        ..=1999 => Some(error("too_small").with("min", "2000-01-01")),
        2000..=2199 => None,
        _ => Some(error("too_large").with("max", "2199-12-31")),
    }
}

impl TargetPeriod {
    const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The first days of its months.
    pub(super) fn around(self, day: NaiveDate) -> Vec<NaiveDate> {
        let into = day.month0() % self.months();
        let first = first_of_month(day) - Months::new(into);
        (0..self.months()).map(|month| first + Months::new(month)).collect()
    }
}

/// The first day of a day's month.
pub(super) fn first_of_month(day: NaiveDate) -> NaiveDate {
    day - chrono::Days::new(u64::from(day.day0()))
}

/// The last day of the month that begins on this day.
pub(super) fn last_of_month(first: NaiveDate) -> NaiveDate {
    first + Months::new(1) - chrono::Days::new(1)
}

/// How much of the days is over, 0 to 1: by working days, so that nobody is behind on a Monday because of the weekend. The
/// day that is going on is not over. Where nobody works at all, days count.
pub(super) fn elapsed(
    calendar: &WorkCalendar,
    (from, to): (NaiveDate, NaiveDate),
    today: NaiveDate,
) -> f64 {
    let days = || from.iter_days().take_while(|day| *day <= to);
    let is_worked = |day: &NaiveDate| !calendar.hours(*day).is_empty();
    let (over, all) = if days().any(|day| is_worked(&day)) {
        let worked = || days().filter(is_worked);
        (worked().filter(|day| *day < today).count(), worked().count())
    } else {
        (days().filter(|day| *day < today).count(), days().count())
    };
    crate::routing::share(over as u64, all as u64).unwrap_or(0.0)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same whole numbers, divided the same way")]
mod tests {
    use super::*;
    use identity::work_calendar::WorkHours;
    use kernel::zone::Zone;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_quarter_has_the_three_months_around_a_day_and_a_year_all_twelve() {
        let quarter = TargetPeriod::Quarter.around(day("2026-11-21"));
        assert_eq!(quarter, [day("2026-10-01"), day("2026-11-01"), day("2026-12-01")]);
        assert_eq!(TargetPeriod::Month.around(day("2026-02-28")), [day("2026-02-01")]);
        let year = TargetPeriod::Year.around(day("2026-11-21"));
        assert_eq!((year.len(), year[0], year[11]), (12, day("2026-01-01"), day("2026-12-01")));
    }

    #[test]
    fn a_month_is_over_by_its_working_days() {
        let calendar = WorkHours::usual().in_zone(Zone::SHANGHAI);
        // November 2026 begins on a Sunday and has 21 working days.
        let month = (day("2026-11-01"), last_of_month(day("2026-11-01")));
        let at = |today: &str| elapsed(&calendar, month, day(today));
        assert_eq!(at("2026-10-31"), 0.0);
        assert_eq!(at("2026-11-02"), 0.0, "the first working day is going on");
        assert_eq!(at("2026-11-07"), 5.0 / 21.0);
        assert_eq!(at("2026-11-09"), 5.0 / 21.0, "a weekend is no time lost");
        assert_eq!(at("2026-12-01"), 1.0);
    }

    #[test]
    fn where_nobody_works_days_count() {
        let closed = WorkCalendar::closed(Zone::SHANGHAI.tz());
        let month = (day("2026-11-01"), day("2026-11-30"));
        assert_eq!(elapsed(&closed, month, day("2026-11-16")), 0.5);
    }

    proptest! {
        #[test]
        fn time_never_runs_backwards(from in 0_u64..3000, length in 1_u64..366, today in 0_u64..3400) {
            let calendar = WorkHours::usual().in_zone(Zone::SHANGHAI);
            let start = day("2020-01-01");
            let at = |days: u64| start + chrono::Days::new(days);
            let period = (at(from), at(from + length));
            let (now, later) = (
                elapsed(&calendar, period, at(today)),
                elapsed(&calendar, period, at(today + 1)),
            );
            prop_assert!((0.0..=1.0).contains(&now) && now <= later);
        }
    }
}
