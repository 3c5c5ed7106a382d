use kernel::ids::WorkspaceId;
use sea_orm::entity::prelude::*;

/// What a request under an `Idempotency-Key` was answered.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: WorkspaceId,
    pub actor: String,
    pub key: String,
    pub request_hash: String,
    pub status: Option<i32>,
    pub answer: Option<Vec<u8>>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
