use kernel::ids::WorkspaceId;
use sea_orm::entity::prelude::*;

/// A person or an account as far as events tell, under its number in the workspace. Numbers are never used again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event_unit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub workspace_id: WorkspaceId,
    /// See [`crate::who::UnitKind`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ordinal: i32,
    /// The unit that it was merged into; itself if it was not.
    pub parent: i32,
    /// The unit that it counts as: the last one on the way up.
    pub root: i32,
    /// Its person or account, once there is one.
    pub subject_id: Option<Uuid>,
    /// Known by nothing but the ids of browsers and devices.
    pub is_visitor: bool,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
