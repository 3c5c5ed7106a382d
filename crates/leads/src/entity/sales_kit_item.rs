use crate::kit::{KitKind, StageIds};
use kernel::ids::{KitItemId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// An item of the sales kit.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sales_kit_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KitItemId,
    pub workspace_id: WorkspaceId,
    pub kind: KitKind,
    pub title: String,
    pub sort_title: String,
    pub body: Option<String>,
    pub url: Option<String>,
    /// Where it helps; empty means everywhere.
    pub stage_ids: StageIds,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
