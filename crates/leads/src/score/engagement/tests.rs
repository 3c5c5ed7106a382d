use super::*;
use crate::{
    score::{
        definition::{EngagementGroup, Limits},
        happening::HappeningId,
        sum::Tenths,
    },
    words::TouchKind,
};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, proptest};

fn day(day: f64) -> DateTime<Utc> {
    #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
    let milliseconds = (day * MILLISECONDS_A_DAY).round() as i64;
    DateTime::from_timestamp_millis(1_767_225_600_000 + milliseconds).unwrap()
}

fn touch(id: u128, at: f64) -> Happening {
    let what =
        What::Touch { kind: TouchKind::Form, channel_id: None, campaign_id: None, form_id: None };
    Happening { id: HappeningId::Touch(id), at: day(at), what }
}

fn event(id: i64, at: f64, name: i32) -> Happening {
    Happening { id: HappeningId::Event(id), at: day(at), what: What::Event(name) }
}

fn rule(points: i32, limit: Option<Frequency>) -> EngagementRule {
    let when =
        Trigger::Touch { kinds: Vec::new(), channel_ids: Vec::new(), campaign_ids: Vec::new() };
    EngagementRule { name: "touch".to_owned(), when, points, limit }
}

fn axis(decay: Decay, cap: Option<i32>, rules: Vec<EngagementRule>) -> EngagementAxis {
    let group = EngagementGroup { name: "group".to_owned(), cap, decay, rules };
    EngagementAxis { groups: vec![group], limits: Limits { low: -1000, high: 1000 } }
}

fn points(axis: &EngagementAxis, happenings: &[Happening], now: f64) -> f64 {
    let names = HashMap::from([("sale".to_owned(), 5)]);
    let happenings = in_order(happenings.to_vec(), day(now));
    Engagement::new(axis, &names).sum(&happenings, day(now)).points()
}

/// Ten points, after 0, ½, 1, 1½ and 2 months: the reference page's check values.
#[test]
fn ten_points_fade_as_published() {
    let linear = axis(Decay::Linear { per_month: 0.5 }, None, vec![rule(10, None)]);
    let half = axis(Decay::HalfLife { days: MONTH }, None, vec![rule(10, None)]);
    let none = axis(Decay::None, None, vec![rule(10, None)]);
    let at = [0.0, 0.5, 1.0, 1.5, 2.0];
    for (months, (straight, bent)) in
        at.into_iter().zip([(10.0, 10.0), (7.5, 7.071), (5.0, 5.0), (2.5, 3.536), (0.0, 2.5)])
    {
        let now = months * MONTH;
        assert!((points(&linear, &[touch(1, 0.0)], now) - straight).abs() < 1e-6);
        assert!((points(&half, &[touch(1, 0.0)], now) - bent).abs() < 5e-4);
        assert!((points(&none, &[touch(1, 0.0)], now) - 10.0).abs() < 1e-12);
    }
}

#[test]
fn a_rule_counts_no_more_often_than_it_may_and_the_earliest_count() {
    let twice_a_week = Some(Frequency { times: 2, days: 7 });
    let axis = axis(Decay::None, None, vec![rule(3, twice_a_week)]);
    let days = [0.0, 1.0, 2.0, 6.9, 7.0, 7.5, 8.0, 30.0];
    let touches: Vec<_> = (1..).zip(days).map(|(id, at)| touch(id, at)).collect();
    // Day 0 and 1, then 7 and 8, then 30.
    assert!((points(&axis, &touches, 40.0) - 15.0).abs() < 1e-12);
}

#[test]
fn what_is_told_twice_counts_once_and_what_is_still_to_come_not_yet() {
    let axis = axis(Decay::None, None, vec![rule(3, None)]);
    let touches = [touch(1, 0.0), touch(1, 0.0), touch(2, 5.0)];
    assert!((points(&axis, &touches, 1.0) - 3.0).abs() < 1e-12);
    assert!((points(&axis, &touches, 5.0) - 6.0).abs() < 1e-12);
}

#[test]
fn events_count_by_their_name_and_forms_by_their_form() {
    let event_rule = EngagementRule {
        when: Trigger::Event { names: vec!["sale".into(), "gone".into()] },
        ..rule(4, None)
    };
    let form_rule =
        EngagementRule { when: Trigger::Form { form_ids: Vec::new() }, ..rule(8, None) };
    let axis = axis(Decay::None, None, vec![event_rule, form_rule]);
    let happenings = [event(1, 0.0, 5), event(2, 0.0, 6), touch(1, 0.0)];
    assert!((points(&axis, &happenings, 1.0) - 4.0).abs() < 1e-12);
    let form = kernel::ids::LeadFormId::from_uuid(uuid::Uuid::nil());
    let what = What::Touch {
        kind: TouchKind::Form,
        channel_id: None,
        campaign_id: None,
        form_id: Some(form),
    };
    assert!((points(&axis, &[Happening { what, ..touch(9, 0.0) }], 1.0) - 8.0).abs() < 1e-12);
}

#[test]
fn the_cap_comes_after_the_decay() {
    let axis = axis(Decay::Linear { per_month: 0.5 }, Some(12), vec![rule(10, None)]);
    let touches = [touch(1, 0.0), touch(2, 0.0)];
    assert!((points(&axis, &touches, 0.0) - 12.0).abs() < 1e-9);
    assert!((points(&axis, &touches, MONTH) - 10.0).abs() < 1e-9);
}

fn decays() -> impl Strategy<Value = Decay> {
    prop::sample::select(vec![
        Decay::None,
        Decay::Linear { per_month: 0.3 },
        Decay::Linear { per_month: 1.0 },
        Decay::HalfLife { days: 14.0 },
    ])
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    prop::collection::vec((0..20_u128, 0..100_u32), 0..25).prop_map(|list| {
        let mut at = HashMap::new();
        list.into_iter()
            .map(|(id, day)| touch(id, f64::from(*at.entry(id).or_insert(day))))
            .collect()
    })
}

fn limits() -> impl Strategy<Value = Option<Frequency>> {
    prop::option::of((1..4_u32, 1..30_u32).prop_map(|(times, days)| Frequency { times, days }))
}

proptest! {
    #[test]
    fn decay_alone_never_raises_the_positive_part(
        decay in decays(), limit in limits(), touches in happenings(), now in 100..200_u32, later in 1..100_u32,
    ) {
        let axis = axis(decay, None, vec![rule(7, limit)]);
        let (now, later) = (f64::from(now), f64::from(now + later));
        prop_assert!(points(&axis, &touches, later) <= points(&axis, &touches, now) + 1e-9);
        let negative = self::axis(decay, None, vec![rule(-7, limit)]);
        prop_assert!(points(&negative, &touches, later) >= points(&negative, &touches, now) - 1e-9);
    }

    #[test]
    fn the_order_of_arrival_changes_nothing(
        (touches, mixed) in happenings().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        limit in limits(), decay in decays(), now in 0..200_u32,
    ) {
        let axis = axis(decay, Some(20), vec![rule(7, limit), rule(-2, None)]);
        let found = points(&axis, &touches, f64::from(now));
        prop_assert!((found - points(&axis, &mixed, f64::from(now))).abs() < 1e-12);
    }

    #[test]
    fn a_merge_is_the_union_by_id(
        touches in happenings(), sides in prop::collection::vec(any::<[bool; 2]>(), 25), now in 0..200_u32,
    ) {
        let side = |n: usize| {
            let of_side = touches.iter().zip(&sides).filter(move |(_, sides)| sides[n] || !sides[1 - n]);
            of_side.map(|(touch, _)| *touch).collect::<Vec<_>>()
        };
        let merged = [side(0), side(1)].concat();
        let axis = axis(Decay::HalfLife { days: 20.0 }, None, vec![rule(5, None)]);
        let (one, both) = (points(&axis, &touches, f64::from(now)), points(&axis, &merged, f64::from(now)));
        prop_assert_eq!(Tenths::of(one), Tenths::of(both));
        prop_assert!((one - both).abs() < 1e-9);
    }
}
