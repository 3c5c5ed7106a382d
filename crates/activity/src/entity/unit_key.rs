use kernel::ids::WorkspaceId;
use sea_orm::entity::prelude::*;

/// An id by which events name a unit.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event_unit_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub workspace_id: WorkspaceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: i16,
    /// See [`crate::who::KeyKind`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub key_kind: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub value: String,
    pub ordinal: i32,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
