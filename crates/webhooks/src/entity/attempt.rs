use kernel::ids::{WebhookAttemptId, WebhookDeliveryId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// One try to deliver a message.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_attempt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookAttemptId,
    pub workspace_id: WorkspaceId,
    pub delivery_id: WebhookDeliveryId,
    pub attempted_at: DateTimeUtc,
    /// None when no answer came.
    pub status_code: Option<i32>,
    pub duration_ms: i64,
    /// See [`crate::client::Failure`].
    pub error: Option<String>,
    /// The beginning of the answer's body.
    pub response_excerpt: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
