use crate::{lead::Consent, touch::NewTouch};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    ids::{CampaignId, ChannelId, LeadStageId, MemberId},
    money::Money,
    patch::Patch,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use validator::Validate;

/// A lead to be entered. At least one of `name`, `phone`, `email` and `wechat` is needed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NewLead {
    /// Its id in your system, unique in the workspace.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub external_id: Option<String>,
    #[validate(length(max = 120))]
    #[schema(max_length = 120, example = "张伟")]
    pub name: Option<String>,
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "悦享美容")]
    pub company: Option<String>,
    /// What they do there.
    #[validate(length(max = 120))]
    #[schema(max_length = 120, example = "店长")]
    pub title: Option<String>,
    /// As people write it; kept in E.164.
    #[validate(length(max = 64))]
    #[schema(max_length = 64, example = "138 0000 1234")]
    pub phone: Option<String>,
    #[validate(length(max = 254))]
    #[schema(max_length = 254, example = "zhang.wei@example.cn")]
    pub email: Option<String>,
    #[validate(length(max = 64))]
    #[schema(max_length = 64)]
    pub wechat: Option<String>,
    #[validate(length(max = 80))]
    #[schema(max_length = 80, example = "beauty")]
    pub industry: Option<String>,
    #[validate(length(max = 80))]
    #[schema(max_length = 80, example = "杭州")]
    pub city: Option<String>,
    /// Province or state.
    #[validate(length(max = 80))]
    #[schema(max_length = 80, example = "浙江")]
    pub region: Option<String>,
    /// How many people work there.
    #[validate(range(min = 0, max = 10_000_000))]
    #[schema(minimum = 0, maximum = 10_000_000)]
    pub employees: Option<i32>,
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000)]
    pub note: Option<String>,
    /// At most 50, each of at most 50 characters.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub tags: Vec<String>,
    /// The stage to begin in; left out it is the first open one.
    pub stage_id: Option<LeadStageId>,
    pub owner_id: Option<MemberId>,
    /// What they are expected to pay in the first year, not negative, in the workspace's currency.
    pub expected_amount: Option<Money>,
    /// When they are expected to decide.
    pub expected_close_on: Option<NaiveDate>,
    /// Custom attributes, as the workspace defines them for leads.
    #[schema(value_type = HashMap<String, Value>)]
    pub attributes: Map<String, Value>,
    /// What they agreed to.
    #[validate(nested)]
    pub consent: Option<Consent>,
    /// How they came: the first touch.
    #[validate(nested)]
    pub touch: Option<NewTouch>,
    /// When they came, where that was earlier than now.
    pub captured_at: Option<DateTime<Utc>>,
}

/// A change of a lead: what is left out stays, null empties. Stage and owner have operations of their own.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct LeadPatch {
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub external_id: Patch<String>,
    #[validate(length(max = 120))]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub name: Patch<String>,
    #[validate(length(max = 200))]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub company: Patch<String>,
    #[validate(length(max = 120))]
    #[schema(value_type = Option<String>, max_length = 120)]
    pub title: Patch<String>,
    #[validate(length(max = 64))]
    #[schema(value_type = Option<String>, max_length = 64)]
    pub phone: Patch<String>,
    #[validate(length(max = 254))]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Patch<String>,
    #[validate(length(max = 64))]
    #[schema(value_type = Option<String>, max_length = 64)]
    pub wechat: Patch<String>,
    #[validate(length(max = 80))]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub industry: Patch<String>,
    #[validate(length(max = 80))]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub city: Patch<String>,
    #[validate(length(max = 80))]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub region: Patch<String>,
    #[validate(range(min = 0, max = 10_000_000))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 10_000_000)]
    pub employees: Patch<i32>,
    #[validate(length(max = 5000))]
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub note: Patch<String>,
    /// Replaces all tags.
    #[validate(length(max = 50))]
    #[schema(value_type = Option<Vec<String>>, max_items = 50)]
    pub tags: Patch<Vec<String>>,
    #[schema(value_type = Option<ChannelId>)]
    pub channel_id: Patch<ChannelId>,
    #[schema(value_type = Option<CampaignId>)]
    pub campaign_id: Patch<CampaignId>,
    /// Not negative, in the workspace's currency.
    #[schema(value_type = Option<Money>)]
    pub expected_amount: Patch<Money>,
    /// When they are expected to decide.
    #[schema(value_type = Option<NaiveDate>)]
    pub expected_close_on: Patch<NaiveDate>,
    /// Key by key: what is left out stays, null removes.
    #[schema(value_type = Option<HashMap<String, Value>>)]
    pub attributes: Patch<Map<String, Value>>,
    #[validate(nested)]
    #[schema(value_type = Option<Consent>)]
    pub consent: Patch<Consent>,
}
