use crate::campaign::{MoreChannels, Review, Targets};
use kernel::{
    ids::{CampaignId, ChannelId, MemberId, WorkspaceId},
    money::Currency,
};
use sea_orm::entity::prelude::*;

/// A planned, dated, costed push through a channel.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "campaign")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CampaignId,
    pub workspace_id: WorkspaceId,
    pub key: String,
    pub name: String,
    pub sort_name: String,
    pub external_id: Option<String>,
    pub channel_id: ChannelId,
    pub owner_id: Option<MemberId>,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub budget_amount: Option<i64>,
    pub budget_currency: Option<Currency>,
    pub goal: Option<String>,
    pub utm_campaign: Option<String>,
    /// Beside `channel_id`.
    pub more_channels: MoreChannels,
    pub targets: Targets,
    pub review: Option<Review>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl Model {
    /// Whether the channel is one of its channels.
    pub fn runs_through(&self, channel: ChannelId) -> bool {
        self.channel_id == channel || self.more_channels.0.contains(&channel)
    }
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
