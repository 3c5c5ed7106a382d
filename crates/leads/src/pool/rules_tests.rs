use super::{
    input::{PoolRule, PoolRules, StoredPools},
    rules::{Held, Phase, phase, protected_until},
};
use crate::condition::LeadCondition;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

fn day(days: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(days)
}

fn pool(protection: Option<i32>, most: Option<i32>) -> PoolRule {
    PoolRule {
        key: "default".into(),
        name: "Pool".into(),
        condition: LeadCondition::everyone(),
        daily_claims: None,
        max_held: None,
        cooldown_days: 0,
        hold_hours: 0,
        protection_days: protection,
        max_days: most,
        warn_days: Some(3),
        escalate_days: Some(1),
        manager_id: None,
    }
}

fn until(pool: &PoolRule, switched_on: i64, since: i64, followed_up: Option<i64>) -> DateTime<Utc> {
    let held = Held { since: day(since), followed_up_at: followed_up.map(day) };
    protected_until(pool, day(switched_on), held).unwrap()
}

#[test]
fn a_new_lead_counts_from_its_owner_and_a_follow_up_starts_the_clock_anew() {
    let pool = pool(Some(7), None);
    assert_eq!(until(&pool, 0, 10, None), day(17));
    assert_eq!(until(&pool, 0, 10, Some(14)), day(21));
    assert_eq!(until(&pool, 0, 10, Some(4)), day(17), "what an owner before them did");
}

#[test]
fn follow_ups_extend_up_to_a_maximum() {
    let pool = pool(Some(7), Some(30));
    assert_eq!(until(&pool, 0, 0, Some(20)), day(27));
    assert_eq!(until(&pool, 0, 0, Some(29)), day(30));
}

#[test]
fn switching_a_rule_on_protects_everybody_for_one_full_period() {
    assert_eq!(until(&pool(Some(7), None), 100, 10, Some(14)), day(107));
    assert_eq!(until(&pool(Some(7), Some(3)), 100, 10, None), day(107));
    let off = StoredPools::default();
    let rules = |protection| PoolRules { pools: vec![pool(protection, None)] };
    let on = off.followed_by(rules(Some(7)), day(100));
    assert_eq!(on.since["default"], day(100));
    let edited = on.followed_by(rules(Some(7)), day(103));
    assert_eq!(edited.since["default"], day(100), "an edit of something else protects nobody");
    let harder = edited.followed_by(rules(Some(5)), day(104));
    assert_eq!(harder.since["default"], day(104));
    let off_again = harder.followed_by(rules(None), day(105));
    assert!(off_again.since.is_empty());
    assert_eq!(off_again.followed_by(rules(Some(5)), day(106)).since["default"], day(106));
}

#[test]
fn the_owner_is_warned_then_the_manager_told_then_it_is_over() {
    let pool = pool(Some(7), None);
    let phases = [3, 4, 6, 7].map(|now| phase(&pool, day(7), day(now)));
    assert_eq!(phases, [Phase::Protected, Phase::Warned, Phase::Escalated, Phase::Over]);
}

proptest! {
    #[test]
    fn nobody_is_protected_for_less_than_one_full_period(
        period in 1..60_i32, most in proptest::option::of(1..90_i32),
        switched_on in 0..200_i64, since in 0..200_i64, followed_up in proptest::option::of(0..300_i64),
    ) {
        let pool = pool(Some(period), most);
        let end = until(&pool, switched_on, since, followed_up);
        let start = since.max(switched_on);
        prop_assert!(end >= day(start + i64::from(period)));
        if let Some(most) = most {
            prop_assert!(end <= day(start + i64::from(most.max(period))));
        }
        // A further follow-up never shortens it.
        let later = until(&pool, switched_on, since, Some(followed_up.unwrap_or(0).max(250)));
        prop_assert!(later >= end.min(later));
        prop_assert!(until(&pool, switched_on, since, followed_up.map(|at| at + 1)) >= end);
    }
}
