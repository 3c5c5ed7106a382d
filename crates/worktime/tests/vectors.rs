//! Known answers, and what holds on any calendar.
#![cfg(test)]

use chrono::{DateTime, NaiveDate, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_assume, proptest};
use serde_json::Value;
use std::time::Duration;
use worktime::{Hours, Span, WorkCalendar};

/// Computed apart from this code after the definition; the file says how it is written. The holidays are no official ones.
const VECTORS: &str = include_str!("data/sla_vectors.json");
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

fn hours(intervals: &Value) -> Hours {
    let intervals = intervals.as_array().unwrap().iter();
    let intervals = intervals.map(|it| (it[0].as_str().unwrap(), it[1].as_str().unwrap()));
    Hours::of(&intervals.collect::<Vec<_>>()).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn instant(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
}

fn calendar(value: &Value) -> WorkCalendar {
    let mut calendar = WorkCalendar::closed(value["zone"].as_str().unwrap().parse().unwrap());
    for (name, weekday) in WEEKDAYS {
        if let Some(intervals) = value["weekly"].get(name) {
            calendar = calendar.with(&[weekday], &hours(intervals));
        }
    }
    let holidays = value["holidays"].as_array().unwrap().iter();
    calendar.holidays = holidays.map(|day| date(day.as_str().unwrap())).collect();
    let special = value["special_days"].as_object().unwrap().iter();
    calendar.special = special.map(|(day, intervals)| (date(day), hours(intervals))).collect();
    calendar
}

#[test]
fn every_known_answer_comes_out() {
    let file: Value = serde_json::from_str(VECTORS).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 13);
    for vector in vectors {
        let calendar = calendar(&file["calendars"][vector["calendar"].as_str().unwrap()]);
        let pauses = vector["pauses"].as_array().unwrap().iter();
        let pauses: Vec<Span> =
            pauses.map(|pause| Span::new(instant(&pause[0]), instant(&pause[1]))).collect();
        let start = instant(&vector["start"]);
        let id = &vector["id"];
        if vector["kind"] == "due" {
            let target = Duration::from_secs(vector["target_seconds"].as_u64().unwrap());
            let expected = (!vector["due"].is_null()).then(|| instant(&vector["due"]));
            assert_eq!(calendar.due(start, target, &pauses), expected, "{id}");
        } else {
            let elapsed = calendar.elapsed(start, instant(&vector["end"]), &pauses);
            assert_eq!(elapsed.num_seconds(), vector["elapsed_seconds"].as_i64().unwrap(), "{id}");
        }
    }
}

#[test]
fn a_time_that_the_clock_skips_begins_as_soon_as_it_shows_anything_later() {
    let hours = Hours::of(&[("02:30", "04:00")]).unwrap();
    let calendar = WorkCalendar::closed(Tz::America__New_York).with(&[Weekday::Sun], &hours);
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let counted = calendar.counted(at("2026-03-08T00:00:00Z"), at("2026-03-09T00:00:00Z"), &[]);
    // From 03:00 on the new clock, which follows 01:59 on the old one.
    assert_eq!(counted, [Span::new(at("2026-03-08T07:00:00Z"), at("2026-03-08T08:00:00Z"))]);
}

#[test]
fn a_calendar_that_opens_on_one_special_day_only_is_due_on_it_or_never() {
    let mut calendar = WorkCalendar::closed(Tz::Asia__Shanghai);
    calendar.special.insert(date("2026-10-10"), Hours::of(&[("09:00", "11:00")]).unwrap());
    let start = "2026-10-01T00:00:00Z".parse().unwrap();
    let due = |hours: u64| calendar.due(start, Duration::from_secs(hours * 3600), &[]);
    assert_eq!(due(0), Some(start));
    assert_eq!(due(2), Some("2026-10-10T03:00:00Z".parse().unwrap()));
    assert_eq!(due(3), None);
}

fn any_hours() -> impl Strategy<Value = Hours> {
    proptest::collection::btree_set(0..=96_u16, 0..7).prop_map(|quarters| {
        let times: Vec<String> =
            quarters.iter().map(|it| format!("{:02}:{:02}", it / 4, it % 4 * 15)).collect();
        let pairs = times.as_chunks::<2>().0.iter();
        let pairs: Vec<(&str, &str)> = pairs.map(|[a, b]| (a.as_str(), b.as_str())).collect();
        Hours::of(&pairs).unwrap()
    })
}

/// Around a change of the clocks.
fn any_calendar() -> impl Strategy<Value = WorkCalendar> {
    let zones =
        [Tz::Asia__Shanghai, Tz::America__New_York, Tz::Australia__Lord_Howe, Tz::Asia__Kathmandu];
    let day = || (0..40_u64).prop_map(|days| date("2026-10-15") + chrono::Days::new(days));
    let special = proptest::collection::btree_map(day(), any_hours(), 0..5);
    let holidays = proptest::collection::btree_set(day(), 0..8);
    let parts = (0..zones.len(), proptest::array::uniform7(any_hours()), holidays, special);
    parts.prop_map(move |(zone, weekly, holidays, special)| WorkCalendar {
        zone: zones[zone],
        weekly,
        holidays,
        special,
    })
}

fn any_instant() -> impl Strategy<Value = DateTime<Utc>> {
    let first: DateTime<Utc> = "2026-10-20T00:00:00Z".parse().unwrap();
    (0..25 * 86_400_i64).prop_map(move |seconds| first + TimeDelta::seconds(seconds))
}

fn any_pauses() -> impl Strategy<Value = Vec<Span>> {
    let pause = (any_instant(), 0..200_000_i64)
        .prop_map(|(from, seconds)| Span::new(from, from + TimeDelta::seconds(seconds)));
    proptest::collection::vec(pause, 0..5)
}

proptest! {
    #[test]
    fn to_wait_twice_is_to_wait_for_both(calendar in any_calendar(), start in any_instant(), x in 0..400_000_u64, y in 0..400_000_u64) {
        let wait = |from, seconds| calendar.due(from, Duration::from_secs(seconds), &[]);
        let twice = wait(start, x).and_then(|then| wait(then, y));
        prop_assert_eq!(twice, wait(start, x + y));
    }

    #[test]
    fn what_has_elapsed_when_it_is_due_is_the_target(calendar in any_calendar(), start in any_instant(), pauses in any_pauses(), target in 0..400_000_u64) {
        let due = calendar.due(start, Duration::from_secs(target), &pauses);
        prop_assume!(due.is_some());
        let elapsed = calendar.elapsed(start, due.unwrap(), &pauses);
        prop_assert_eq!(elapsed, TimeDelta::seconds(i64::try_from(target).unwrap()));
    }

    #[test]
    fn a_pause_never_makes_it_due_earlier_and_more_hours_never_later(
        calendar in any_calendar(),
        start in any_instant(),
        pauses in any_pauses(),
        all_day in 0..7_usize,
        target in 1..400_000_u64,
        order in any::<bool>(),
    ) {
        let target = Duration::from_secs(target);
        let (some, all) = (&pauses[pauses.len().min(1)..], pauses.as_slice());
        let with_some = calendar.due(start, target, some);
        let with_all = calendar.due(start, target, all);
        prop_assert!(with_some.is_none_or(|some| with_all.is_none_or(|all| some <= all)));
        let mut turned = pauses.clone();
        if order {
            turned.reverse();
        }
        prop_assert_eq!(calendar.due(start, target, &turned), with_all);
        let mut longer = calendar.clone();
        longer.weekly[all_day] = Hours::of(&[("00:00", "24:00")]).unwrap();
        let sooner = longer.due(start, target, all);
        prop_assert!(with_all.is_none_or(|due| sooner.is_some_and(|sooner| sooner <= due)));
    }

    #[test]
    fn what_counts_is_in_order_apart_and_between_the_two(calendar in any_calendar(), start in any_instant(), end in any_instant(), pauses in any_pauses()) {
        let counted = calendar.counted(start, end, &pauses);
        for span in &counted {
            prop_assert!(start <= span.from && span.from < span.until && span.until <= end);
            prop_assert!(pauses.iter().all(|pause| span.within(*pause).is_empty()));
        }
        prop_assert!(counted.windows(2).all(|two| two[0].until <= two[1].from));
    }
}
