use crate::{condition::LeadCondition, key, ruleset::Rules, words::RulesKind};
use kernel::ids::WorkCalendarId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

kernel::words! {
    /// When the clock of the first answer starts.
    pub enum ResponseStart {
        /// When the lead comes in.
        Captured = "captured",
        /// When somebody gets it.
        Assigned = "assigned",
    }
}

/// How soon leads are to be answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ResponseRules {
    /// The first one whose condition holds counts.
    #[validate(length(max = 50), nested)]
    #[schema(max_items = 50)]
    pub policies: Vec<ResponsePolicy>,
}

/// A promise of a first answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ResponsePolicy {
    /// The stable word for it, the same in all versions.
    #[validate(length(min = 1, max = 60), custom(function = key::validate))]
    #[schema(min_length = 1, max_length = 60, example = "hot")]
    pub key: String,
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "30 分钟内响应")]
    pub name: String,
    pub condition: LeadCondition,
    /// In working time.
    #[validate(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10_000, example = 30)]
    pub target_minutes: i32,
    /// The working time that counts; null for the workspace's default calendar.
    pub calendar_id: Option<WorkCalendarId>,
    pub starts: ResponseStart,
}

impl Rules for ResponseRules {
    const KIND: RulesKind = RulesKind::Response;
}
