#![expect(clippy::cast_precision_loss, reason = "small numbers of leads")]

use super::{
    credit::{LEAD, earned},
    fair::UNIT,
    rules::{Choice, Exclusion, MemberState, Strategy, choose},
};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::ids::MemberId;
use proptest::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

fn member(number: u128) -> MemberState {
    MemberState {
        member_id: MemberId::from_uuid(Uuid::from_u128(number)),
        is_active: true,
        is_absent: false,
        is_working: true,
        prefers: false,
        open_leads: None,
        max_open: None,
        monthly_capacity: None,
        credit: LEAD,
        weight: 1,
        balance: 0,
        last_assigned_at: None,
    }
}

fn with_capacity(number: u128, capacity: i32) -> MemberState {
    MemberState { monthly_capacity: Some(capacity), weight: capacity, ..member(number) }
}

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes)
}

fn rule(strategy: Strategy) -> Choice {
    Choice { strategy, only_working_hours: true }
}

/// Leads one after the other at these minutes; who got each.
fn run(
    strategy: Strategy,
    members: &mut Vec<MemberState>,
    minutes: &[i64],
) -> Vec<Option<MemberId>> {
    let mut before = minutes.first().copied().unwrap_or(0);
    let each = minutes.iter().map(|minute| {
        for member in members.iter_mut() {
            if let Some(capacity) = member.monthly_capacity {
                member.credit = earned(member.credit, at(before), at(*minute), capacity);
            }
        }
        before = *minute;
        let chosen = choose(rule(strategy), members, at(*minute));
        *members = chosen.after;
        chosen.member
    });
    each.collect()
}

fn counts(got: &[Option<MemberId>]) -> BTreeMap<MemberId, i64> {
    got.iter().flatten().fold(BTreeMap::new(), |mut counts, member| {
        *counts.entry(*member).or_default() += 1;
        counts
    })
}

const DAY: i64 = 24 * 60;

#[test]
fn two_equal_members_with_one_lead_a_day_get_fifteen_each_in_a_month() {
    let days: Vec<i64> = (0..30).map(|day| day * DAY).collect();
    for strategy in [Strategy::RoundRobin, Strategy::Weighted, Strategy::LeastLoaded] {
        let mut members = vec![member(1), member(2)];
        let got = counts(&run(strategy, &mut members, &days));
        assert_eq!(got.values().copied().collect::<Vec<_>>(), [15, 15], "{strategy}");
    }
    let mut members = vec![with_capacity(1, 15), with_capacity(2, 15)];
    let got = counts(&run(Strategy::RoundRobin, &mut members, &days));
    assert_eq!(got.values().copied().collect::<Vec<_>>(), [15, 15]);
}

#[test]
fn capacities_give_what_they_say_a_day_on_average_however_small() {
    for (capacity, in_sixty_days) in [(45, 90), (30, 60), (60, 120), (15, 30), (10, 20), (1, 2)] {
        // More than enough leads, every ten minutes; the first one is there at once.
        let minutes: Vec<i64> = (0..60 * DAY / 10).map(|n| n * 10).collect();
        let got = run(Strategy::RoundRobin, &mut vec![with_capacity(1, capacity)], &minutes);
        let got = counts(&got).values().sum::<i64>();
        assert!((got - in_sixty_days).abs() <= 1, "{capacity}: {got}");
    }
}

#[test]
fn a_tie_goes_to_whoever_waited_longest_and_then_to_the_smaller_id() {
    let waited = MemberState { last_assigned_at: Some(at(5)), ..member(3) };
    let recent = MemberState { last_assigned_at: Some(at(9)), ..member(1) };
    let never = [member(7), member(6)];
    let id = |number| Some(MemberId::from_uuid(Uuid::from_u128(number)));
    let first =
        |members: &[MemberState]| choose(rule(Strategy::RoundRobin), members, at(10)).member;
    assert_eq!(first(&[recent.clone(), waited.clone()]), id(3));
    assert_eq!(first(&[recent, never[0].clone(), waited, never[1].clone()]), id(6));
}

#[test]
fn leads_of_the_same_instant_take_turns() {
    let mut members = vec![member(1), member(2), member(3)];
    let got = counts(&run(Strategy::RoundRobin, &mut members, &[0; 9]));
    assert_eq!(got.values().copied().collect::<Vec<_>>(), [3, 3, 3]);
}

#[test]
fn whoever_prefers_the_lead_is_asked_first_and_the_others_when_they_are_not_free() {
    let preferring = MemberState { prefers: true, last_assigned_at: Some(at(9)), ..member(2) };
    let members = [member(1), preferring.clone()];
    let chosen = choose(rule(Strategy::RoundRobin), &members, at(10));
    assert_eq!(chosen.member, Some(members[1].member_id));
    assert_eq!(chosen.candidates[0].excluded, Some(Exclusion::NotPreferred));
    let members = [member(1), MemberState { is_absent: true, ..preferring }];
    assert_eq!(
        choose(rule(Strategy::RoundRobin), &members, at(10)).member,
        Some(members[0].member_id)
    );
}

#[test]
fn adding_and_removing_a_member_keeps_the_place_of_the_others() {
    let mut members = vec![member(1), member(2), member(3)];
    let got = run(Strategy::RoundRobin, &mut members, &[0, 1]);
    assert_eq!(got, [Some(members[0].member_id), Some(members[1].member_id)]);
    members.remove(0);
    members.push(member(9));
    let ids: Vec<_> = [2, 3, 9].map(|n| MemberId::from_uuid(Uuid::from_u128(n))).to_vec();
    let got = run(Strategy::RoundRobin, &mut members, &[2, 3, 4]);
    assert_eq!(got, [Some(ids[1]), Some(ids[2]), Some(ids[0])]);
}

fn any_member(number: u128) -> impl Strategy_ {
    (
        (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()),
        (proptest::option::of(0..5_i64), proptest::option::of(1..4_i32)),
        (proptest::option::of(1..100_i32), 0..3 * LEAD, 1..50_i32, -UNIT..UNIT),
        proptest::option::of(0..100_i64),
    )
        .prop_map(
            move |(
                (gone, absent, working, prefers),
                (open, most),
                (capacity, credit, weight, balance),
                last,
            )| {
                MemberState {
                    is_active: !gone,
                    is_absent: absent,
                    is_working: working,
                    prefers,
                    open_leads: open,
                    max_open: most,
                    monthly_capacity: capacity,
                    credit,
                    weight,
                    balance,
                    last_assigned_at: last.map(at),
                    ..member(number)
                }
            },
        )
}

use proptest::strategy::Strategy as PropStrategy;
trait Strategy_: PropStrategy<Value = MemberState> {}
impl<S: PropStrategy<Value = MemberState>> Strategy_ for S {}

fn any_rule() -> impl PropStrategy<Value = Choice> {
    (0..3_usize, any::<bool>()).prop_map(|(strategy, only_working_hours)| Choice {
        strategy: Strategy::ALL[strategy],
        only_working_hours,
    })
}

proptest! {
    #[test]
    fn only_somebody_who_is_free_gets_a_lead_and_somebody_does_if_anybody_is(
        rule in any_rule(),
        members in (any_member(1), any_member(2), any_member(3), any_member(4)),
    ) {
        let members = [members.0, members.1, members.2, members.3];
        let chosen = choose(rule, &members, at(1000));
        prop_assert_eq!(&chosen, &choose(rule, &members, at(1000)), "the same again");
        let is_free = |it: &MemberState| {
            it.is_active && !it.is_absent && (it.is_working || !rule.only_working_hours)
                && it.max_open.is_none_or(|most| it.open_leads.unwrap_or(0) < i64::from(most))
                && (it.monthly_capacity.is_none() || it.credit >= LEAD)
        };
        match chosen.member {
            Some(id) => {
                let winner = members.iter().find(|it| it.member_id == id).unwrap();
                prop_assert!(is_free(winner));
                let preferring = members.iter().any(|it| is_free(it) && it.prefers);
                prop_assert!(winner.prefers || !preferring);
            }
            None => prop_assert!(!members.iter().any(is_free)),
        }
        for (candidate, member) in chosen.candidates.iter().zip(&members) {
            let is_hindered = !matches!(candidate.excluded, None | Some(Exclusion::NotPreferred));
            prop_assert_eq!(is_hindered, !is_free(member));
        }
    }

    #[test]
    fn over_any_window_the_shares_of_a_weighted_rule_are_kept_within_a_lead_at_its_ends(
        weights in proptest::collection::vec(1..60_i32, 2..8), leads in 1..400_i64,
    ) {
        let mut members: Vec<_> = (1..).zip(&weights)
            .map(|(n, weight)| MemberState { weight: *weight, ..member(n) }).collect();
        let ids: Vec<_> = members.iter().map(|it| it.member_id).collect();
        let minutes: Vec<i64> = (0..leads).collect();
        let got = run(Strategy::Weighted, &mut members, &minutes);
        let total: i32 = weights.iter().sum();
        let mut so_far: BTreeMap<MemberId, i64> = BTreeMap::new();
        for (n, member) in (1_i64..).zip(got.iter().flatten()) {
            *so_far.entry(*member).or_default() += 1;
            for (id, weight) in ids.iter().zip(&weights) {
                let had = so_far.get(id).copied().unwrap_or(0);
                let share = f64::from(*weight) * n as f64 / f64::from(total);
                prop_assert!((had as f64 - share).abs() <= 1.0, "{had} of {share}");
            }
        }
    }

    #[test]
    fn over_any_window_nobody_is_off_their_capacity_by_more_than_a_lead(
        capacities in proptest::collection::vec(1..90_i32, 1..6),
        from in 0..20_i64, days in 1..30_i64,
    ) {
        // There is always a lead for everybody who has earned one: each half hour one per member.
        let mut members: Vec<_> =
            (1..).zip(&capacities).map(|(n, capacity)| with_capacity(n, *capacity)).collect();
        let ids: Vec<_> = members.iter().map(|it| it.member_id).collect();
        let minutes: Vec<i64> =
            (0..(from + days) * 48).flat_map(|n| std::iter::repeat_n(n * 30, ids.len())).collect();
        let got = run(Strategy::RoundRobin, &mut members, &minutes);
        let within = minutes.iter().zip(&got).filter(|(minute, _)| **minute >= from * DAY);
        let within: Vec<_> = within.map(|(_, member)| *member).collect();
        let counts = counts(&within);
        for (id, capacity) in ids.iter().zip(&capacities) {
            let had = counts.get(id).copied().unwrap_or(0) as f64;
            let share = f64::from(*capacity) * days as f64 / 30.0;
            // Half an hour passes between two looks at the credit.
            prop_assert!((had - share).abs() <= 1.0 + f64::from(*capacity) / 1440.0, "{had} of {share}");
        }
    }
}
