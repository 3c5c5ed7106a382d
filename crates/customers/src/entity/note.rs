use kernel::ids::{NoteId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// What an operator wrote down about an object.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoteId,
    pub workspace_id: WorkspaceId,
    pub subject_kind: String,
    pub subject_id: Uuid,
    /// Markdown.
    pub body: String,
    pub author_kind: String,
    pub author_id: Option<String>,
    pub pinned: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
