//! Somebody answers the criteria of a lead.

use super::{
    Answer, Answers, Criterion, ValidityDispute, ValidityPolicy, decide, dispute, policy::current,
};
use crate::{
    entity::{
        lead,
        lead_review::{Column, Entity, Model},
    },
    lead::{load, load_for_change, save},
    words::Validity,
};
use chrono::{DateTime, Utc};
use customers::input::text;
use identity::member::{self, MemberRef};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{LeadId, MemberId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;
use validator::Validate;

/// What is known of one criterion of a lead.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CriterionReview {
    pub criterion: Criterion,
    pub answer: Answer,
    /// What the answer rests on.
    pub evidence: Option<String>,
    /// Who answered; null for programs, members who left, and where nobody has.
    pub reviewer: Option<MemberRef>,
    /// Null where nobody has answered.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// Whether the policy needs a yes here before the lead is valid.
    pub must_be_yes: bool,
    /// Whether a no here makes the lead invalid.
    pub must_not_be_no: bool,
}

/// Whether a lead is valid, and why.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadValidity {
    pub validity: Validity,
    /// All four, in their order.
    #[schema(min_items = 4, max_items = 4)]
    pub criteria: Vec<CriterionReview>,
    /// The dispute that is open; null if nobody disputes it.
    pub dispute: Option<ValidityDispute>,
}

/// An answer to one criterion.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CriterionAnswer {
    pub criterion: Criterion,
    pub answer: Answer,
    /// What it rests on; needed for a no, so that nobody is sorted out without a word.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000, example = "Owner of two shops; called on 21 November")]
    pub evidence: Option<String>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReviewLead {
    /// The criteria that are answered, each once; the others stay as they are.
    #[validate(length(min = 1, max = 4), nested)]
    #[schema(min_items = 1, max_items = 4)]
    pub criteria: Vec<CriterionAnswer>,
}

pub async fn get(tx: &WorkspaceTx, id: LeadId) -> Result<LeadValidity, Error> {
    tx.require(Grant::LeadsRead)?;
    let lead = load(tx, id).await?;
    view(tx, &lead).await
}

/// Answers criteria of a lead, and decides by the policy whether it is valid.
pub async fn review(
    tx: &WorkspaceTx,
    id: LeadId,
    input: ReviewLead,
) -> Result<LeadValidity, Error> {
    tx.require(Grant::LeadsWrite)?;
    let lead = load_for_change(tx, id).await?;
    check(&input.criteria, Findings::of(&input), "/criteria")?;
    let lead = answer(tx, lead, input.criteria).await?;
    view(tx, &lead).await
}

/// Refuses criteria that are answered twice, and a no without a word.
pub(super) fn check(
    answers: &[CriterionAnswer],
    mut findings: Findings,
    pointer: &str,
) -> Result<(), Error> {
    for (place, given) in answers.iter().enumerate() {
        let at = |field: &str| format!("{pointer}/{place}/{field}");
        if answers[..place].iter().any(|other| other.criterion == given.criterion) {
            findings.add(FieldError::new(at("criterion"), "duplicate"));
        }
        let says_nothing = given.evidence.as_deref().is_none_or(|text| text.trim().is_empty());
        if given.answer == Answer::No && says_nothing {
            findings.add(FieldError::new(at("evidence"), "required"));
        }
    }
    findings.finish()
}

/// Adds answers that were checked. An answer that says the same again adds nothing.
pub(super) async fn answer(
    tx: &WorkspaceTx,
    lead: lead::Model,
    answers: Vec<CriterionAnswer>,
) -> Result<lead::Model, Error> {
    let known = latest(tx, lead.id).await?;
    let (mut before, mut after) = (Map::new(), Map::new());
    let mut rows = Vec::new();
    for given in answers {
        let evidence = text(given.evidence);
        let old = known.get(&given.criterion);
        if old.is_some_and(|old| old.answer == given.answer && old.evidence == evidence) {
            continue;
        }
        let key = given.criterion.to_string();
        before.insert(key.clone(), json!(old.map(|old| old.answer)));
        after.insert(key, json!(given.answer));
        let row = Model {
            id: tx.new_id(),
            workspace_id: tx.workspace(),
            lead_id: lead.id,
            criterion: given.criterion,
            answer: given.answer,
            evidence,
            member_id: tx.caller.member(),
            reviewed_at: tx.now(),
        };
        rows.push(row.into_active_model().reset_all());
    }
    if rows.is_empty() {
        return Ok(lead);
    }
    Entity::insert_many(rows).exec_without_returning(&tx.db).await?;
    let changes = Changes::between(&before, &after);
    tx.record_change(DomainEvent::LeadReviewed { lead_id: lead.id }, changes).await?;
    refresh(tx, lead).await
}

/// Decides once more, after answers came, went along with a merge, or the policy changed. The lead is held.
pub(crate) async fn refresh(tx: &WorkspaceTx, lead: lead::Model) -> Result<lead::Model, Error> {
    let known = latest(tx, lead.id).await?;
    let answers: Answers = known.values().map(|row| (row.criterion, row.answer)).collect();
    let validity = decide(&current(tx).await?, &answers);
    if validity == lead.validity {
        return Ok(lead);
    }
    let previous = lead.validity;
    let saved = save(tx, lead::Model { validity, ..lead }).await?;
    tx.record(DomainEvent::LeadValidityChanged {
        lead_id: saved.id,
        validity: validity.to_string(),
        previous_validity: previous.to_string(),
    })
    .await?;
    Ok(saved)
}

/// The answer that holds, by criterion: the latest one, of several at the same instant the last one written.
async fn latest(tx: &WorkspaceTx, lead_id: LeadId) -> Result<BTreeMap<Criterion, Model>, Error> {
    let rows = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    let rows = rows.order_by_asc(Column::ReviewedAt).order_by_asc(Column::Id);
    Ok(rows.all(&tx.db).await?.into_iter().map(|row| (row.criterion, row)).collect())
}

pub(super) async fn view(tx: &WorkspaceTx, lead: &lead::Model) -> Result<LeadValidity, Error> {
    let policy = current(tx).await?;
    let known = latest(tx, lead.id).await?;
    let reviewers = member::refs(tx, known.values().filter_map(|row| row.member_id)).await?;
    let criteria = Criterion::ALL.iter().map(|it| one(*it, known.get(it), &policy, &reviewers));
    Ok(LeadValidity {
        validity: lead.validity,
        criteria: criteria.collect(),
        dispute: dispute::open_of(tx, lead.id).await?,
    })
}

fn one(
    criterion: Criterion,
    row: Option<&Model>,
    policy: &ValidityPolicy,
    reviewers: &HashMap<MemberId, MemberRef>,
) -> CriterionReview {
    CriterionReview {
        criterion,
        answer: row.map_or(Answer::Unknown, |row| row.answer),
        evidence: row.and_then(|row| row.evidence.clone()),
        reviewer: row.and_then(|row| reviewers.get(&row.member_id?).cloned()),
        reviewed_at: row.map(|row| row.reviewed_at),
        must_be_yes: policy.must_be_yes.contains(&criterion),
        must_not_be_no: policy.must_not_be_no.contains(&criterion),
    }
}
