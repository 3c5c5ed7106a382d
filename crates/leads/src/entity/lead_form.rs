use crate::form::{FormFields, FormSites, FormTheme};
use kernel::ids::{CampaignId, ChannelId, LeadFormId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A form that captures leads.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_form")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadFormId,
    pub workspace_id: WorkspaceId,
    #[sea_orm(unique)]
    pub slug: String,
    pub name: String,
    pub locale: String,
    pub title: String,
    pub intro: Option<String>,
    pub fields: FormFields,
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub consent_text: Option<String>,
    pub thank_you: String,
    pub redirect_url: Option<String>,
    pub double_opt_in: bool,
    pub theme: FormTheme,
    /// The sites whose pages may frame it; none for all.
    pub sites: FormSites,
    pub published: bool,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
