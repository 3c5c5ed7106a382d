//! Leads as they are, many at once, with the times that the caller knows: for demo data and the like. Nothing is
//! recorded as having happened now.

use crate::{
    entity::{lead, stage_stay, touch},
    lead::{Consent, Tags, rank, store::derive_columns},
    ownership, stage,
    touch::{ClickIds, Utm},
    words::{LostReason, TouchKind, Validity},
};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Grant, WorkspaceTx,
    email::Email,
    ids::{
        AccountId, CampaignId, ChannelId, LeadFormId, LeadId, LeadStageId, MemberId, PersonId,
        TouchId,
    },
    phone::Phone,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use serde_json::{Map, Value};

/// SQLite takes 32 766 values in a statement, and a lead has some forty.
const LEADS_PER_INSERT: usize = 400;
const TOUCHES_PER_INSERT: usize = 1000;

/// A lead with its history.
#[derive(Clone, Debug)]
pub struct LeadRow {
    pub id: LeadId,
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
    pub tags: Vec<String>,
    pub attributes: Map<String, Value>,
    pub consent: Option<Consent>,
    pub stage_id: LeadStageId,
    pub owner_id: Option<MemberId>,
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub account_id: Option<AccountId>,
    pub person_id: Option<PersonId>,
    pub lost_reason: Option<LostReason>,
    pub lost_from_stage_id: Option<LeadStageId>,
    pub lost_note: Option<String>,
    /// When it was won or lost; kept only for stages of these types.
    pub closed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub touches: Vec<TouchRow>,
    /// The stages it went through and when it entered them, in their order; left out it has always been where it is.
    pub stays: Vec<(LeadStageId, DateTime<Utc>)>,
}

/// A touch of such a lead.
#[derive(Clone, Debug)]
pub struct TouchRow {
    /// A new one where there is none.
    pub id: Option<TouchId>,
    pub kind: TouchKind,
    pub occurred_at: DateTime<Utc>,
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub form_id: Option<LeadFormId>,
    pub utm: Utm,
    pub referrer: Option<String>,
    pub url: Option<String>,
    pub self_reported_source: Option<String>,
    pub message: Option<String>,
}

impl LeadRow {
    /// Somebody in a stage, of whom nothing is known yet.
    pub fn new(id: LeadId, stage_id: LeadStageId, created_at: DateTime<Utc>) -> Self {
        Self {
            id,
            external_id: None,
            name: None,
            company: None,
            title: None,
            phone: None,
            email: None,
            wechat: None,
            industry: None,
            city: None,
            region: None,
            employees: None,
            note: None,
            tags: Vec::new(),
            attributes: Map::new(),
            consent: None,
            stage_id,
            owner_id: None,
            channel_id: None,
            campaign_id: None,
            account_id: None,
            person_id: None,
            lost_reason: None,
            lost_from_stage_id: None,
            lost_note: None,
            closed_at: None,
            created_at,
            updated_at: created_at,
            touches: Vec::new(),
            stays: Vec::new(),
        }
    }
}

/// Writes leads and touches in as few statements as possible. The caller answers for what is in them; a stage
/// that doesn't exist is refused.
pub async fn insert_many(tx: &WorkspaceTx, rows: Vec<LeadRow>) -> Result<(), Error> {
    tx.require(Grant::LeadsWrite)?;
    let stages = stage::rows(tx).await?;
    let (mut leads, mut touches) = (Vec::with_capacity(rows.len()), Vec::new());
    let mut owned = Vec::with_capacity(rows.len());
    let mut stays = Vec::new();
    for (n, mut row) in (0..).zip(rows) {
        let stage = stages.iter().find(|stage| stage.id == row.stage_id);
        let stage = stage.ok_or_else(|| Error::invalid_field("/stage_id", "not_found"))?;
        for touch in std::mem::take(&mut row.touches) {
            touches.push((row.id, touch));
        }
        let times = touches.iter().rev().take_while(|(id, _)| *id == row.id);
        let times: Vec<_> = times.map(|(_, touch)| touch.occurred_at).collect();
        let first = times.iter().min().copied().unwrap_or(row.created_at);
        let last = times.iter().max().copied().unwrap_or(row.created_at);
        owned.push(row.owner_id.map(|owner| (row.id, owner, row.created_at)));
        let passed = std::mem::take(&mut row.stays);
        let mut lead = lead_of(tx, row, stage, n);
        (lead.first_touch_at, lead.last_touch_at) = (first, last);
        stays.extend(stays_of(tx, &lead, passed));
        derive_columns(&mut lead);
        leads.push(lead.into_active_model().reset_all());
    }
    let owned: Vec<_> = owned.into_iter().flatten().collect();
    let touches: Vec<_> = touches.into_iter().map(|(id, row)| touch_of(tx, id, row)).collect();
    for leads in leads.chunks(LEADS_PER_INSERT) {
        lead::Entity::insert_many(leads.to_vec()).exec_without_returning(&tx.db).await?;
    }
    ownership::write_past(tx, &owned).await?;
    customers::rows::insert_all::<stage_stay::Entity>(tx, stays).await?;
    for touches in touches.chunks(TOUCHES_PER_INSERT) {
        touch::Entity::insert_many(touches.to_vec()).exec_without_returning(&tx.db).await?;
    }
    Ok(())
}

fn lead_of(
    tx: &WorkspaceTx,
    row: LeadRow,
    stage: &crate::entity::lead_stage::Model,
    n: u64,
) -> lead::Model {
    let closed_at = row.closed_at.filter(|_| !stage.status_type.is_live());
    let won = stage.status_type == crate::words::StatusType::Won;
    lead::Model {
        id: row.id,
        external_id: row.external_id,
        name: row.name,
        company: row.company,
        title: row.title,
        phone: row.phone,
        email: row.email,
        wechat: row.wechat,
        industry: row.industry,
        city: row.city,
        region: row.region,
        employees: row.employees,
        note: row.note,
        tags: Tags(row.tags),
        attributes: Value::Object(row.attributes),
        consent: row.consent,
        validity: Validity::Unknown,
        last_activity_at: None,
        board_rank: rank::nth_on_top(row.created_at, n),
        owner_id: row.owner_id,
        owned_since: row.owner_id.map(|_| row.created_at),
        channel_id: row.channel_id,
        campaign_id: row.campaign_id,
        account_id: row.account_id,
        person_id: row.person_id,
        lost_reason: row.lost_reason,
        lost_from_stage_id: row.lost_from_stage_id,
        lost_note: row.lost_note,
        won_at: closed_at.filter(|_| won),
        closed_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
        ..super::store::blank(tx, stage)
    }
}

fn stays_of(
    tx: &WorkspaceTx,
    lead: &lead::Model,
    passed: Vec<(LeadStageId, DateTime<Utc>)>,
) -> Vec<stage_stay::Model> {
    let passed = if passed.is_empty() {
        vec![(lead.stage_id, lead.closed_at.unwrap_or(lead.created_at))]
    } else {
        passed
    };
    let left = passed.iter().skip(1).map(|(_, at)| Some(*at)).chain([None]);
    let stay = |((stage_id, entered_at), left_at): (&(LeadStageId, _), _)| stage_stay::Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id: lead.id,
        stage_id: *stage_id,
        entered_at: *entered_at,
        left_at,
    };
    passed.iter().zip(left).map(stay).collect()
}

fn touch_of(tx: &WorkspaceTx, lead_id: LeadId, row: TouchRow) -> touch::ActiveModel {
    touch::ActiveModel {
        id: Set(row.id.unwrap_or_else(|| tx.new_id())),
        workspace_id: Set(tx.workspace()),
        lead_id: Set(lead_id),
        kind: Set(row.kind),
        occurred_at: Set(row.occurred_at),
        channel_id: Set(row.channel_id),
        channel_named: Set(row.utm == Utm::default()),
        campaign_id: Set(row.campaign_id),
        form_id: Set(row.form_id),
        referral_code: Set(None),
        utm_source: Set(row.utm.source),
        utm_medium: Set(row.utm.medium),
        utm_campaign: Set(row.utm.campaign),
        utm_term: Set(row.utm.term),
        utm_content: Set(row.utm.content),
        referrer: Set(row.referrer),
        url: Set(row.url),
        click_ids: Set(ClickIds::default()),
        self_reported_source: Set(row.self_reported_source),
        message: Set(row.message),
        page_event: Set(None),
        created_at: Set(row.occurred_at),
    }
}
