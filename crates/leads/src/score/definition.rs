//! What a score is made of: the rules of fit and of engagement, the grades, and the thresholds.

use crate::{
    condition::LeadCondition,
    words::{ActivityKind, ActivityOutcome, TouchKind},
};
use kernel::ids::{CampaignId, ChannelId, LeadFormId};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

kernel::words! {
    /// What a threshold looks at.
    pub enum ScoreAxis {
        /// Who they are.
        Fit = "fit",
        /// What they did.
        Engagement = "engagement",
        /// Both together.
        Score = "score",
    }
}

/// How leads are scored: score = fit + engagement, each within its own limits, and a grade from `A1` to `C3` of both.
#[derive(
    Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate, FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
pub struct ScoreDefinition {
    /// What a lead is worth for who it is.
    #[validate(nested)]
    pub fit: FitAxis,
    /// What it is worth for what it did.
    #[validate(nested)]
    pub engagement: EngagementAxis,
    /// How both become a grade.
    pub grades: GradeCuts,
    /// An event is told once whenever a score crosses one of these.
    #[validate(nested, length(max = 10))]
    #[schema(max_items = 10)]
    pub thresholds: Vec<Threshold>,
}

/// Who a lead is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FitAxis {
    /// Rules that share a cap.
    #[validate(nested, length(max = 20))]
    #[schema(max_items = 20)]
    pub groups: Vec<FitGroup>,
    /// What the whole axis comes to at least and at the most.
    pub limits: Limits,
}

/// What a lead did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct EngagementAxis {
    /// Rules that share a cap and a decay.
    #[validate(nested, length(max = 20))]
    #[schema(max_items = 20)]
    pub groups: Vec<EngagementGroup>,
    /// What the whole axis comes to at least and at the most.
    pub limits: Limits,
}

/// The least and the most that an axis can come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// From -10 000.
    pub low: i32,
    /// Up to 10 000, above `low`.
    pub high: i32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FitGroup {
    /// What people call the group.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60, example = "行业")]
    pub name: String,
    /// The most that its rules can bring together; none without a limit.
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000)]
    pub cap: Option<i32>,
    /// Each counts if its condition holds.
    #[validate(nested, length(max = 50))]
    #[schema(max_items = 50)]
    pub rules: Vec<FitRule>,
}

/// Points for each lead that fulfils a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FitRule {
    /// What people call the rule.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "美业门店")]
    pub name: String,
    /// Which leads get the points.
    pub condition: LeadCondition,
    /// May be negative.
    #[validate(range(min = -1000, max = 1000))]
    #[schema(minimum = -1000, maximum = 1000)]
    pub points: i32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct EngagementGroup {
    /// What people call the group.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60, example = "主动咨询")]
    pub name: String,
    /// The most that its rules can bring together; none without a limit.
    #[validate(range(min = 0, max = 10000))]
    #[schema(minimum = 0, maximum = 10000)]
    pub cap: Option<i32>,
    /// How points fade with the age of what brought them.
    pub decay: Decay,
    /// Each counts as often as it happens, up to its limit.
    #[validate(nested, length(max = 50))]
    #[schema(max_items = 50)]
    pub rules: Vec<EngagementRule>,
}

/// How points fade; negative ones do as well.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Decay {
    /// Not at all.
    None,
    /// By the same part of the first value every month (30.4375 days), until nothing is left: 0.01 to 1.
    Linear {
        /// The part that goes every month: 0.01 to 1.
        per_month: f64,
    },
    /// To one half each time so many days have passed: 1 to 3650.
    HalfLife {
        /// After so many days half is left: 1 to 3650.
        days: f64,
    },
}

/// Points each time something happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct EngagementRule {
    /// What people call the rule.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "提交表单")]
    pub name: String,
    /// What must happen.
    pub when: Trigger,
    /// May be negative.
    #[validate(range(min = -1000, max = 1000))]
    #[schema(minimum = -1000, maximum = 1000)]
    pub points: i32,
    /// How often it counts; none without a limit.
    #[validate(nested)]
    pub limit: Option<Frequency>,
}

/// At most so many times within so many days; what comes sooner brings nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Frequency {
    /// How often at the most.
    #[validate(range(min = 1, max = 1000))]
    #[schema(minimum = 1, maximum = 1000)]
    pub times: u32,
    /// Within how many days.
    #[validate(range(min = 1, max = 3650))]
    #[schema(minimum = 1, maximum = 3650)]
    pub days: u32,
}

/// What must happen: an object with exactly one of these keys. An empty list stands for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Trigger {
    /// The lead was in touch with a channel.
    Touch {
        /// How the touch came about.
        #[serde(default)]
        #[schema(max_items = 10)]
        kinds: Vec<TouchKind>,
        /// Only touches with these channels.
        #[serde(default)]
        #[schema(max_items = 100)]
        channel_ids: Vec<ChannelId>,
        /// Only touches of these campaigns.
        #[serde(default)]
        #[schema(max_items = 100)]
        campaign_ids: Vec<CampaignId>,
    },
    /// The lead sent one of these forms.
    Form {
        /// Only these forms.
        #[serde(default)]
        #[schema(max_items = 100)]
        form_ids: Vec<LeadFormId>,
    },
    /// Somebody of ours was in touch with the lead.
    Activity {
        /// How we were in touch.
        #[serde(default)]
        #[schema(max_items = 10)]
        kinds: Vec<ActivityKind>,
        /// Whether the lead was reached.
        #[serde(default)]
        #[schema(max_items = 10)]
        outcomes: Vec<ActivityOutcome>,
    },
    /// The lead's person did one of these in the product or on our pages.
    Event {
        /// Names of behaviour events.
        #[schema(min_items = 1, max_items = 50, example = json!(["sale_recorded"]))]
        names: Vec<String>,
    },
}

/// From which fit on a lead is an A or a B, and from which engagement on a 1 or a 2.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GradeCuts {
    /// A from this fit on.
    pub a: f64,
    /// B from this fit on, at most `a`; C below.
    pub b: f64,
    /// 1 from this engagement on.
    pub one: f64,
    /// 2 from this engagement on, at most `one`; 3 below.
    pub two: f64,
}

/// A line that scores cross, upward and downward.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// The stable word for programs; the event names it.
    #[validate(length(min = 1, max = 60), custom(function = crate::key::validate))]
    #[schema(min_length = 1, max_length = 60, pattern = "^[a-z0-9][a-z0-9_-]*$", example = "hot")]
    pub key: String,
    /// What people call the threshold.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60, example = "高意向")]
    pub name: String,
    /// Which number must cross it.
    pub axis: ScoreAxis,
    /// Crossed upward when the score comes to this.
    pub at: f64,
    /// Crossed downward when the score falls more than so far below, so that a score that wavers tells nothing; 0 to 1000.
    #[serde(default)]
    #[schema(default = 0, minimum = 0, maximum = 1000)]
    pub hysteresis: f64,
}

impl GradeCuts {
    /// `A1` to `C3`.
    pub fn grade(&self, fit: f64, engagement: f64) -> Grade {
        let column = if fit >= self.a {
            0
        } else if fit >= self.b {
            1
        } else {
            2
        };
        let row = if engagement >= self.one {
            0
        } else if engagement >= self.two {
            1
        } else {
            2
        };
        GRADES[column][row]
    }
}

kernel::words! {
    /// Who they are (A fits best) and how much they did (1 did most).
    pub enum Grade {
        A1 = "A1", A2 = "A2", A3 = "A3",
        B1 = "B1", B2 = "B2", B3 = "B3",
        C1 = "C1", C2 = "C2", C3 = "C3",
    }
}

const GRADES: [[Grade; 3]; 3] = [
    [Grade::A1, Grade::A2, Grade::A3],
    [Grade::B1, Grade::B2, Grade::B3],
    [Grade::C1, Grade::C2, Grade::C3],
];

impl ScoreDefinition {
    /// The names of behaviour events that its rules ask for.
    pub fn event_names(&self) -> Vec<String> {
        let rules = self.engagement.groups.iter().flat_map(|group| &group.rules);
        let names = rules.filter_map(|rule| match &rule.when {
            Trigger::Event { names } => Some(names),
            _ => None,
        });
        let mut names: Vec<_> = names.flatten().cloned().collect();
        names.sort();
        names.dedup();
        names
    }
}
