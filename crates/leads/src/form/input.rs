use super::theme::FormTheme;
use kernel::{
    FieldError, Limited,
    ids::{CampaignId, ChannelId},
    locale::Locale,
    patch::Patch,
};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

const MAX_OPTION: usize = 200;
/// Fields that say who somebody is or how to reach them; a form needs one.
const IDENTIFYING: [&str; 4] = ["name", "phone", "email", "wechat"];
/// Every field that isn't a custom attribute.
pub(super) const KEYS: [&str; 9] =
    ["name", "company", "title", "phone", "email", "wechat", "industry", "city", "message"];
pub(super) const ATTRIBUTE: &str = "attr:";

/// One field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FormField {
    /// `name`, `company`, `title`, `phone`, `email`, `wechat`, `industry`, `city`, `message`, or a custom
    /// attribute of leads as `attr:<key>`.
    #[validate(length(min = 1, max = 80))]
    #[schema(min_length = 1, max_length = 80, example = "phone")]
    pub key: String,
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "手机号")]
    pub label: String,
    #[serde(default)]
    pub required: bool,
    /// What to choose from; empty is free text. At most 50.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    pub options: Vec<String>,
}

/// The fields of a form, in the order they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct FormFields(pub Vec<FormField>);

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewForm {
    /// The last part of its public address; made up when left out. Unique in the whole installation.
    #[validate(length(min = 3, max = 80), custom(function = crate::key::validate))]
    #[schema(min_length = 3, max_length = 80, pattern = "^[a-z0-9][a-z0-9_-]*$")]
    pub slug: Option<String>,
    /// What operators call it.
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "官网预约演示")]
    pub name: String,
    /// The language of the page; the workspace's when left out.
    pub locale: Option<Locale>,
    /// The heading that visitors see.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "预约演示")]
    pub title: String,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub intro: Option<String>,
    /// At least one of name, phone, e-mail and WeChat.
    #[validate(nested)]
    #[schema(value_type = Vec<FormField>, min_items = 1, max_items = 30)]
    pub fields: Limited<FormField, 1, 30>,
    /// Where its leads come from, when their traces don't say.
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    /// What visitors must agree to.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub consent_text: Option<String>,
    /// What they read afterwards.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub thank_you: Option<String>,
    /// Where they go afterwards instead; `https` or `http`.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub redirect_url: Option<String>,
    /// Whether visitors confirm by a link in a mail before they become leads; asks for a required e-mail field.
    #[serde(default)]
    pub double_opt_in: bool,
    #[serde(default)]
    pub theme: FormTheme,
    /// The sites whose pages may show it in a frame, such as `https://www.example.cn` or `https://*.example.cn`; none for all
    /// sites. At most 20.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub sites: Vec<String>,
    /// Whether visitors can see and submit it.
    #[serde(default)]
    pub published: bool,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct FormPatch {
    #[validate(length(min = 3, max = 80), custom(function = crate::key::validate_patch))]
    #[schema(value_type = Option<String>, min_length = 3, max_length = 80, pattern = "^[a-z0-9][a-z0-9_-]*$")]
    pub slug: Patch<String>,
    #[validate(length(min = 1, max = 120))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 120)]
    pub name: Patch<String>,
    #[schema(value_type = Option<Locale>)]
    pub locale: Patch<Locale>,
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub title: Patch<String>,
    #[validate(length(max = 2000))]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub intro: Patch<String>,
    /// Replaces all fields.
    #[validate(length(min = 1, max = 30))]
    #[schema(value_type = Option<Vec<FormField>>, min_items = 1, max_items = 30)]
    pub fields: Patch<Vec<FormField>>,
    #[schema(value_type = Option<ChannelId>)]
    pub channel_id: Patch<ChannelId>,
    #[schema(value_type = Option<CampaignId>)]
    pub campaign_id: Patch<CampaignId>,
    #[validate(length(min = 1, max = 2000))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 2000)]
    pub consent_text: Patch<String>,
    #[validate(length(min = 1, max = 2000))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 2000)]
    pub thank_you: Patch<String>,
    #[validate(length(max = 2000))]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub redirect_url: Patch<String>,
    /// What was sent before is confirmed all the same.
    #[schema(value_type = Option<bool>)]
    pub double_opt_in: Patch<bool>,
    /// Replaces the whole theme.
    #[schema(value_type = Option<FormTheme>)]
    pub theme: Patch<FormTheme>,
    /// Replaces all sites.
    #[schema(value_type = Option<Vec<String>>, max_items = 20)]
    pub sites: Patch<Vec<String>>,
    #[schema(value_type = Option<bool>)]
    pub published: Patch<bool>,
}

/// Who has to confirm by mail has to say where mails go.
pub(super) fn check_opt_in(double_opt_in: bool, fields: &[FormField]) -> Option<FieldError> {
    let asks = fields.iter().any(|field| field.key == "email" && field.required);
    (double_opt_in && !asks).then(|| FieldError::new("/double_opt_in", "needs_email_field"))
}

/// What is wrong with the fields of a form, beyond their shape; `attributes` are those that leads can have.
pub(super) fn check_fields(fields: &[FormField], attributes: &[String]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for (place, field) in fields.iter().enumerate() {
        let at = |name: &str| format!("/fields/{place}/{name}");
        if let Err(invalid) = field.validate() {
            if let kernel::Error::Refused { fields, .. } = kernel::Error::from(invalid) {
                let below = |error: FieldError| FieldError {
                    pointer: format!("/fields/{place}{}", error.pointer),
                    ..error
                };
                errors.extend(fields.into_iter().map(below));
            }
        } else if !is_known(&field.key, attributes) {
            errors.push(FieldError::new(at("key"), "unknown_value").with("allowed", KEYS.to_vec()));
        } else if fields[..place].iter().any(|earlier| earlier.key == field.key) {
            errors.push(FieldError::new(at("key"), "already_exists"));
        }
        let too_long = |option: &String| option.is_empty() || option.chars().count() > MAX_OPTION;
        if let Some(option) = field.options.iter().position(too_long) {
            let error = FieldError::new(format!("/fields/{place}/options/{option}"), "too_long");
            errors.push(error.with("max", MAX_OPTION));
        }
    }
    if !fields.is_empty() && !fields.iter().any(|it| IDENTIFYING.contains(&it.key.as_str())) {
        let error = FieldError::new("/fields", "one_of_required");
        errors.push(error.with("fields", IDENTIFYING.to_vec()));
    }
    errors
}

fn is_known(key: &str, attributes: &[String]) -> bool {
    match key.strip_prefix(ATTRIBUTE) {
        Some(attribute) => attributes.iter().any(|known| known == attribute),
        None => KEYS.contains(&key),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(key: &str) -> FormField {
        FormField { key: key.into(), label: "x".into(), required: false, options: Vec::new() }
    }

    #[test]
    fn a_form_asks_for_known_fields_once_each_and_for_who_somebody_is() {
        let attributes = ["shops".to_owned()];
        let codes = |keys: &[&str]| {
            let fields: Vec<_> = keys.iter().map(|key| field(key)).collect();
            check_fields(&fields, &attributes)
                .into_iter()
                .map(|error| format!("{} {}", error.pointer, error.code))
                .collect::<Vec<_>>()
        };
        assert!(codes(&["name", "attr:shops", "message"]).is_empty());
        assert_eq!(codes(&["phone", "phone"]), ["/fields/1/key already_exists"]);
        assert_eq!(codes(&["phone", "attr:none"]), ["/fields/1/key unknown_value"]);
        assert_eq!(codes(&["city"]), ["/fields one_of_required"]);
        assert_eq!(codes(&["phone", ""]), ["/fields/1/key too_short"]);
    }
}
