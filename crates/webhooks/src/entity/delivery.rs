use kernel::ids::{DomainEventId, WebhookDeliveryId, WebhookEndpointId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// One message to one endpoint.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_delivery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookDeliveryId,
    pub workspace_id: WorkspaceId,
    #[sea_orm(unique_key = "message")]
    pub endpoint_id: WebhookEndpointId,
    /// What the receiver recognises repeats by (`webhook-id`): the id of the domain event.
    #[sea_orm(unique_key = "message")]
    pub message_id: DomainEventId,
    pub event_type: String,
    pub payload: String,
    /// See [`crate::delivery::DeliveryState`].
    pub state: String,
    /// Counts the replays, so that the job of an earlier round knows that it is out of date.
    pub round: i32,
    pub attempts_in_round: i32,
    pub attempts: i32,
    /// While pending: when it is tried next.
    pub next_attempt_at: Option<DateTimeUtc>,
    pub last_attempt_at: Option<DateTimeUtc>,
    pub last_status_code: Option<i32>,
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
