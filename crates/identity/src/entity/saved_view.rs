use kernel::ids::{MemberId, SavedViewId, WorkspaceId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// Filters, sort and columns of a list under a name.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SavedViewId,
    pub workspace_id: WorkspaceId,
    pub list: String,
    pub name: String,
    pub sort_name: String,
    pub shared: bool,
    pub params: Json,
    pub owner_id: Option<MemberId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
