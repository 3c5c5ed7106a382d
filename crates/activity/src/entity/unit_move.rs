use kernel::ids::WorkspaceId;
use sea_orm::entity::prelude::*;

/// Events of a unit that the index still has under another root.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event_unit_move")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub workspace_id: WorkspaceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    pub kind: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    pub old_root: i32,
    pub new_root: i32,
    /// The last event that arrived before the change.
    pub until_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
