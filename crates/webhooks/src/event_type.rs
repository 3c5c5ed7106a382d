use crate::message::WebhookMessage;
use chrono::{DateTime, Utc};
use jobs::EVENT_TYPES;
use kernel::{Error, Grant, WorkspaceTx, locale::Locale};
use serde::Serialize;
use utoipa::ToSchema;

/// A type of event that webhooks carry.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EventTypeInfo {
    /// The stable name.
    #[serde(rename = "type")]
    #[schema(example = "lead.created")]
    pub event_type: String,
    /// In the language of `Accept-Language`.
    pub description: String,
    /// A message as a receiver gets it.
    pub example: WebhookMessage,
}

/// Every type that can be subscribed to, in the order of the catalogue.
pub fn list(tx: &WorkspaceTx, locale: Locale) -> Result<Vec<EventTypeInfo>, Error> {
    tx.require(Grant::WebhooksRead)?;
    Ok(catalogue(locale))
}

/// The same without a caller: for the API's document.
pub fn catalogue(locale: Locale) -> Vec<EventTypeInfo> {
    let public = EVENT_TYPES.iter().filter(|event_type| event_type.public);
    let info = public.map(|event_type| EventTypeInfo {
        event_type: event_type.name.to_owned(),
        description: event_type.description(locale == Locale::ZhCn).to_owned(),
        example: WebhookMessage {
            event_type: event_type.name.to_owned(),
            timestamp: example_time(),
            data: (event_type.example)(),
        },
    });
    info.collect()
}

fn example_time() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_772_413_200_000).expect("a time in 2026")
}
