use super::rules::Strategy;
use crate::{condition::LeadCondition, key, ruleset::Rules, words::RulesKind};
use kernel::ids::MemberId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Who gets new leads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AssignmentRules {
    /// What holds for members in all rules. Who is not listed has no limits.
    #[validate(length(max = 500), nested)]
    #[schema(max_items = 500)]
    pub reps: Vec<Rep>,
    /// The first one that is enabled and whose condition holds decides.
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100)]
    pub rules: Vec<AssignmentRule>,
    /// The public pool to which leads go that nobody gets; null lets them wait for somebody to be free.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60)]
    pub fallback_pool_key: Option<String>,
}

/// The limits of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Rep {
    pub member_id: MemberId,
    /// How many leads they can take in thirty days, earned bit by bit; null for any number.
    #[validate(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    pub monthly_capacity: Option<i32>,
    /// How many leads that are neither won nor lost they may own before they get no more; null for any number.
    #[validate(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    pub max_open: Option<i32>,
}

/// Who gets the leads for which a condition holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AssignmentRule {
    /// The stable word for it, the same in all versions.
    #[validate(length(min = 1, max = 60), custom(function = key::validate))]
    #[schema(min_length = 1, max_length = 60, example = "east")]
    pub key: String,
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "华东")]
    pub name: String,
    /// Whether it is asked.
    pub enabled: bool,
    pub condition: LeadCondition,
    pub strategy: Strategy,
    /// Whether members get leads in their working hours only.
    pub only_working_hours: bool,
    /// Who may get the leads.
    #[validate(length(max = 500), nested)]
    #[schema(max_items = 500)]
    pub members: Vec<RuleMember>,
}

/// A member in a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RuleMember {
    pub member_id: MemberId,
    /// Their part in a weighted rule; null for their monthly capacity, or 1 without one.
    #[validate(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    pub weight: Option<i32>,
    /// The leads that they are asked for before the others.
    pub preferred: Option<LeadCondition>,
}

impl Rules for AssignmentRules {
    const KIND: RulesKind = RulesKind::Assignment;
}

impl AssignmentRules {
    pub(crate) fn rep(&self, member: MemberId) -> Option<&Rep> {
        self.reps.iter().find(|rep| rep.member_id == member)
    }

    /// Everybody of whom the rules speak, each once.
    pub(crate) fn members(&self) -> Vec<MemberId> {
        let reps = self.reps.iter().map(|rep| rep.member_id);
        let members = self.rules.iter().flat_map(|rule| &rule.members).map(|it| it.member_id);
        let mut all: Vec<_> = reps.chain(members).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}
