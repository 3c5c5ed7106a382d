use crate::{affiliation::NewAffiliation, attribute::Values};
use kernel::Limited;
use kernel::patch::Patch;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "张伟")]
    pub name: String,
    /// Your own id of them; unique among people.
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "user-77")]
    pub external_id: Option<String>,
    /// As people type it; kept in E.164. Without a country code it belongs to the workspace's region.
    #[validate(length(max = 64))]
    #[schema(max_length = 64, example = "138 0000 1234")]
    pub phone: Option<String>,
    #[validate(length(max = 254))]
    #[schema(max_length = 254, example = "zhang.wei@example.cn")]
    pub email: Option<String>,
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    pub wechat: Option<String>,
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "店长")]
    pub title: Option<String>,
    /// The language to write to them in.
    #[validate(length(max = 35))]
    #[schema(max_length = 35, example = "zh-CN")]
    pub locale: Option<String>,
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub tags: Vec<String>,
    /// Custom attributes: key → value, as their definitions say.
    #[serde(default)]
    #[schema(value_type = HashMap<String, Value>)]
    pub attributes: Values,
    /// The accounts they belong to.
    #[serde(default)]
    #[validate(nested)]
    #[schema(value_type = Vec<NewAffiliation>, max_items = 20)]
    pub accounts: Limited<NewAffiliation, 0, 20>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PersonPatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub name: Patch<String>,
    #[validate(length(max = 200))]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub external_id: Patch<String>,
    #[validate(length(max = 64))]
    #[schema(value_type = Option<String>, max_length = 64)]
    pub phone: Patch<String>,
    #[validate(length(max = 254))]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Patch<String>,
    #[validate(length(max = 100))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub wechat: Patch<String>,
    #[validate(length(max = 100))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub title: Patch<String>,
    #[validate(length(max = 35))]
    #[schema(value_type = Option<String>, max_length = 35)]
    pub locale: Patch<String>,
    /// The whole new list.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub tags: Option<Vec<String>>,
    /// Only the keys named are changed; null takes a value away.
    #[schema(value_type = HashMap<String, Value>)]
    pub attributes: Values,
}
