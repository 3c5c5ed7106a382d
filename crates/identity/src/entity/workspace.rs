use crate::workspace::MrrWhilePaused;
use kernel::ids::WorkspaceId;
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// One vendor's data. It stands above row-level security: it is what the other rows belong to.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "workspace")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkspaceId,
    #[sea_orm(unique)]
    pub slug: String,
    pub name: String,
    pub locale: String,
    pub time_zone: String,
    pub currency: String,
    pub week_start: i32,
    pub default_region: String,
    pub mrr_while_paused: MrrWhilePaused,
    pub settings: Json,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// A workspace belongs to itself, so that a transaction finds its own and no other.
impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::Id;
}
