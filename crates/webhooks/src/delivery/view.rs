use crate::entity::{attempt, delivery::Model};
use chrono::{DateTime, Utc};
use kernel::{
    Error,
    ids::{DomainEventId, WebhookAttemptId, WebhookDeliveryId, WebhookEndpointId},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::str::FromStr;
use utoipa::ToSchema;

/// How far a delivery has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It waits for its first or next try.
    Pending,
    /// The receiver took it.
    Succeeded,
    /// All tries failed, or the endpoint was switched off.
    Failed,
}

impl DeliveryState {
    const ALL: [Self; 3] = [Self::Pending, Self::Succeeded, Self::Failed];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }
}

/// The text names no state of a delivery.
#[derive(Debug, thiserror::Error)]
#[error("expected pending, succeeded or failed")]
pub struct UnknownState;

impl FromStr for DeliveryState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownState)
    }
}

/// One message to one endpoint, as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookDelivery {
    pub id: WebhookDeliveryId,
    pub endpoint_id: WebhookEndpointId,
    /// What the receiver sees as `webhook-id`; the same on every try.
    pub message_id: DomainEventId,
    #[schema(example = "lead.created")]
    pub event_type: String,
    pub state: DeliveryState,
    /// How often it was tried, replays included.
    pub attempts_count: i32,
    /// When it is tried next, while it is pending.
    pub next_attempt_at: Option<DateTime<Utc>>,
    pub last_attempt_at: Option<DateTime<Utc>>,
    /// The status of the last answer; null when none came.
    #[schema(example = 204)]
    pub last_status_code: Option<i32>,
    /// Why the last try failed: `status`, `redirect`, `timeout`, `name_not_found`, `private_address`,
    /// `connection` or `endpoint_disabled`.
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl TryFrom<Model> for WebhookDelivery {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            endpoint_id: row.endpoint_id,
            message_id: row.message_id,
            event_type: row.event_type,
            state: row.state.parse().map_err(Error::internal)?,
            attempts_count: row.attempts,
            next_attempt_at: row.next_attempt_at,
            last_attempt_at: row.last_attempt_at,
            last_status_code: row.last_status_code,
            last_error: row.last_error,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// One try.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookAttempt {
    pub id: WebhookAttemptId,
    pub attempted_at: DateTime<Utc>,
    /// Null when no answer came.
    #[schema(example = 503)]
    pub status_code: Option<i32>,
    /// Milliseconds from the start of the request to the end of the answer.
    pub duration_ms: i64,
    /// Why it failed; null when it didn't.
    pub error: Option<String>,
    /// At most the first kilobyte of the answer's body.
    pub response_excerpt: Option<String>,
}

impl From<attempt::Model> for WebhookAttempt {
    fn from(row: attempt::Model) -> Self {
        Self {
            id: row.id,
            attempted_at: row.attempted_at,
            status_code: row.status_code,
            duration_ms: row.duration_ms,
            error: row.error,
            response_excerpt: row.response_excerpt,
        }
    }
}

/// A delivery with what is sent and what came back.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookDeliveryDetail {
    #[serde(flatten)]
    pub delivery: WebhookDelivery,
    /// The body as it is sent.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub payload: Value,
    /// The tries, the last first; at most 100.
    pub attempts: Vec<WebhookAttempt>,
}

impl WebhookDeliveryDetail {
    pub(super) fn of(row: Model, attempts: Vec<attempt::Model>) -> Result<Self, Error> {
        let payload = serde_json::from_str(&row.payload).map_err(Error::internal)?;
        let attempts = attempts.into_iter().map(WebhookAttempt::from).collect();
        Ok(Self { delivery: row.try_into()?, payload, attempts })
    }
}

/// How many messages are sent again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReplayedDeliveries {
    pub replayed: u64,
}
