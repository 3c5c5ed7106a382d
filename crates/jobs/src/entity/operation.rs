use kernel::ids::{OperationId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// Long work that a client watches: an import, a bulk edit.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "operation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OperationId,
    pub workspace_id: WorkspaceId,
    pub kind: String,
    /// `queued`, `running`, `succeeded`, `failed` or `cancelled`.
    pub state: String,
    pub done: i64,
    pub total: Option<i64>,
    /// How many rows were created, updated, skipped, refused: by kind of outcome.
    pub counts: Json,
    /// What came of it, by kind of operation.
    pub result: Json,
    /// The code of the error that ended it, when it failed.
    pub failure: Option<String>,
    pub cancel_requested: bool,
    /// `unavailable`, `available` or `undone`.
    pub undo_state: String,
    pub undo_until: Option<DateTimeUtc>,
    pub actor_kind: String,
    pub actor_id: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub started_at: Option<DateTimeUtc>,
    pub finished_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
