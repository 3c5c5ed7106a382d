//! Reading leads in order to change them, and writing them back.

use crate::{
    entity::{
        lead::{Column, Entity, Model},
        lead_stage,
    },
    lead::{Consent, Tags, contact::Contact, rank},
    words::{LostReason, Validity},
};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Changes, Error, OnConflict as _, WorkspaceTx,
    email::Email,
    ids::{CampaignId, ChannelId, LeadId, LeadStageId, MemberId},
    money::Money,
    phone::Phone,
};
use language::company::CompanyName;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the audit trail must not keep.
pub(crate) const CONTACT_FIELDS: &[&str] = &["phone", "email", "wechat"];

/// What people know of a lead and may change: compared for the audit trail, united by a merge, put back when a
/// merge is undone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Fields {
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
    pub attributes: Value,
    pub consent: Option<Consent>,
    pub owner_id: Option<MemberId>,
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub expected_amount: Option<Money>,
    pub expected_close_on: Option<NaiveDate>,
    pub first_touch_at: DateTime<Utc>,
    pub last_touch_at: DateTime<Utc>,
    pub stage_id: LeadStageId,
    pub lost_reason: Option<LostReason>,
    pub lost_note: Option<String>,
}

impl Fields {
    pub fn of(row: &Model) -> Self {
        Self {
            external_id: row.external_id.clone(),
            name: row.name.clone(),
            company: row.company.clone(),
            title: row.title.clone(),
            phone: row.phone.clone(),
            email: row.email.clone(),
            wechat: row.wechat.clone(),
            industry: row.industry.clone(),
            city: row.city.clone(),
            region: row.region.clone(),
            employees: row.employees,
            note: row.note.clone(),
            tags: row.tags.clone(),
            attributes: row.attributes.clone(),
            consent: row.consent.clone(),
            owner_id: row.owner_id,
            channel_id: row.channel_id,
            campaign_id: row.campaign_id,
            expected_amount: expected_amount(row),
            expected_close_on: row.expected_close_on,
            first_touch_at: row.first_touch_at,
            last_touch_at: row.last_touch_at,
            stage_id: row.stage_id,
            lost_reason: row.lost_reason,
            lost_note: row.lost_note.clone(),
        }
    }

    /// Writes all of them but the stage, which moves along with what depends on it.
    pub fn apply(self, row: &mut Model) {
        row.external_id = self.external_id;
        row.name = self.name;
        row.company = self.company;
        row.title = self.title;
        row.phone = self.phone;
        row.email = self.email;
        row.wechat = self.wechat;
        row.industry = self.industry;
        row.city = self.city;
        row.region = self.region;
        row.employees = self.employees;
        row.note = self.note;
        row.tags = self.tags;
        row.attributes = self.attributes;
        row.consent = self.consent;
        row.owner_id = self.owner_id;
        row.channel_id = self.channel_id;
        row.campaign_id = self.campaign_id;
        row.expected_amount = self.expected_amount.map(Money::amount);
        row.expected_currency = self.expected_amount.map(Money::currency);
        row.expected_close_on = self.expected_close_on;
        row.first_touch_at = self.first_touch_at;
        row.last_touch_at = self.last_touch_at;
    }
}

/// A lead that says nothing yet, in the stage where it begins.
pub(crate) fn blank(tx: &WorkspaceTx, stage: &lead_stage::Model) -> Model {
    Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
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
        tags: Tags::default(),
        attributes: Value::Object(serde_json::Map::new()),
        consent: None,
        stage_id: stage.id,
        status_type: stage.status_type,
        stage_position: stage.position,
        validity: Validity::Unknown,
        last_activity_at: None,
        board_rank: rank::on_top(tx.now()),
        owner_id: None,
        pool_key: None,
        pooled_at: None,
        owned_since: None,
        protected_until: None,
        warned_at: None,
        escalated_at: None,
        waiting_since: None,
        waiting_reason: None,
        response_state: None,
        response_due_at: None,
        channel_id: None,
        campaign_id: None,
        first_touch_at: tx.now(),
        last_touch_at: tx.now(),
        account_id: None,
        person_id: None,
        expected_amount: None,
        expected_currency: None,
        expected_close_on: None,
        lost_reason: None,
        lost_note: None,
        lost_from_stage_id: None,
        won_at: None,
        closed_at: None,
        merged_into_id: None,
        archived_at: None,
        sort_name: String::new(),
        company_key: None,
        search_text: String::new(),
        contact_text: String::new(),
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    }
}

/// What the lead is expected to pay in the first year.
pub(crate) fn expected_amount(row: &Model) -> Option<Money> {
    let (amount, currency) = row.expected_amount.zip(row.expected_currency)?;
    Money::new(amount, currency).ok()
}

/// What differs, for the audit trail. Of contact data it keeps whether there was any, for those who must know what a lead
/// was at a time.
pub(crate) fn changes(before: &Model, after: &Model) -> Changes {
    let audited = |row: &Model| Audited {
        has_phone: row.phone.is_some(),
        has_email: row.email.is_some(),
        has_wechat: row.wechat.is_some(),
        fields: Fields::of(row),
    };
    Changes::between(&audited(before), &audited(after)).conceal(CONTACT_FIELDS)
}

#[derive(Serialize)]
struct Audited {
    #[serde(flatten)]
    fields: Fields,
    has_phone: bool,
    has_email: bool,
    has_wechat: bool,
}

pub(crate) async fn load(tx: &WorkspaceTx, id: LeadId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("lead"))
}

/// The lead, held until the transaction ends, so that two changes come one after the other. On SQLite there is
/// one writer anyway.
pub(crate) async fn load_for_change(tx: &WorkspaceTx, id: LeadId) -> Result<Model, Error> {
    let found = load_many_for_change(tx, &[id]).await?.pop();
    let row = found.ok_or_else(|| Error::not_found("lead"))?;
    tx.expect_version(row.version)?;
    if row.merged_into_id.is_some() {
        return Err(Error::wrong_state(
            "the lead was merged into another one",
            "该线索已合并到其他线索",
        ));
    }
    Ok(row)
}

/// In the order of their ids, whatever the order they were named in: two bulk edits never wait for each other.
pub(crate) async fn load_many_for_change(
    tx: &WorkspaceTx,
    ids: &[LeadId],
) -> Result<Vec<Model>, Error> {
    let select = tx.find::<Entity>().filter(Column::Id.is_in(ids.iter().copied()));
    Ok(select.order_by_asc(Column::Id).lock_exclusive().all(&tx.db).await?)
}

/// Writes a changed lead under its next version.
pub(crate) async fn save(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    derive_columns(&mut row);
    row.version += 1;
    row.updated_at = tx.now();
    let changed = row.into_active_model().reset_all();
    changed.update(&tx.db).await.or_conflict("lead", "/external_id")
}

/// What is kept for sorting and searching follows from the rest.
pub(crate) fn derive_columns(row: &mut Model) {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let shown = row.name.as_ref().or(row.company.as_ref());
    row.sort_name = shown.map(|name| kernel::text::sort_key(name)).unwrap_or_default();
    let company = row.company.as_deref().map(CompanyName::read);
    row.company_key = company.as_ref().and_then(CompanyName::key).map(str::to_owned);
    row.search_text = kernel::text::search_text([
        text(&row.name).as_str(),
        text(&row.company).as_str(),
        text(&row.external_id).as_str(),
    ]);
    let contact =
        Contact { phone: row.phone.clone(), email: row.email.clone(), wechat: row.wechat.clone() };
    row.contact_text = contact.search_text();
}
