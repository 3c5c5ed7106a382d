use crate::task::{TaskPriority, TaskState};
use kernel::ids::{MemberId, TaskId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// Something an operator is to do about an object.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TaskId,
    pub workspace_id: WorkspaceId,
    pub title: String,
    pub description: Option<String>,
    pub subject_kind: String,
    pub subject_id: Uuid,
    pub owner_id: Option<MemberId>,
    pub due_at: Option<DateTimeUtc>,
    pub priority: TaskPriority,
    pub state: TaskState,
    pub completed_at: Option<DateTimeUtc>,
    pub completed_by_id: Option<MemberId>,
    pub search_text: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
