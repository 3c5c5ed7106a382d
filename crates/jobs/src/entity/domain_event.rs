use kernel::ids::{DomainEventId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// What happened: outbox message, audit entry and timeline entry in one row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "domain_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DomainEventId,
    pub workspace_id: WorkspaceId,
    pub event_type: String,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub about_kind: String,
    pub about_id: Uuid,
    pub actor_kind: String,
    pub actor_id: Option<String>,
    pub request_id: String,
    pub recorded_at: DateTimeUtc,
    pub data: Json,
    pub changes: Option<Json>,
    /// Whether the subscribers have been told.
    pub dispatched: bool,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
