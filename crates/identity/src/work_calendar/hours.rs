use chrono::NaiveDate;
use kernel::{FieldError, zone::Zone};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use worktime::{BadHours, Hours};

/// A part of a day in which people work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// By the clock on the wall.
    #[schema(min_length = 5, max_length = 5, example = "09:00")]
    pub from: String,
    /// `24:00` is the midnight that follows.
    #[schema(min_length = 5, max_length = 5, example = "18:00")]
    pub until: String,
}

/// The working hours of one day; none on a day off.
pub type DayHours = Vec<Interval>;

/// A date with hours of its own, whatever weekday or holiday it is: a working Saturday before a long holiday, a short
/// day before a feast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpecialDay {
    /// The day.
    pub on: NaiveDate,
    /// What is worked on it; empty is a day off.
    #[schema(max_items = 10)]
    pub hours: DayHours,
}

/// Hours by weekday, holidays, and days with hours of their own.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ToSchema,
    Validate,
    FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
pub struct WorkHours {
    /// Seven days, Monday first.
    #[validate(length(min = 7, max = 7))]
    #[schema(min_items = 7, max_items = 7)]
    pub weekly: Vec<DayHours>,
    /// Days off.
    #[serde(default)]
    #[validate(length(max = 1000))]
    #[schema(max_items = 1000)]
    pub holidays: Vec<NaiveDate>,
    /// Days that are not as the week says.
    #[serde(default)]
    #[validate(length(max = 1000))]
    #[schema(max_items = 1000)]
    pub special_days: Vec<SpecialDay>,
}

impl WorkHours {
    /// Monday to Friday, nine to six.
    pub fn usual() -> Self {
        let day = || vec![Interval { from: "09:00".to_owned(), until: "18:00".to_owned() }];
        let weekly = (0..7).map(|weekday| if weekday < 5 { day() } else { Vec::new() });
        Self { weekly: weekly.collect(), ..Self::default() }
    }

    /// What is no working time, each below `pointer`.
    pub(crate) fn flaws(&self, pointer: &str) -> Vec<FieldError> {
        let weekly = self.weekly.iter().enumerate();
        let weekly = weekly.map(|(day, hours)| (format!("{pointer}/weekly/{day}"), hours));
        let special = self.special_days.iter().enumerate();
        let special =
            special.map(|(day, it)| (format!("{pointer}/special_days/{day}/hours"), &it.hours));
        let flaw = |(at, hours): (String, &DayHours)| match read(hours) {
            Ok(_) => None,
            Err(BadHours::NoTime(n)) => Some(
                FieldError::new(format!("{at}/{n}"), "invalid_format").with("expected", "09:00"),
            ),
            Err(BadHours::Empty(n)) => Some(FieldError::new(format!("{at}/{n}"), "before_start")),
            Err(BadHours::Overlapping(n)) => Some(FieldError::new(format!("{at}/{n}"), "overlaps")),
        };
        let mut flaws: Vec<_> = weekly.chain(special).filter_map(flaw).collect();
        for (place, day) in self.special_days.iter().enumerate() {
            if self.special_days[..place].iter().any(|other| other.on == day.on) {
                let at = format!("{pointer}/special_days/{place}/on");
                flaws.push(FieldError::new(at, "duplicate"));
            }
        }
        flaws
    }

    /// As clocks count by it. What can't be read, which the service lets nobody store, is no working time.
    pub fn in_zone(&self, zone: Zone) -> worktime::WorkCalendar {
        let mut calendar = worktime::WorkCalendar::closed(zone.tz());
        for (day, hours) in calendar.weekly.iter_mut().zip(&self.weekly) {
            *day = read(hours).unwrap_or_default();
        }
        calendar.holidays = self.holidays.iter().copied().collect();
        let special = self.special_days.iter();
        calendar.special =
            special.map(|day| (day.on, read(&day.hours).unwrap_or_default())).collect();
        calendar
    }
}

fn read(hours: &DayHours) -> Result<Hours, BadHours> {
    let intervals: Vec<_> = hours.iter().map(|it| (it.from.as_str(), it.until.as_str())).collect();
    Hours::of(&intervals)
}
