//! The working hours of a day, by the clock on the wall.

use std::{fmt, str::FromStr};

const MINUTES: u16 = 24 * 60;

/// Intervals of a day that ascend and leave no doubt: none ends where or after the next begins, none is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours(Vec<Minutes>);

/// From one minute of the day to another; 1440 is the midnight that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Minutes {
    pub from: u16,
    pub until: u16,
}

/// Why intervals are no working hours; the place counts from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadHours {
    #[error("expected times from 00:00 to 24:00, such as 09:00, in interval {0}")]
    NoTime(usize),
    #[error("interval {0} ends before it has begun")]
    Empty(usize),
    #[error("interval {0} begins before the one before it has ended")]
    Overlapping(usize),
}

impl Hours {
    pub(crate) const NONE: Self = Self(Vec::new());

    /// `[("09:00", "12:00"), ("13:30", "18:00")]`. Intervals that touch are joined.
    pub fn of(intervals: &[(&str, &str)]) -> Result<Self, BadHours> {
        let mut hours: Vec<Minutes> = Vec::with_capacity(intervals.len());
        for (place, (from, until)) in intervals.iter().enumerate() {
            let (Some(from), Some(until)) = (minute(from), minute(until)) else {
                return Err(BadHours::NoTime(place));
            };
            if until <= from {
                return Err(BadHours::Empty(place));
            }
            match hours.last_mut() {
                Some(last) if from < last.until => return Err(BadHours::Overlapping(place)),
                Some(last) if from == last.until => last.until = until,
                _ => hours.push(Minutes { from, until }),
            }
        }
        Ok(Self(hours))
    }

    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Minutes> + '_ {
        self.0.iter().copied()
    }
}

/// As somebody would write it: `09:00–12:00, 13:30–18:00`.
impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, Minutes { from, until }) in self.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
            write!(f, "{comma}{}–{}", time(from), time(until))?;
        }
        Ok(())
    }
}

fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |digits: &str| {
        let is_right = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_right.then(|| u16::from_str(digits).ok())?
    };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    let minute = hours * 60 + minutes;
    (minutes < 60 && minute <= MINUTES).then_some(minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_and_written_as_people_write_them() {
        let hours = Hours::of(&[("09:00", "12:00"), ("13:30", "24:00")]).unwrap();
        assert_eq!(hours.to_string(), "09:00–12:00, 13:30–24:00");
        let joined = Hours::of(&[("09:00", "12:00"), ("12:00", "18:00")]).unwrap();
        assert_eq!(joined.to_string(), "09:00–18:00");
        assert!(Hours::default().is_empty());
    }

    #[test]
    fn what_is_no_interval_of_a_day_is_told_with_its_place() {
        let bad = |intervals: &[(&str, &str)]| Hours::of(intervals).unwrap_err();
        for time in ["9:00", "09:60", "24:01", "0900", "+9:00", ""] {
            assert_eq!(bad(&[("08:00", "08:30"), (time, "10:00")]), BadHours::NoTime(1), "{time}");
        }
        assert_eq!(bad(&[("12:00", "12:00")]), BadHours::Empty(0));
        assert_eq!(bad(&[("22:00", "06:00")]), BadHours::Empty(0));
        assert_eq!(bad(&[("09:00", "12:00"), ("11:59", "18:00")]), BadHours::Overlapping(1));
    }
}
