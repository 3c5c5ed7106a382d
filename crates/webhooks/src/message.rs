use chrono::{DateTime, SecondsFormat, Utc};
use kernel::Error;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// The body of a webhook.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookMessage {
    /// The type of event.
    #[serde(rename = "type")]
    #[schema(example = "lead.created")]
    pub event_type: String,
    /// When it happened.
    pub timestamp: DateTime<Utc>,
    /// Facts about it: ids, never contact data.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub data: Value,
}

/// The text that is stored, signed and sent.
pub fn text(event_type: &str, at: DateTime<Utc>, data: &Value) -> Result<String, Error> {
    #[derive(Serialize)]
    struct Body<'a> {
        r#type: &'a str,
        timestamp: String,
        data: &'a Value,
    }
    let timestamp = at.to_rfc3339_opts(SecondsFormat::Millis, true);
    serde_json::to_string(&Body { r#type: event_type, timestamp, data }).map_err(Error::internal)
}
