//! The decision chain of a lead: who decides, who pays, who has to be won over, and what matters to each. When the lead
//! becomes a customer they become people of the account.

use crate::{
    entity::lead_contact::{Column, Entity, Model},
    lead::{Mask, load, load_for_change},
};
use chrono::{DateTime, Utc};
use customers::{
    affiliation::{DecisionRole, NewAffiliation},
    input::{self, masked_wechat},
    person::{self, NewPerson},
    settings,
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, WorkspaceTx,
    email::Email,
    ids::{AccountId, LeadContactId, LeadId},
    patch::Patch,
    phone::Phone,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, PaginatorTrait as _, QueryFilter,
    QueryOrder as _,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Small businesses decide in small circles.
const MOST: u64 = 30;
const USUAL_SAY: i32 = 1;

/// Somebody in the decision chain. Without the grant `leads:contact` phone, e-mail and WeChat are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LeadContact {
    pub id: LeadContactId,
    pub lead_id: LeadId,
    pub name: String,
    pub title: Option<String>,
    pub role: DecisionRole,
    /// What matters to them in buying.
    pub concern: Option<String>,
    /// How much they have to say, 0 to 3.
    pub say: i32,
    /// In E.164, or masked.
    pub phone: Option<String>,
    pub email: Option<String>,
    pub wechat: Option<String>,
    pub note: Option<String>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewLeadContact {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "李芳")]
    pub name: String,
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "老板娘")]
    pub title: Option<String>,
    /// `influencer` unless said otherwise.
    pub role: Option<DecisionRole>,
    /// What matters to them in buying.
    #[validate(length(max = 500))]
    #[schema(max_length = 500, example = "Whether the cashiers can use it")]
    pub concern: Option<String>,
    /// How much they have to say, 0 to 3; 1 unless said otherwise.
    #[validate(range(min = 0, max = 3))]
    #[schema(minimum = 0, maximum = 3)]
    pub say: Option<i32>,
    /// As people write it; kept in E.164.
    #[validate(length(max = 64))]
    #[schema(max_length = 64)]
    pub phone: Option<String>,
    #[validate(length(max = 254))]
    #[schema(max_length = 254)]
    pub email: Option<String>,
    #[validate(length(max = 64))]
    #[schema(max_length = 64)]
    pub wechat: Option<String>,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct LeadContactPatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub name: Patch<String>,
    #[validate(length(max = 100))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub title: Patch<String>,
    /// What they have to do with buying.
    #[schema(value_type = Option<DecisionRole>)]
    pub role: Patch<DecisionRole>,
    #[validate(length(max = 500))]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub concern: Patch<String>,
    #[validate(range(min = 0, max = 3))]
    #[schema(value_type = Option<i32>, minimum = 0, maximum = 3)]
    pub say: Patch<i32>,
    #[validate(length(max = 64))]
    #[schema(value_type = Option<String>, max_length = 64)]
    pub phone: Patch<String>,
    #[validate(length(max = 254))]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Patch<String>,
    #[validate(length(max = 64))]
    #[schema(value_type = Option<String>, max_length = 64)]
    pub wechat: Patch<String>,
    #[validate(length(max = 2000))]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub note: Patch<String>,
}

impl LeadContact {
    fn new(row: Model, mask: Mask) -> Self {
        let clear = mask == Mask::Clear;
        Self {
            id: row.id,
            lead_id: row.lead_id,
            name: row.name,
            title: row.title,
            role: row.role,
            concern: row.concern,
            say: row.say,
            phone: row.phone.map(|it| if clear { it.to_string() } else { it.masked() }),
            email: row.email.map(|it| if clear { it.to_string() } else { it.masked() }),
            wechat: row.wechat.map(|it| if clear { it } else { masked_wechat(&it) }),
            note: row.note,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// The decision chain of a lead: those with more to say first. At most 30.
pub async fn list(tx: &WorkspaceTx, lead_id: LeadId) -> Result<Vec<LeadContact>, Error> {
    tx.require(Grant::LeadsRead)?;
    load(tx, lead_id).await?;
    let mask = Mask::for_caller(tx);
    Ok(rows(tx, lead_id).await?.into_iter().map(|row| LeadContact::new(row, mask)).collect())
}

pub async fn add(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    input: NewLeadContact,
) -> Result<LeadContact, Error> {
    tx.require(Grant::LeadsWrite)?;
    load_for_change(tx, lead_id).await?;
    let region = settings::of_workspace(tx).await?.region;
    let mut findings = Findings::of(&input);
    let name = findings.keep(input::required("/name", &input.name)).unwrap_or_default();
    let phone = findings.keep(input::phone("/phone", input.phone.as_deref(), region)).flatten();
    let email = findings.keep(input::email("/email", input.email.as_deref())).flatten();
    let known = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id)).count(&tx.db).await?;
    if known >= MOST {
        findings.add(FieldError::new("", "too_many").with("max", MOST));
    }
    findings.finish()?;
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id,
        name,
        title: input::text(input.title),
        role: input.role.unwrap_or(DecisionRole::Influencer),
        concern: input::text(input.concern),
        say: input.say.unwrap_or(USUAL_SAY),
        phone,
        email,
        wechat: input::text(input.wechat),
        note: input::text(input.note),
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    let saved = row.into_active_model().reset_all().insert(&tx.db).await?;
    tx.record(DomainEvent::LeadContactAdded { lead_id, lead_contact_id: saved.id }).await?;
    Ok(LeadContact::new(saved, Mask::for_caller(tx)))
}

pub async fn update(
    tx: &WorkspaceTx,
    id: LeadContactId,
    patch: LeadContactPatch,
) -> Result<LeadContact, Error> {
    tx.require(Grant::LeadsWrite)?;
    let before = find(tx, id).await?;
    tx.expect_version(before.version)?;
    let region = settings::of_workspace(tx).await?.region;
    let mut findings = Findings::of(&patch);
    let mut after = before.clone();
    if let Some(text) = patch.phone.into_change() {
        let phone = input::phone("/phone", text.as_deref(), region);
        after.phone = findings.keep(phone).flatten();
    }
    if let Some(text) = patch.email.into_change() {
        after.email = findings.keep(input::email("/email", text.as_deref())).flatten();
    }
    findings.finish()?;
    input::patched(patch.title).apply(&mut after.title);
    input::patched(patch.concern).apply(&mut after.concern);
    input::patched(patch.wechat).apply(&mut after.wechat);
    input::patched(patch.note).apply(&mut after.note);
    crate::patching::all_applied([
        ("/name", patch.name.apply_required(&mut after.name)),
        ("/role", patch.role.apply_required(&mut after.role)),
        ("/say", patch.say.apply_required(&mut after.say)),
    ])?;
    let mask = Mask::for_caller(tx);
    if after == before {
        return Ok(LeadContact::new(before, mask));
    }
    let view = |row: &Model| LeadContact::new(row.clone(), Mask::Clear);
    let changes = Changes::between(&view(&before), &view(&after));
    after.version += 1;
    after.updated_at = tx.now();
    let saved = after.into_active_model().reset_all().update(&tx.db).await?;
    let event =
        DomainEvent::LeadContactUpdated { lead_id: saved.lead_id, lead_contact_id: saved.id };
    tx.record_change(event, changes.conceal(crate::lead::CONTACT_FIELDS)).await?;
    Ok(LeadContact::new(saved, mask))
}

pub async fn remove(tx: &WorkspaceTx, id: LeadContactId) -> Result<(), Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = find(tx, id).await?;
    tx.delete::<Entity>().filter(Column::Id.eq(id)).exec(&tx.db).await?;
    let lead_id = row.lead_id;
    tx.record(DomainEvent::LeadContactRemoved { lead_id, lead_contact_id: id }).await
}

/// Makes people of an account of everybody in the chain.
pub(crate) async fn become_people(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    account_id: AccountId,
) -> Result<(), Error> {
    for contact in rows(tx, lead_id).await? {
        let part = NewAffiliation {
            account_id,
            role: Some(contact.role),
            title: contact.title.clone(),
            concern: contact.concern,
            say: Some(contact.say),
            is_primary: false,
        };
        let person = NewPerson {
            name: contact.name,
            title: contact.title,
            phone: contact.phone.as_ref().map(Phone::to_string),
            email: contact.email.as_ref().map(Email::to_string),
            wechat: contact.wechat,
            accounts: vec![part].into(),
            ..NewPerson::default()
        };
        person::create(tx, person).await?;
    }
    Ok(())
}

async fn rows(tx: &WorkspaceTx, lead_id: LeadId) -> Result<Vec<Model>, Error> {
    let rows = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    Ok(rows.order_by_desc(Column::Say).order_by_asc(Column::Id).all(&tx.db).await?)
}

async fn find(tx: &WorkspaceTx, id: LeadContactId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("lead contact"))
}
