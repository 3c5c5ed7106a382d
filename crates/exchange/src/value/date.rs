//! Calendar days as people and spreadsheets write them.

use crate::row_error::Fault;
use chrono::{Datelike as _, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use utoipa::ToSchema;

const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;
/// Serial numbers of spreadsheets that are read as days: 1954-10-03 to 2119-01-10. Smaller ones are years and counts.
const SERIALS: std::ops::RangeInclusive<u64> = 20_000..=80_000;
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Which comes first where a date is written with the year last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// A date that could be read in two ways is refused.
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

/// `2026-03-05`, `2026/3/5`, `20260305`, `2026年3月5日`, `5.3.2026`, `3/5/2026`, `5 Mar 2026`, `Mar 5, 2026`, a serial
/// number; a time of day that follows is dropped.
pub(super) fn parse(text: &str, order: DateOrder) -> Result<NaiveDate, Fault> {
    let text = text.nfkc().collect::<String>().to_lowercase();
    let text = without_time(text.trim());
    let parts: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).flat_map(split_han).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let day = match parts.as_slice() {
        [serial, fraction] if is_serial(text, serial, fraction) => return from_serial(serial),
        [digits] if digits.len() == 8 => compact(digits)?,
        [serial] => return from_serial(serial),
        [one, two, three] => three_parts(text, one, two, three, order)?,
        _ => return Err(unreadable()),
    };
    in_range(day)
}

fn unreadable() -> Fault {
    Fault::new("date_unreadable")
}

fn in_range(day: (i32, u32, u32)) -> Result<NaiveDate, Fault> {
    if !YEARS.contains(&day.0) {
        return Err(Fault::new("date_out_of_range"));
    }
    NaiveDate::from_ymd_opt(day.0, day.1, day.2).ok_or_else(|| Fault::new("date_impossible"))
}

/// Drops `10:30`, `T10:30:00Z`, `上午10:30`.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let hour = text[..colon].trim_end_matches(|letter: char| letter.is_ascii_digit());
    let hour = hour.trim_end_matches(['上', '下', '午', '早', '晚', ' ', 't']);
    if hour.is_empty() { text } else { hour }
}

/// `2026年3月5日` is three numbers.
fn split_han(part: &str) -> impl Iterator<Item = &str> {
    part.split(['年', '月', '日', '号'])
}

fn is_serial(text: &str, serial: &str, fraction: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    serial.len() == 5
        && digits(serial)
        && digits(fraction)
        && text == format!("{serial}.{fraction}")
}

/// Days since 1899-12-30, which is how spreadsheets count since 1900-03-01.
fn from_serial(text: &str) -> Result<NaiveDate, Fault> {
    let serial: u64 = text.parse().map_err(|_| unreadable())?;
    let origin = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day of the calendar");
    let day = origin.checked_add_days(Days::new(serial)).filter(|_| SERIALS.contains(&serial));
    day.filter(|day| YEARS.contains(&day.year())).ok_or_else(unreadable)
}

fn compact(digits: &str) -> Result<(i32, u32, u32), Fault> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(unreadable());
    }
    Ok((number(&digits[..4])?, number(&digits[4..6])?, number(&digits[6..])?))
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| unreadable())
}

fn three_parts(
    text: &str,
    one: &str,
    two: &str,
    three: &str,
    order: DateOrder,
) -> Result<(i32, u32, u32), Fault> {
    if one.len() == 4 && one.bytes().all(|byte| byte.is_ascii_digit()) {
        let month = month_name(two).map_or_else(|| number(two), Ok)?;
        return Ok((number(one)?, month, number(three)?));
    }
    if three.len() != 4 {
        return Err(unreadable());
    }
    let year = number(three)?;
    if let Some(month) = month_name(one) {
        return Ok((year, month, number(ordinal(two))?));
    }
    if let Some(month) = month_name(two) {
        return Ok((year, month, number(ordinal(one))?));
    }
    let (first, second): (u32, u32) = (number(one)?, number(two)?);
    let day_first = match order {
        // Nobody writes the month first with points.
        _ if text.contains('.') => true,
        DateOrder::DayFirst => true,
        DateOrder::MonthFirst => false,
        DateOrder::Unknown if first > 12 => true,
        DateOrder::Unknown if second > 12 || first == second => false,
        DateOrder::Unknown => return Err(Fault::new("date_ambiguous")),
    };
    Ok(if day_first { (year, second, first) } else { (year, first, second) })
}

fn month_name(text: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|month| text.starts_with(month))?;
    u32::try_from(at + 1).ok()
}

fn ordinal(text: &str) -> &str {
    text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
}
