use crate::{
    assignment::AssignmentOutcome,
    lead::{Consent, Tags},
    words::{LostReason, ResponseState, StatusType, Validity},
};
use kernel::{
    email::Email,
    ids::{AccountId, CampaignId, ChannelId, LeadId, LeadStageId, MemberId, PersonId, WorkspaceId},
    money::Currency,
    phone::Phone,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Somebody who may buy.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "lead")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadId,
    pub workspace_id: WorkspaceId,
    pub external_id: Option<String>,
    pub name: Option<String>,
    pub company: Option<String>,
    pub title: Option<String>,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub wechat: Option<String>,
    pub industry: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub employees: Option<i32>,
    pub note: Option<String>,
    pub tags: Tags,
    pub attributes: Json,
    pub consent: Option<Consent>,
    pub stage_id: LeadStageId,
    /// Of the stage, kept here so that lists filter and sort without a join.
    pub status_type: StatusType,
    pub stage_position: i32,
    /// What the policy makes of the four criteria, kept here so that lists filter by it.
    pub validity: Validity,
    /// When somebody of ours was last in touch with it.
    pub last_activity_at: Option<DateTimeUtc>,
    pub board_rank: String,
    pub owner_id: Option<MemberId>,
    /// The public pool it is in.
    pub pool_key: Option<String>,
    pub pooled_at: Option<DateTimeUtc>,
    /// Since when the owner has it.
    pub owned_since: Option<DateTimeUtc>,
    /// When a pool takes it back from its owner.
    pub protected_until: Option<DateTimeUtc>,
    pub warned_at: Option<DateTimeUtc>,
    pub escalated_at: Option<DateTimeUtc>,
    /// Since when it waits for somebody to be free, and why nobody got it.
    pub waiting_since: Option<DateTimeUtc>,
    pub waiting_reason: Option<AssignmentOutcome>,
    /// Of `lead_response`.
    pub response_state: Option<ResponseState>,
    pub response_due_at: Option<DateTimeUtc>,
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub first_touch_at: DateTimeUtc,
    pub last_touch_at: DateTimeUtc,
    pub account_id: Option<AccountId>,
    pub person_id: Option<PersonId>,
    /// What they are expected to pay in the first year, in minor units.
    pub expected_amount: Option<i64>,
    pub expected_currency: Option<Currency>,
    pub expected_close_on: Option<Date>,
    pub lost_reason: Option<LostReason>,
    pub lost_note: Option<String>,
    /// Where a lost lead was before; none if it came in lost.
    pub lost_from_stage_id: Option<LeadStageId>,
    pub won_at: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub merged_into_id: Option<LeadId>,
    pub archived_at: Option<DateTimeUtc>,
    pub sort_name: String,
    /// What tells its company from others; none where the name tells nothing.
    pub company_key: Option<String>,
    pub search_text: String,
    /// Phone, e-mail and WeChat, for those who may see them.
    pub contact_text: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
