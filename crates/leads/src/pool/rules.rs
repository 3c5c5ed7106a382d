//! How long a lead is its owner's: pure.

use super::input::PoolRule;
use chrono::{DateTime, TimeDelta, Utc};

/// What is known of an owned lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Since when its owner has it.
    pub since: DateTime<Utc>,
    pub followed_up_at: Option<DateTime<Utc>>,
}

/// How far the protection has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    Protected,
    Warned,
    Escalated,
    Over,
}

/// When the protection of a lead ends; none where the pool takes nothing back. The clock starts with the owner, starts
/// anew with each follow-up, and never before the pool began to take leads back.
pub fn protected_until(
    pool: &PoolRule,
    takes_back_since: DateTime<Utc>,
    held: Held,
) -> Option<DateTime<Utc>> {
    let days = |days: i32| TimeDelta::days(i64::from(days));
    let period = days(pool.protection_days?);
    let owned = held.since.max(takes_back_since);
    let clock = held.followed_up_at.map_or(owned, |at| at.max(owned));
    let end = clock + period;
    // Even the longest time is never shorter than one full period.
    let longest = pool.max_days.map(|most| owned + days(most).max(period));
    Some(longest.map_or(end, |longest| end.min(longest)))
}

/// How far it has gone at an instant.
pub fn phase(pool: &PoolRule, until: DateTime<Utc>, now: DateTime<Utc>) -> Phase {
    let reached = |before: Option<i32>| {
        before.is_some_and(|before| now >= until - TimeDelta::days(i64::from(before)))
    };
    if now >= until {
        Phase::Over
    } else if reached(pool.escalate_days) {
        Phase::Escalated
    } else if reached(pool.warn_days) {
        Phase::Warned
    } else {
        Phase::Protected
    }
}
