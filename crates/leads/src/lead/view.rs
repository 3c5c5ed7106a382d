use crate::{
    assignment::AssignmentOutcome,
    entity::{lead::Model, lead_stage},
    lead::store,
    score::ListedScore,
    words::{JourneyStage, LostReason, ResponseState, StatusType, Validity},
};
use chrono::{DateTime, NaiveDate, Utc};
use customers::{input::masked_wechat, task::NextTask};
use identity::member::MemberRef;
use kernel::{
    Grant, WorkspaceTx,
    ids::{AccountId, CampaignId, ChannelId, LeadFormId, LeadId, LeadStageId, MemberId, PersonId},
    money::Money,
};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;

/// What somebody agreed to, as it was put to them.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate, FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// Whether they agreed.
    pub given: bool,
    /// The words they agreed to.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub text: Option<String>,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// The form on which they did.
    pub form_id: Option<LeadFormId>,
}

/// The stage that a lead is in.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageRef {
    pub id: LeadStageId,
    pub name: String,
    #[serde(rename = "type")]
    pub status_type: StatusType,
    pub journey_stage: JourneyStage,
}

impl From<&lead_stage::Model> for StageRef {
    fn from(row: &lead_stage::Model) -> Self {
        Self {
            id: row.id,
            name: row.name.clone(),
            status_type: row.status_type,
            journey_stage: row.journey_stage,
        }
    }
}

/// A channel, as far as one who reads a list of leads needs to know it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ChannelRef {
    pub id: ChannelId,
    pub name: String,
}

/// A lead, as clients see it. Without the grant `leads:contact` phone, e-mail and WeChat are masked.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Lead {
    pub id: LeadId,
    pub external_id: Option<String>,
    pub name: Option<String>,
    pub company: Option<String>,
    pub title: Option<String>,
    /// In E.164, or masked.
    #[schema(example = "+8613800001234")]
    pub phone: Option<String>,
    pub email: Option<String>,
    pub wechat: Option<String>,
    /// Whether phone, e-mail and WeChat are masked.
    pub contact_masked: bool,
    pub industry: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub employees: Option<i32>,
    pub note: Option<String>,
    pub tags: Vec<String>,
    pub stage: StageRef,
    /// Whether sales should work on it, by the workspace's policy over the four criteria.
    pub validity: Validity,
    /// When somebody of ours was last in touch with it.
    pub last_activity_at: Option<DateTime<Utc>>,
    pub owner_id: Option<MemberId>,
    /// The public pool it is in; contact data is masked until somebody takes it.
    pub pool_key: Option<String>,
    /// Since when it is in the pool.
    pub pooled_at: Option<DateTime<Utc>>,
    /// Since when its owner has it.
    pub owned_since: Option<DateTime<Utc>>,
    /// When it goes back to the public pool unless somebody follows up; null for never.
    pub protected_until: Option<DateTime<Utc>>,
    /// Since when it waits for somebody to be free.
    pub waiting_since: Option<DateTime<Utc>>,
    /// Why nobody got it yet; null as long as nobody was looked for.
    pub waiting_reason: Option<AssignmentOutcome>,
    /// Where its first answer stands; null where none was promised.
    pub response_state: Option<ResponseState>,
    /// When its first answer is due; null where none is waited for.
    pub response_due_at: Option<DateTime<Utc>>,
    /// With `include=owner`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<MemberRef>,
    pub channel_id: Option<ChannelId>,
    /// With `include=channel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<ChannelRef>,
    pub campaign_id: Option<CampaignId>,
    /// With `include=score`; null until the lead was scored for the first time, which takes a moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<ListedScore>,
    /// When they first came.
    pub first_touch_at: DateTime<Utc>,
    /// When they last came.
    pub last_touch_at: DateTime<Utc>,
    /// The account it became.
    pub account_id: Option<AccountId>,
    /// The person it became.
    pub person_id: Option<PersonId>,
    /// What they are expected to pay in the first year.
    pub expected_amount: Option<Money>,
    /// When they are expected to decide.
    pub expected_close_on: Option<NaiveDate>,
    pub lost_reason: Option<LostReason>,
    pub lost_note: Option<String>,
    pub won_at: Option<DateTime<Utc>>,
    /// When it was won or lost.
    pub closed_at: Option<DateTime<Utc>>,
    /// The open task that is due first.
    pub next_task: Option<NextTask>,
    /// How many other leads that aren't archived have the same phone or e-mail.
    pub duplicate_of_count: u64,
    #[schema(value_type = HashMap<String, Value>)]
    pub attributes: Value,
    pub consent: Option<Consent>,
    pub archived_at: Option<DateTime<Utc>>,
    /// The lead into which it was merged.
    pub merged_into_id: Option<LeadId>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Whether contact data is masked, for everything that shows leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mask {
    Clear,
    Masked,
}

impl Mask {
    pub fn for_caller(tx: &WorkspaceTx) -> Self {
        if tx.allows(Grant::LeadsContact) { Self::Clear } else { Self::Masked }
    }
}

/// What a lead shows beside its own columns.
#[derive(Clone, Debug)]
pub(crate) struct Surroundings {
    pub stage: StageRef,
    pub owner: Option<MemberRef>,
    pub channel: Option<ChannelRef>,
    pub score: Option<ListedScore>,
    pub next_task: Option<NextTask>,
    pub duplicates: u64,
}

impl Lead {
    pub(crate) fn new(row: Model, around: Surroundings, mask: Mask) -> Self {
        let clear = mask == Mask::Clear;
        let expected_amount = store::expected_amount(&row);
        Self {
            id: row.id,
            external_id: row.external_id,
            name: row.name,
            company: row.company,
            title: row.title,
            phone: row.phone.map(|it| if clear { it.to_string() } else { it.masked() }),
            email: row.email.map(|it| if clear { it.to_string() } else { it.masked() }),
            wechat: row.wechat.map(|it| if clear { it } else { masked_wechat(&it) }),
            contact_masked: !clear,
            industry: row.industry,
            city: row.city,
            region: row.region,
            employees: row.employees,
            note: row.note,
            tags: row.tags.0,
            stage: around.stage,
            validity: row.validity,
            last_activity_at: row.last_activity_at,
            owner_id: row.owner_id,
            pool_key: row.pool_key,
            pooled_at: row.pooled_at,
            owned_since: row.owned_since,
            protected_until: row.protected_until,
            waiting_since: row.waiting_since,
            waiting_reason: row.waiting_reason,
            response_state: row.response_state,
            response_due_at: row.response_due_at,
            owner: around.owner,
            channel_id: row.channel_id,
            channel: around.channel,
            campaign_id: row.campaign_id,
            score: around.score,
            first_touch_at: row.first_touch_at,
            last_touch_at: row.last_touch_at,
            account_id: row.account_id,
            person_id: row.person_id,
            expected_amount,
            expected_close_on: row.expected_close_on,
            lost_reason: row.lost_reason,
            lost_note: row.lost_note,
            won_at: row.won_at,
            closed_at: row.closed_at,
            next_task: around.next_task,
            duplicate_of_count: around.duplicates,
            attributes: row.attributes,
            consent: row.consent,
            archived_at: row.archived_at,
            merged_into_id: row.merged_into_id,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
