use crate::spend::{Allocation, SpendKind};
use kernel::{
    ids::{CampaignId, ChannelId, ChannelSpendId, WorkspaceId},
    money::Currency,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Money that was spent on a channel, or on several, on a day or over some.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "channel_spend")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ChannelSpendId,
    pub workspace_id: WorkspaceId,
    /// None where channels share it.
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub kind: SpendKind,
    /// The first day.
    pub spent_on: Date,
    /// The last day.
    pub spent_until: Date,
    pub amount: i64,
    pub currency: Currency,
    /// How channels share it; none where it is of one channel.
    pub allocation: Option<Allocation>,
    pub external_id: Option<String>,
    pub note: Option<String>,
    pub deleted_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
