use crate::words::ChannelKind;
use kernel::ids::{ChannelId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// Where leads come from.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "channel")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChannelId,
    pub workspace_id: WorkspaceId,
    pub key: String,
    pub name: String,
    pub sort_name: String,
    pub kind: ChannelKind,
    pub external_id: Option<String>,
    pub description: Option<String>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
