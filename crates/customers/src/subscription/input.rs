use super::{EndReason, PauseReason};
use chrono::NaiveDate;
use kernel::{
    ids::{AccountId, PlanId},
    money::Money,
    patch::Patch,
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewSubscription {
    pub account_id: AccountId,
    pub plan_id: Option<PlanId>,
    /// Your own id of it; unique among subscriptions.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub external_id: Option<String>,
    /// Today, in the workspace's time zone, unless said otherwise.
    pub starts_on: Option<NaiveDate>,
    /// How long a term is; the plan's unless said otherwise.
    #[validate(range(min = 1, max = 120))]
    #[schema(minimum = 1, maximum = 120)]
    pub term_months: Option<i32>,
    /// What a year costs, whatever the length of the term; the plan's unless said otherwise.
    pub annual_fee: Option<Money>,
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub seats: Option<i32>,
}

/// A change within the running term. Its dates stay; the fee holds from now on.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct SubscriptionPatch {
    #[schema(value_type = Option<PlanId>)]
    pub plan_id: Patch<PlanId>,
    #[validate(length(max = 200))]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub external_id: Patch<String>,
    pub annual_fee: Option<Money>,
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 1_000_000)]
    pub seats: Patch<i32>,
}

/// The next term. What isn't said stays as it is.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct RenewSubscription {
    #[validate(range(min = 1, max = 120))]
    #[schema(minimum = 1, maximum = 120)]
    pub term_months: Option<i32>,
    pub annual_fee: Option<Money>,
    pub plan_id: Option<PlanId>,
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub seats: Option<i32>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct EndSubscription {
    /// The first day on which it no longer runs; today unless said otherwise. It may lie in the future.
    pub ended_on: Option<NaiveDate>,
    pub reason: EndReason,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PauseSubscription {
    /// The first day on which it doesn't run; today unless said otherwise.
    pub paused_on: Option<NaiveDate>,
    /// The first day on which it runs again; until it is resumed unless said otherwise.
    pub resumes_on: Option<NaiveDate>,
    /// Whether the term, and with it the renewal, moves by as many days as the pause lasts; once that is known.
    pub extends_term: bool,
    pub reason: Option<PauseReason>,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ResumeSubscription {
    /// The first day on which it runs again; today unless said otherwise. The day on which it was paused takes the pause back.
    pub resumes_on: Option<NaiveDate>,
    /// Whether the term moves by as many days as the pause lasted; what was said with the pause unless said otherwise.
    pub extends_term: Option<bool>,
}

/// Which of the pauses to come is taken back.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CancelPause {
    /// The day on which it was to begin.
    pub paused_on: NaiveDate,
}
