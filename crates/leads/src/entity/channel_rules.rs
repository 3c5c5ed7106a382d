use crate::source::rule::Rules;
use kernel::ids::{ChannelRulesId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// The rules by which touches of a workspace get their channel; one row, or none for those of the house.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_rules")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChannelRulesId,
    pub workspace_id: WorkspaceId,
    pub rules: Rules,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
