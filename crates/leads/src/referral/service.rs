//! Who sent whom, and what became of it.

use super::{
    AdvocateRef, ReferralProgramme, ReferralState, ReferralVerdict, Suspicions, advocate, facts,
    settle,
};
use crate::{
    entity::{
        lead,
        referral::{Column, Entity, Model},
    },
    lead::load as load_lead,
    ruleset,
    words::StatusType,
};
use chrono::{DateTime, Utc};
use customers::input;
use identity::member::{self, MemberRef};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    filter::Many,
    ids::{AdvocateId, LeadId, ReferralId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// The lead that was sent, as far as a list of referrals shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReferralLead {
    pub id: LeadId,
    pub name: Option<String>,
    pub company: Option<String>,
    pub status_type: StatusType,
}

/// That somebody sent us a lead.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Referral {
    pub id: ReferralId,
    pub advocate: AdvocateRef,
    pub lead: ReferralLead,
    pub state: ReferralState,
    /// Why it may not be an honest one; empty if nothing speaks against it.
    pub suspicions: Suspicions,
    /// Whether it waits for somebody to accept or refuse it: till then its rewards are not paid.
    pub needs_review: bool,
    pub verdict: Option<ReferralVerdict>,
    /// Why it was refused.
    pub verdict_note: Option<String>,
    pub verdict_by: Option<MemberRef>,
    /// When it was accepted or refused; null before.
    pub verdict_at: Option<DateTime<Utc>>,
    /// The version of the programme whose promises hold for it.
    pub programme_version: i64,
    /// When the lead came with the code; where somebody entered it, when the lead first came.
    pub referred_at: DateTime<Utc>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A referral that somebody of ours enters, of a lead that named no code.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewReferral {
    pub advocate_id: AdvocateId,
    pub lead_id: LeadId,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RefuseReferral {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "The same shop under another name")]
    pub note: String,
}

/// Which referrals are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct ReferralFilter {
    /// States, separated by commas.
    #[param(value_type = Option<String>, example = "qualified,won")]
    pub state: Option<Many<ReferralState>>,
    /// Those that wait for somebody to accept or refuse them, or the others.
    pub needs_review: Option<bool>,
    pub advocate_id: Option<AdvocateId>,
    pub lead_id: Option<LeadId>,
}

/// Referrals, newest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &ReferralFilter,
    page: &PageRequest,
) -> Result<Page<Referral>, Error> {
    tx.require(Grant::LeadsRead)?;
    let condition = Condition::all()
        .add_option(filter.state.as_ref().map(|it| Column::State.is_in(it.0.iter().copied())))
        .add_option(filter.needs_review.map(|needs| Column::NeedsReview.eq(needs)))
        .add_option(filter.advocate_id.map(|id| Column::AdvocateId.eq(id)))
        .add_option(filter.lead_id.map(|id| Column::LeadId.eq(id)));
    let keyset = Keyset {
        sorts: &[Sort::by("referred_at", Column::ReferredAt)],
        default_sort: "-referred_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let data = std::mem::take(&mut rows.data);
    Ok(rows.with(views(tx, data).await?))
}

pub async fn get(tx: &WorkspaceTx, id: ReferralId) -> Result<Referral, Error> {
    tx.require(Grant::LeadsRead)?;
    view(tx, load(tx, id).await?).await
}

/// Enters who sent a lead that came without a code. A lead has one referral.
pub async fn create(tx: &WorkspaceTx, input: NewReferral) -> Result<Referral, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut findings = Findings::default();
    let sender = advocate::load(tx, input.advocate_id).await;
    let sender = sender.map_err(|_| FieldError::new("/advocate_id", "not_found"));
    let sender = findings.keep(sender);
    let sent = load_lead(tx, input.lead_id).await;
    let sent = findings.keep(sent.map_err(|_| FieldError::new("/lead_id", "not_found")));
    let referred = tx.find::<Entity>().filter(Column::LeadId.eq(input.lead_id));
    if referred.one(&tx.db).await?.is_some() {
        findings.add(FieldError::new("/lead_id", "already_exists"));
    }
    findings.finish()?;
    let Some((sender, sent)) = sender.zip(sent) else {
        return Err(Error::internal("a referral without a finding"));
    };
    let known_before = facts::is_known(tx, &sent).await?;
    let new = New {
        advocate_id: sender.id,
        lead: &sent,
        programme_version: ruleset::current::<ReferralProgramme>(tx).await?.version,
        suspicions: facts::suspicions_of(tx, &sender, &sent, known_before).await?,
        referred_at: sent.first_touch_at,
    };
    let row = insert(tx, new).await?;
    settle::of_lead(tx, sent.id).await?;
    view(tx, load(tx, row.id).await?).await
}

/// Says that a referral which looked suspicious is an honest one, or that a refused one was refused wrongly.
pub async fn accept(tx: &WorkspaceTx, id: ReferralId) -> Result<Referral, Error> {
    tx.require(Grant::LeadsConfigure)?;
    decide(tx, id, ReferralVerdict::Accepted, None).await
}

/// Refuses a referral. What is not paid yet is cancelled.
pub async fn refuse(
    tx: &WorkspaceTx,
    id: ReferralId,
    input: RefuseReferral,
) -> Result<Referral, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let mut findings = Findings::of(&input);
    let note = findings.keep(input::required("/note", &input.note));
    findings.finish()?;
    decide(tx, id, ReferralVerdict::Refused, note).await
}

async fn decide(
    tx: &WorkspaceTx,
    id: ReferralId,
    verdict: ReferralVerdict,
    note: Option<String>,
) -> Result<Referral, Error> {
    let row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.verdict == Some(verdict) {
        return view(tx, row).await;
    }
    let lead_id = row.lead_id;
    let decided = Model {
        needs_review: false,
        verdict: Some(verdict),
        verdict_note: note,
        verdict_by_id: tx.caller.member(),
        verdict_at: Some(tx.now()),
        updated_at: tx.now(),
        version: row.version + 1,
        ..row
    };
    decided.into_active_model().reset_all().update(&tx.db).await?;
    let verdict = verdict.to_string();
    tx.record(DomainEvent::ReferralReviewed { referral_id: id, lead_id, verdict }).await?;
    settle::of_lead(tx, lead_id).await?;
    view(tx, load(tx, id).await?).await
}

/// What is known of a referral when it is made.
pub(super) struct New<'a> {
    pub advocate_id: AdvocateId,
    pub lead: &'a lead::Model,
    pub programme_version: i64,
    pub suspicions: Suspicions,
    pub referred_at: DateTime<Utc>,
}

pub(super) async fn insert(tx: &WorkspaceTx, new: New<'_>) -> Result<Model, Error> {
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        advocate_id: new.advocate_id,
        lead_id: new.lead.id,
        programme_version: new.programme_version,
        state: ReferralState::Pending,
        needs_review: !new.suspicions.0.is_empty(),
        suspicions: new.suspicions,
        verdict: None,
        verdict_note: None,
        verdict_by_id: None,
        verdict_at: None,
        referred_at: new.referred_at,
        qualified_at: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    let row = row.into_active_model().reset_all().insert(&tx.db).await?;
    let (referral_id, lead_id, advocate_id) = (row.id, row.lead_id, row.advocate_id);
    tx.record(DomainEvent::ReferralCreated { referral_id, lead_id, advocate_id }).await?;
    Ok(row)
}

async fn load(tx: &WorkspaceTx, id: ReferralId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("referral"))
}

async fn view(tx: &WorkspaceTx, row: Model) -> Result<Referral, Error> {
    let view = views(tx, vec![row]).await?.pop();
    view.ok_or_else(|| Error::internal("one row in, none out"))
}

async fn views(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<Referral>, Error> {
    let advocates = advocate::refs(tx, rows.iter().map(|row| row.advocate_id).collect()).await?;
    let members = member::refs(tx, rows.iter().filter_map(|row| row.verdict_by_id)).await?;
    let leads = leads(tx, rows.iter().map(|row| row.lead_id).collect()).await?;
    let view = |row: Model| -> Option<Referral> {
        Some(Referral {
            advocate: advocates.get(&row.advocate_id)?.clone(),
            lead: leads.get(&row.lead_id)?.clone(),
            id: row.id,
            state: row.state,
            suspicions: row.suspicions,
            needs_review: row.needs_review,
            verdict: row.verdict,
            verdict_note: row.verdict_note,
            verdict_by: row.verdict_by_id.and_then(|id| members.get(&id).cloned()),
            verdict_at: row.verdict_at,
            programme_version: row.programme_version,
            referred_at: row.referred_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    };
    // Foreign keys keep both sides there.
    let views = rows.into_iter().map(view).collect::<Option<_>>();
    views.ok_or_else(|| Error::internal("a referral without its lead or advocate"))
}

/// The leads of a page, with one query.
pub(super) async fn leads(
    tx: &WorkspaceTx,
    ids: Vec<LeadId>,
) -> Result<HashMap<LeadId, ReferralLead>, Error> {
    let rows = tx.find::<lead::Entity>().filter(lead::Column::Id.is_in(ids)).all(&tx.db).await?;
    let leads = rows.into_iter().map(|row| {
        let (id, status_type) = (row.id, row.status_type);
        (id, ReferralLead { id, name: row.name, company: row.company, status_type })
    });
    Ok(leads.collect())
}
