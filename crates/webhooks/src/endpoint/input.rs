use crate::{Reach, entity::endpoint::Model};
use kernel::{Error, FieldError, Findings, patch::Patch};
use reqwest::Url;
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

const MAX_EVENT_TYPES: usize = 100;

/// A receiver to be registered.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhookEndpoint {
    /// Where messages are posted to: HTTPS, on the public internet, without user and password.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "https://hooks.example.cn/perennial")]
    pub url: String,
    /// What it is for.
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(max_length = 200, example = "Leads to our billing system")]
    pub description: Option<String>,
    /// The types of event it gets; none stands for all.
    #[serde(default)]
    #[validate(length(max = 100))]
    #[schema(max_items = 100, example = json!(["lead.created"]))]
    pub event_types: Vec<String>,
}

impl NewWebhookEndpoint {
    pub(super) fn checked(mut self, reach: Reach) -> Result<Self, Error> {
        let mut findings = Findings::of(&self);
        findings.extend(check_url(&self.url, reach));
        findings.extend(check_event_types(&self.event_types));
        findings.finish()?;
        self.event_types.sort();
        self.event_types.dedup();
        Ok(self)
    }
}

/// Changes to a receiver.
#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookEndpointPatch {
    #[validate(length(min = 1, max = 2000))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 2000)]
    pub url: Patch<String>,
    #[validate(length(max = 200))]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub description: Patch<String>,
    /// The types of event it gets; an empty list stands for all.
    #[validate(length(max = 100))]
    #[schema(value_type = Option<Vec<String>>, max_items = 100)]
    pub event_types: Patch<Vec<String>>,
    /// Switching it on again forgets why it was switched off.
    #[schema(value_type = Option<bool>)]
    pub enabled: Patch<bool>,
}

impl WebhookEndpointPatch {
    pub(super) fn apply(self, reach: Reach, row: &mut Model) -> Result<(), Error> {
        let mut findings = Findings::of(&self);
        if let Some(url) = self.url.value() {
            findings.extend(check_url(url, reach));
        }
        if let Some(types) = self.event_types.value() {
            findings.extend(check_event_types(types));
        }
        let nulls = [
            ("/url", self.url.is_null()),
            ("/event_types", self.event_types.is_null()),
            ("/enabled", self.enabled.is_null()),
        ];
        let nulls = nulls.into_iter().filter(|(_, is_null)| *is_null);
        findings.extend(nulls.map(|(pointer, _)| FieldError::new(pointer, "required")));
        findings.finish()?;
        if let Patch::Value(url) = self.url {
            row.url = url;
        }
        self.description.apply(&mut row.description);
        if let Patch::Value(mut types) = self.event_types {
            types.sort();
            types.dedup();
            row.event_types = json!(types);
        }
        if let Patch::Value(enabled) = self.enabled {
            row.enabled = enabled;
        }
        Ok(())
    }
}

fn check_url(text: &str, reach: Reach) -> Option<FieldError> {
    let wrong = |code: &'static str| Some(FieldError::new("/url", code));
    let Ok(url) = text.parse::<Url>() else { return wrong("invalid_url") };
    match url.scheme() {
        "https" => {}
        "http" if reach == Reach::Anywhere => {}
        _ => {
            let expected = "https://…";
            return Some(FieldError::new("/url", "invalid_format").with("expected", expected));
        }
    }
    if !url.username().is_empty() || url.password().is_some() || text.contains('\0') {
        return wrong("invalid_url");
    }
    if reach.allows_host_of(&url) { None } else { wrong("private_address") }
}

fn check_event_types(types: &[String]) -> Vec<FieldError> {
    let is_public = |name: &str| jobs::event_type(name).is_some_and(|known| known.public);
    let unknown = types.iter().enumerate().take(MAX_EVENT_TYPES).filter(|(_, n)| !is_public(n));
    let wrong = unknown.map(|(index, _)| {
        FieldError::new(format!("/event_types/{index}"), "unknown_value")
            .with("allowed", "GET /v1/event-types")
    });
    wrong.collect()
}
