use super::LifecycleStage;
use crate::attribute::Values;
use kernel::{ids::MemberId, patch::Patch};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "上海悦享美容有限公司")]
    pub name: String,
    /// Your own id of it; unique among accounts.
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "shop-1042")]
    pub external_id: Option<String>,
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "悦享美容")]
    pub short_name: Option<String>,
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "beauty")]
    pub industry: Option<String>,
    /// Province or state.
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "上海")]
    pub region: Option<String>,
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    pub city: Option<String>,
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub address: Option<String>,
    #[validate(length(max = 500))]
    #[schema(max_length = 500, example = "https://shop.example.cn")]
    pub website: Option<String>,
    /// As people type it; kept in E.164. Without a country code it belongs to the workspace's region.
    #[validate(length(max = 64))]
    #[schema(max_length = 64, example = "021-6000 1234")]
    pub phone: Option<String>,
    /// How many people work there.
    #[validate(range(min = 0, max = 10_000_000))]
    #[schema(minimum = 0, maximum = 10_000_000)]
    pub size: Option<i32>,
    pub owner_id: Option<MemberId>,
    /// `evaluate` unless said otherwise.
    pub lifecycle_stage: Option<LifecycleStage>,
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub tags: Vec<String>,
    /// Custom attributes: key → value, as their definitions say.
    #[serde(default)]
    #[schema(value_type = HashMap<String, Value>)]
    pub attributes: Values,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AccountPatch {
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub name: Patch<String>,
    #[validate(length(max = 200))]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub external_id: Patch<String>,
    #[validate(length(max = 100))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub short_name: Patch<String>,
    #[validate(length(max = 100))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub industry: Patch<String>,
    #[validate(length(max = 100))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub region: Patch<String>,
    #[validate(length(max = 100))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub city: Patch<String>,
    #[validate(length(max = 500))]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub address: Patch<String>,
    #[validate(length(max = 500))]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub website: Patch<String>,
    #[validate(length(max = 64))]
    #[schema(value_type = Option<String>, max_length = 64)]
    pub phone: Patch<String>,
    #[validate(range(min = 0, max = 10_000_000))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 10_000_000)]
    pub size: Patch<i32>,
    #[schema(value_type = Option<MemberId>)]
    pub owner_id: Patch<MemberId>,
    pub lifecycle_stage: Option<LifecycleStage>,
    /// The whole new list.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub tags: Option<Vec<String>>,
    /// Only the keys named are changed; null takes a value away.
    #[schema(value_type = HashMap<String, Value>)]
    pub attributes: Values,
}
