//! Time zones by IANA name, and the calendar days that they cut out of time.

use chrono::{
    DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc,
    Weekday,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize, de};
use std::{borrow::Cow, fmt, str::FromStr};

/// An IANA zone such as `Asia/Shanghai`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, sea_orm::DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct Zone(Tz);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an IANA time zone such as Asia/Shanghai, found {0:?}")]
pub struct UnknownZone(String);

/// The instants of one local day, the first included and the last not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayBounds {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl Zone {
    pub const SHANGHAI: Self = Self(Tz::Asia__Shanghai);
    pub const UTC: Self = Self(Tz::UTC);

    pub fn name(self) -> &'static str {
        self.0.name()
    }

    pub fn tz(self) -> Tz {
        self.0
    }

    /// The calendar day on which an instant falls here.
    pub fn day_of(self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.0).date_naive()
    }

    /// What the clock on the wall shows.
    pub fn local(self, instant: DateTime<Utc>) -> NaiveDateTime {
        instant.with_timezone(&self.0).naive_local()
    }

    /// A local time that happens twice is its first instant; one that is skipped is the first instant after the gap.
    pub fn instant(self, local: NaiveDateTime) -> DateTime<Utc> {
        match self.0.from_local_datetime(&local).earliest() {
            Some(instant) => instant.to_utc(),
            None => self.end_of_gap(local),
        }
    }

    /// The bounds of a local day; 23, 24 or 25 hours apart, and none where the zone skipped the day.
    pub fn day(self, day: NaiveDate) -> DayBounds {
        let next = day.checked_add_days(Days::new(1)).unwrap_or(day);
        DayBounds { from: self.start_of(day), until: self.start_of(next) }
    }

    /// The bounds of the days `first` to `last`, both included.
    pub fn days(self, first: NaiveDate, last: NaiveDate) -> DayBounds {
        DayBounds { from: self.day(first).from, until: self.day(last).until }
    }

    pub fn start_of(self, day: NaiveDate) -> DateTime<Utc> {
        self.instant(day.and_time(NaiveTime::MIN))
    }

    /// The first instant whose local time is not before `local`, which itself falls into a gap.
    fn end_of_gap(self, local: NaiveDateTime) -> DateTime<Utc> {
        let reached = |instant: DateTime<Utc>| self.local(instant) >= local;
        let (mut before, mut after) = (-27 * 3600, 27 * 3600);
        let as_utc = local.and_utc();
        while after - before > 1 {
            let middle = i64::midpoint(before, after);
            if reached(as_utc + Duration::seconds(middle)) {
                after = middle;
            } else {
                before = middle;
            }
        }
        as_utc + Duration::seconds(after)
    }

    /// How far the local clock is ahead of UTC at an instant.
    pub fn offset_seconds(self, instant: DateTime<Utc>) -> i32 {
        self.0.offset_from_utc_datetime(&instant.naive_utc()).fix().local_minus_utc()
    }
}

/// The first day of the week that holds `day`.
pub fn week_start(day: NaiveDate, first: Weekday) -> NaiveDate {
    let since = u64::from(day.weekday().days_since(first));
    day.checked_sub_days(Days::new(since)).unwrap_or(day)
}

impl FromStr for Zone {
    type Err = UnknownZone;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self).map_err(|_| UnknownZone(text.chars().take(64).collect()))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Zone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl utoipa::PartialSchema for Zone {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("An IANA time zone."))
            .max_length(Some(64))
            .examples(["Asia/Shanghai"])
            .into()
    }
}

impl utoipa::ToSchema for Zone {}

#[cfg(test)]
mod tests {
    use super::{Zone, week_start};
    use chrono::{Duration, NaiveDate, Weekday};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn bounds(zone: &str, on: &str) -> (String, String) {
        let bounds = zone.parse::<Zone>().unwrap().day(day(on));
        (bounds.from.to_rfc3339(), bounds.until.to_rfc3339())
    }

    #[test]
    fn a_local_day_is_as_long_as_its_clock_changes_make_it() {
        for (zone, on, from, hours) in [
            ("Asia/Shanghai", "2026-11-21", "2026-11-20T16:00:00+00:00", 24),
            ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00+00:00", 23),
            ("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00+00:00", 25),
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00+00:00", 23),
            ("America/Havana", "2026-11-01", "2026-11-01T04:00:00+00:00", 25),
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00+00:00", 0),
            ("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00+00:00", 24),
        ] {
            let found = zone.parse::<Zone>().unwrap().day(day(on));
            assert_eq!(found.from.to_rfc3339(), from, "{zone} {on}");
            assert_eq!(found.until - found.from, Duration::hours(hours), "{zone} {on}");
        }
        assert_eq!(bounds("UTC", "2026-01-01").1, "2026-01-02T00:00:00+00:00");
    }

    #[test]
    fn a_week_starts_on_the_day_it_is_told() {
        let saturday = day("2026-11-21");
        assert_eq!(week_start(saturday, Weekday::Mon), day("2026-11-16"));
        assert_eq!(week_start(saturday, Weekday::Sun), day("2026-11-15"));
        assert_eq!(week_start(saturday, Weekday::Sat), saturday);
    }

    #[test]
    fn an_unknown_zone_is_refused_by_name() {
        let message = "Mars/Olympus".parse::<Zone>().unwrap_err().to_string();
        assert!(message.contains("Mars/Olympus") && message.contains("Asia/Shanghai"));
        assert_eq!(serde_json::to_value(Zone::SHANGHAI).unwrap(), "Asia/Shanghai");
        assert_eq!(serde_json::from_str::<Zone>("\"Asia/Shanghai\"").unwrap(), Zone::SHANGHAI);
    }

    proptest! {
        #[test]
        fn days_follow_one_another_without_gap_or_overlap(number in 0..30_000_i32, zone in 0..chrono_tz::TZ_VARIANTS.len()) {
            let zone = Zone(chrono_tz::TZ_VARIANTS[zone]);
            let today = NaiveDate::from_epoch_days(number).unwrap();
            let (this, next) = (zone.day(today), zone.day(today.succ_opt().unwrap()));
            prop_assert_eq!(this.until, next.from);
            prop_assert!(this.from <= this.until);
            if this.from < this.until {
                prop_assert_eq!(zone.day_of(this.from), today);
            }
        }
    }
}
