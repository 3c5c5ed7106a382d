use crate::{condition::LeadCondition, key, ruleset::Rules, words::RulesKind};
use chrono::{DateTime, Utc};
use kernel::ids::MemberId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::Validate;

/// The public pools.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PoolRules {
    /// A lead belongs to the first one whose condition holds.
    #[validate(length(max = 50), nested)]
    #[schema(max_items = 50)]
    pub pools: Vec<PoolRule>,
}

/// A public pool: which leads go to it, when, and who may take them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PoolRule {
    /// The stable word for it, the same in all versions.
    #[validate(length(min = 1, max = 60), custom(function = key::validate))]
    #[schema(min_length = 1, max_length = 60, example = "default")]
    pub key: String,
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "公海")]
    pub name: String,
    pub condition: LeadCondition,
    /// How many leads somebody may take from it on one day of the workspace; null for any number.
    #[validate(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10_000)]
    pub daily_claims: Option<i32>,
    /// How many leads that are neither won nor lost somebody may own and still take another; null for any number.
    #[validate(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    pub max_held: Option<i32>,
    /// For how many days the last owner may not take it again.
    #[validate(range(min = 0, max = 365))]
    #[schema(minimum = 0, maximum = 365)]
    pub cooldown_days: i32,
    /// For how many hours after a lead came into the pool nobody may take it.
    #[validate(range(min = 0, max = 720))]
    #[schema(minimum = 0, maximum = 720)]
    pub hold_hours: i32,
    /// After how many days without a follow-up an owned lead goes back to the pool; null for never.
    #[validate(range(min = 1, max = 3650))]
    #[schema(minimum = 1, maximum = 3650)]
    pub protection_days: Option<i32>,
    /// After how many days it goes back however often it was followed up; null for never.
    #[validate(range(min = 1, max = 3650))]
    #[schema(minimum = 1, maximum = 3650)]
    pub max_days: Option<i32>,
    /// How many days before the end of the protection its owner is warned; null for not at all.
    #[validate(range(min = 1, max = 365))]
    #[schema(minimum = 1, maximum = 365)]
    pub warn_days: Option<i32>,
    /// How many days before the end of the protection the manager is told; null for not at all.
    #[validate(range(min = 1, max = 365))]
    #[schema(minimum = 1, maximum = 365)]
    pub escalate_days: Option<i32>,
    /// Who is told.
    pub manager_id: Option<MemberId>,
}

/// As it is stored: with the instant since which each pool takes leads back as it does now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct StoredPools {
    pub pools: Vec<PoolRule>,
    pub since: BTreeMap<String, DateTime<Utc>>,
}

impl Rules for StoredPools {
    const KIND: RulesKind = RulesKind::Pool;
}

impl StoredPools {
    pub fn get(&self, key: &str) -> Option<&PoolRule> {
        self.pools.iter().find(|pool| pool.key == key)
    }

    /// What follows these rules. Where a pool begins to take leads back, or does so earlier, everybody is protected for
    /// one full period from now.
    pub fn followed_by(&self, rules: PoolRules, now: DateTime<Utc>) -> Self {
        let mut since = BTreeMap::new();
        for pool in rules.pools.iter().filter(|pool| pool.protection_days.is_some()) {
            let before = self.get(&pool.key);
            let shorter = |before: Option<i32>, after: Option<i32>| match (before, after) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(before), Some(after)) => after < before,
            };
            let is_harder = before.is_none_or(|before| {
                shorter(before.protection_days, pool.protection_days)
                    || shorter(before.max_days, pool.max_days)
            });
            let known = self.since.get(&pool.key).copied().filter(|_| !is_harder);
            since.insert(pool.key.clone(), known.unwrap_or(now));
        }
        Self { pools: rules.pools, since }
    }
}
