use kernel::{
    ids::{CampaignId, ChannelId, ChannelSpendId, WorkspaceId},
    money::Currency,
};
use sea_orm::entity::prelude::*;

/// Money that was spent on a channel on a day.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "channel_spend")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChannelSpendId,
    pub workspace_id: WorkspaceId,
    pub channel_id: ChannelId,
    pub campaign_id: Option<CampaignId>,
    pub spent_on: Date,
    pub amount: i64,
    pub currency: Currency,
    pub note: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
