use crate::entity::endpoint::Model;
use chrono::{DateTime, Utc};
use kernel::ids::WebhookEndpointId;
use serde::Serialize;
use utoipa::ToSchema;

/// Why Perennial switched an endpoint off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisabledReason {
    /// It had done nothing but fail for five days.
    Failing,
    /// It answered 410.
    Gone,
}

impl DisabledReason {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Failing => "failing",
            Self::Gone => "gone",
        }
    }
}

/// A receiver of webhooks, as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookEndpoint {
    pub id: WebhookEndpointId,
    #[schema(example = "https://hooks.example.cn/perennial")]
    pub url: String,
    pub description: Option<String>,
    /// The types of event it gets; none stands for all.
    #[schema(example = json!(["lead.created"]))]
    pub event_types: Vec<String>,
    /// Events that happen while it is off are not delivered later.
    pub enabled: bool,
    /// Why Perennial switched it off: `failing` for five days, or `gone` (it answered 410).
    pub disabled_reason: Option<String>,
    /// The first failure since the last success.
    pub failing_since: Option<DateTime<Utc>>,
    /// Until when messages are signed with the previous secret too.
    pub previous_secret_until: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for WebhookEndpoint {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            url: row.url,
            description: row.description,
            event_types: serde_json::from_value(row.event_types).unwrap_or_default(),
            enabled: row.enabled,
            disabled_reason: row.disabled_reason,
            failing_since: row.failing_since,
            previous_secret_until: row.previous_secret_until,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A receiver with the secret that its messages are signed with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WebhookEndpointWithSecret {
    #[serde(flatten)]
    pub endpoint: WebhookEndpoint,
    /// For the receiver's Standard Webhooks library.
    #[schema(example = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDC2FVsBQIhrs=")]
    pub secret: String,
}

/// The secret that the messages of an endpoint are signed with.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RevealedWebhookSecret {
    #[schema(example = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDC2FVsBQIhrs=")]
    pub secret: String,
}
