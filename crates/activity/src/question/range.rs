//! From what a request says of time to days and periods.

use super::answer::Days;
use crate::index::calendar::{Calendar, Day, Period, Span, date};
use chrono::NaiveDate;
use kernel::{Error, FieldError};

/// The oldest day that anything can be asked about.
const EARLIEST: &str = "2000-01-01";
/// How many periods an answer may have.
pub const MOST_PERIODS: usize = 400;

/// How many periods an answer has unless the request says more.
const fn usual(period: Period) -> i32 {
    match period {
        Period::Day => 30,
        Period::Week | Period::Month => 12,
    }
}

/// The days that a request asks about, as far as it says so.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    from_on: Option<NaiveDate>,
    to_on: Option<NaiveDate>,
    last_days: Option<u16>,
}

impl Range {
    pub const fn of(
        from_on: Option<NaiveDate>,
        to_on: Option<NaiveDate>,
        last_days: Option<u16>,
    ) -> Self {
        Self { from_on, to_on, last_days }
    }
}

/// A range can't begin twice.
pub fn clash(from_on: Option<NaiveDate>, last_days: Option<u16>) -> Option<FieldError> {
    from_on.and(last_days)?;
    Some(FieldError::new("/last_days", "not_both").with("fields", "from_on, last_days"))
}

/// The periods that hold the days of the range; the latest usual ones where nothing is said.
pub fn periods(
    calendar: Calendar,
    period: Period,
    range: Range,
    today: Day,
) -> Result<Vec<Span>, Error> {
    let (from, to) = days(calendar, period, range, today)?;
    let spans = calendar.periods_between(period, from, to);
    if spans.len() > MOST_PERIODS {
        let too_many = FieldError::new("/from_on", "too_many").with("max", MOST_PERIODS);
        return Err(Error::invalid(vec![too_many]));
    }
    Ok(spans)
}

/// First and last day of a range.
pub fn days(
    calendar: Calendar,
    period: Period,
    range: Range,
    today: Day,
) -> Result<(Day, Day), Error> {
    let mut wrong = Vec::new();
    for (pointer, day) in [("/from_on", range.from_on), ("/to_on", range.to_on)] {
        wrong.extend(day.and_then(|day| flaw(pointer, day, today)));
    }
    let to = range.to_on.map_or(today, |day| day.to_epoch_days().min(today));
    let from = match (range.from_on, range.last_days) {
        (Some(day), _) => day.to_epoch_days(),
        (None, Some(days)) => (to + 1 - Day::from(days)).max(earliest()),
        (None, None) => {
            calendar.shift(period, calendar.period_start(period, to), 1 - usual(period))
        }
    };
    if wrong.is_empty() && from > to {
        let latest = date(to).to_string();
        wrong.push(FieldError::new("/from_on", "too_late").with("latest", latest));
    }
    if wrong.is_empty() { Ok((from, to)) } else { Err(Error::invalid(wrong)) }
}

/// A day that nothing can be asked about.
pub fn flaw(pointer: &str, day: NaiveDate, today: Day) -> Option<FieldError> {
    if let Some(flaw) = too_early(pointer, day) {
        return Some(flaw);
    }
    let today = date(today);
    // A year ahead is a mistake; the rest of the current period is not.
    let latest = today.checked_add_days(chrono::Days::new(366)).unwrap_or(today);
    (day > latest).then(|| FieldError::new(pointer, "too_late").with("latest", latest.to_string()))
}

/// A day of which nothing is known yet, or nothing at all.
pub fn not_yet(pointer: &str, day: NaiveDate, today: Day) -> Option<FieldError> {
    let too_late = || FieldError::new(pointer, "too_late").with("latest", date(today).to_string());
    too_early(pointer, day).or_else(|| (day.to_epoch_days() > today).then(too_late))
}

/// A day before anything can have happened.
pub fn too_early(pointer: &str, day: NaiveDate) -> Option<FieldError> {
    (day.to_epoch_days() < earliest())
        .then(|| FieldError::new(pointer, "too_early").with("earliest", EARLIEST))
}

/// The oldest day.
pub fn earliest() -> Day {
    EARLIEST.parse::<NaiveDate>().unwrap_or_default().to_epoch_days()
}

/// A period as answers name it.
pub fn named(span: Span) -> Days {
    Days { starts_on: date(span.from), ends_on: date(span.until - 1) }
}
