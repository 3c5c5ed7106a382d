//! The year, its days, and how much goes on in them: holidays, weekdays, opening hours.

use crate::dice::Dice;
use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc, Weekday};
use kernel::{locale::Locale, zone::Zone};

pub const DAYS: u64 = 365;
const DAY_SECONDS: i64 = 24 * 3600;

/// First days of the lunar year.
const SPRING_FESTIVALS: [(i32, u32, u32); 12] = [
    (2024, 2, 10),
    (2025, 1, 29),
    (2026, 2, 17),
    (2027, 2, 6),
    (2028, 1, 26),
    (2029, 2, 13),
    (2030, 2, 3),
    (2031, 1, 23),
    (2032, 2, 11),
    (2033, 1, 31),
    (2034, 2, 19),
    (2035, 2, 8),
];

/// How the hours of a day share what happens in it.
pub type Hours = [u8; 24];

/// People at a desk.
pub const OFFICE: Hours =
    [0, 0, 0, 0, 0, 0, 0, 0, 2, 10, 12, 11, 4, 6, 11, 12, 11, 9, 4, 2, 1, 0, 0, 0];
/// Owners of shops who look for software: when the shop is quiet, and in the evening.
pub const SEARCHING: Hours =
    [1, 0, 0, 0, 0, 0, 1, 2, 5, 9, 10, 8, 5, 6, 9, 9, 7, 5, 5, 7, 9, 8, 5, 2];

/// The year that ends now.
#[derive(Clone)]
pub struct Calendar {
    pub zone: Zone,
    pub locale: Locale,
    pub first: NaiveDate,
    pub today: NaiveDate,
    pub now: DateTime<Utc>,
}

impl Calendar {
    pub fn ending(now: DateTime<Utc>, zone: Zone, locale: Locale) -> Self {
        let today = zone.day_of(now);
        let first = today - Days::new(DAYS);
        Self { zone, locale, first, today, now }
    }

    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        self.first.iter_days().take(usize::try_from(DAYS + 1).expect("a year is short"))
    }

    pub fn start(&self) -> DateTime<Utc> {
        self.zone.start_of(self.first)
    }

    pub fn contains(&self, day: NaiveDate) -> bool {
        (self.first..=self.today).contains(&day)
    }

    /// The part of its hours that a day has had by now.
    pub fn elapsed(&self, day: NaiveDate, hours: &Hours) -> f64 {
        if day < self.today {
            return 1.0;
        }
        let seconds = (self.now - self.zone.start_of(day)).num_seconds().clamp(0, DAY_SECONDS);
        let mut had = 0.0;
        for (hour, weight) in (0_i64..).zip(hours) {
            let part = (seconds - hour * 3600).clamp(0, 3600);
            had += f64::from(*weight) * crate::dice::to_real(part) / 3600.0;
        }
        had / hours.iter().map(|weight| f64::from(*weight)).sum::<f64>()
    }

    /// An instant of that day, by its hours, and not later than now.
    pub fn moment(&self, day: NaiveDate, hours: &Hours, dice: &mut Dice) -> DateTime<Utc> {
        let start = self.zone.start_of(day);
        for _ in 0..16 {
            let hour = dice.weighted(hours.iter().map(|weight| f64::from(*weight)));
            let second = i64::try_from(hour).expect("24 hours") * 3600 + dice.between(0, 3599);
            let at =
                start + Duration::seconds(second) + Duration::milliseconds(dice.between(0, 999));
            if at < self.now {
                return at;
            }
        }
        // The day has hardly begun.
        let seconds = (self.now - start).num_seconds().max(1);
        start + Duration::seconds(dice.between(0, seconds - 1))
    }

    /// The first moment from `at` on when somebody sits at a desk; it may still be to come.
    pub fn working_moment(&self, at: DateTime<Utc>, dice: &mut Dice) -> DateTime<Utc> {
        let mut day = self.zone.day_of(at);
        let since_midnight = (at - self.zone.start_of(day)).num_hours();
        if (9..18).contains(&since_midnight) && self.is_working_day(day) {
            return at;
        }
        if since_midnight >= 9 {
            day = day + Days::new(1);
        }
        while !self.is_working_day(day) {
            day = day + Days::new(1);
        }
        self.zone.start_of(day) + Duration::hours(9) + Duration::seconds(dice.between(60, 3 * 3600))
    }

    /// A full or half hour of that day between nine and six, as people write them down.
    pub fn desk_time(&self, day: NaiveDate, dice: &mut Dice) -> DateTime<Utc> {
        self.zone.start_of(day) + Duration::minutes(30 * dice.between(18, 36))
    }

    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.is_holiday(day)
    }

    /// Whether nobody sits at a desk, whatever weekday it is.
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        self.business(day) <= 0.4
    }

    /// How much of its usual business the country does on that day: 1 but for its holidays.
    pub fn business(&self, day: NaiveDate) -> f64 {
        match self.locale {
            Locale::ZhCn => chinese_business(day),
            Locale::En => american_business(day),
        }
    }
}

/// The week of the Spring Festival is nearly dead, the days around it are slow; the first week of October is slower.
fn chinese_business(day: NaiveDate) -> f64 {
    let festival = SPRING_FESTIVALS
        .iter()
        .filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(*year, *month, *day))
        .map(|festival| (day - festival).num_days())
        .min_by_key(|distance| distance.abs());
    match festival {
        Some(-10..=-6) => 0.75,
        Some(-5..=-2) => 0.45,
        Some(-1..=3) => 0.08,
        Some(4..=6) => 0.2,
        Some(7..=14) => 0.7,
        _ if day.month() == 10 && day.day() <= 7 => 0.55,
        _ => 1.0,
    }
}

fn american_business(day: NaiveDate) -> f64 {
    let thanksgiving = day.month() == 11
        && ((day.weekday() == Weekday::Thu && (22..=28).contains(&day.day()))
            || (day.weekday() == Weekday::Fri && (23..=29).contains(&day.day())));
    match (day.month(), day.day()) {
        _ if thanksgiving => 0.3,
        (12, 24..=26) | (1, 1) => 0.15,
        (12, 27..=31) => 0.45,
        (7, 4) => 0.3,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(now: &str) -> Calendar {
        Calendar::ending(now.parse().unwrap(), Zone::SHANGHAI, Locale::ZhCn)
    }

    #[test]
    fn the_spring_festival_is_where_the_lunar_year_puts_it() {
        let calendar = calendar("2026-11-21T04:00:00Z");
        for (day, slow) in [
            ("2025-01-29", true),
            ("2026-02-17", true),
            ("2026-02-19", true),
            ("2026-01-29", false),
            ("2026-03-10", false),
        ] {
            assert_eq!(calendar.business(day.parse().unwrap()) < 0.3, slow, "{day}");
        }
    }

    #[test]
    fn no_moment_is_later_than_now_even_when_the_day_has_just_begun() {
        let calendar = calendar("2026-11-20T16:00:05Z");
        let mut dice = Dice::new(1, "test");
        for day in calendar.days() {
            let at = calendar.moment(day, &OFFICE, &mut dice);
            assert!(at < calendar.now && calendar.zone.day_of(at) == day, "{at}");
        }
    }

    #[test]
    fn work_waits_for_a_working_day() {
        let calendar = calendar("2026-11-21T04:00:00Z");
        let mut dice = Dice::new(1, "test");
        let saturday = "2026-11-14T04:00:00Z".parse().unwrap();
        let monday = calendar.working_moment(saturday, &mut dice);
        assert_eq!(calendar.zone.day_of(monday).to_string(), "2026-11-16");
        let thursday = "2026-11-12T04:00:00Z".parse().unwrap();
        assert_eq!(calendar.working_moment(thursday, &mut dice), thursday);
        let new_years_eve = "2026-02-16T04:00:00Z".parse().unwrap();
        let after = calendar.zone.day_of(calendar.working_moment(new_years_eve, &mut dice));
        assert!(after > "2026-02-22".parse().unwrap(), "{after}");
    }
}
