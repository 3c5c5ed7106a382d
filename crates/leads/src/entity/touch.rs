use crate::{touch::ClickIds, words::TouchKind};
use kernel::ids::{CampaignId, ChannelId, LeadFormId, LeadId, TouchId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// One recorded contact of a lead with a channel.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "touch")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TouchId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub kind: TouchKind,
    pub occurred_at: DateTimeUtc,
    pub channel_id: Option<ChannelId>,
    /// Somebody named it, or its campaign did: rules leave it alone.
    pub channel_named: bool,
    pub campaign_id: Option<CampaignId>,
    pub form_id: Option<LeadFormId>,
    pub referral_code: Option<String>,
    pub utm_source: Option<String>,
    pub utm_medium: Option<String>,
    pub utm_campaign: Option<String>,
    pub utm_term: Option<String>,
    pub utm_content: Option<String>,
    pub referrer: Option<String>,
    pub url: Option<String>,
    pub click_ids: ClickIds,
    pub self_reported_source: Option<String>,
    pub message: Option<String>,
    /// The page view with which a visit began, by its number among the events.
    pub page_event: Option<i64>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
