//! Marketing and sales disagree about a lead: one says why, another decides and says why.

use super::{
    CriterionAnswer,
    review::{answer, check},
};
use crate::{
    entity::validity_dispute::{Column, Entity, Model},
    lead::load_for_change,
    words::Validity,
};
use chrono::{DateTime, Utc};
use identity::member::{self, MemberRef};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    filter::Many,
    ids::{LeadId, ValidityDisputeId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, QuerySelect,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

kernel::words! {
    /// What became of a dispute.
    pub enum DisputeState {
        /// Nobody has decided yet.
        Open = "open",
        /// The answers were corrected, and the lead is what was claimed.
        Accepted = "accepted",
        /// The lead stays what it was.
        Rejected = "rejected",
    }
}

/// A disagreement about whether a lead is valid.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ValidityDispute {
    pub id: ValidityDisputeId,
    pub lead_id: LeadId,
    /// What the lead was when the dispute began.
    pub disputed_validity: Validity,
    /// What it is said to be instead.
    pub claimed_validity: Validity,
    pub reason: String,
    pub state: DisputeState,
    /// Who began it; null for programs and members who left.
    pub opened_by: Option<MemberRef>,
    /// When it began.
    pub opened_at: DateTime<Utc>,
    /// Who decided it.
    pub resolved_by: Option<MemberRef>,
    /// When it was decided.
    pub resolved_at: Option<DateTime<Utc>>,
    /// Why it was decided so.
    pub resolution: Option<String>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewDispute {
    /// What the lead is instead of what it is taken for.
    pub claimed_validity: Validity,
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "The number belongs to a competitor")]
    pub reason: String,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ResolveDispute {
    /// Whether whoever disputes is right.
    pub accept: bool,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    pub resolution: String,
    /// The answers that are corrected, when it is accepted: they must make the lead what was claimed.
    #[serde(default)]
    #[validate(length(max = 4), nested)]
    #[schema(max_items = 4)]
    pub criteria: Vec<CriterionAnswer>,
}

/// Which disputes are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct DisputeFilter {
    /// States, separated by commas: `open`, `accepted`, `rejected`.
    #[param(value_type = Option<String>, example = "open")]
    pub state: Option<Many<DisputeState>>,
    pub lead_id: Option<LeadId>,
}

/// Disputes, newest first.
pub async fn disputes(
    tx: &WorkspaceTx,
    filter: &DisputeFilter,
    page: &PageRequest,
) -> Result<Page<ValidityDispute>, Error> {
    tx.require(Grant::LeadsRead)?;
    let states = filter.state.as_ref().map(|it| Column::State.is_in(it.0.iter().copied()));
    let condition = Condition::all()
        .add_option(states)
        .add_option(filter.lead_id.map(|id| Column::LeadId.eq(id)));
    let keyset = Keyset {
        sorts: &[Sort::by("opened_at", Column::OpenedAt)],
        default_sort: "-opened_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let data = std::mem::take(&mut rows.data);
    Ok(rows.with(views(tx, data).await?))
}

/// Disputes what a lead is taken for. A lead has one open dispute at most.
pub async fn open(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    input: NewDispute,
) -> Result<ValidityDispute, Error> {
    tx.require(Grant::LeadsWrite)?;
    let lead = load_for_change(tx, lead_id).await?;
    let mut findings = Findings::of(&input);
    let reason = findings.keep(customers::input::required("/reason", &input.reason));
    if input.claimed_validity == lead.validity {
        findings.add(FieldError::new("/claimed_validity", "not_allowed"));
    }
    findings.finish()?;
    if open_of(tx, lead_id).await?.is_some() {
        return Err(Error::wrong_state("a dispute about the lead is open", "该线索已有争议待处理"));
    }
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id,
        disputed_validity: lead.validity,
        claimed_validity: input.claimed_validity,
        reason: reason.unwrap_or_default(),
        state: DisputeState::Open,
        opened_by_id: tx.caller.member(),
        opened_at: tx.now(),
        resolved_by_id: None,
        resolved_at: None,
        resolution: None,
    };
    let row = row.into_active_model().reset_all().insert(&tx.db).await?;
    let validity_dispute_id = row.id;
    tx.record(DomainEvent::LeadValidityDisputed { lead_id, validity_dispute_id }).await?;
    view(tx, row).await
}

/// Decides a dispute. An accepted one corrects the answers until the lead is what was claimed.
pub async fn resolve(
    tx: &WorkspaceTx,
    id: ValidityDisputeId,
    input: ResolveDispute,
) -> Result<ValidityDispute, Error> {
    tx.require(Grant::LeadsWrite)?;
    let found = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let mut row = found.ok_or_else(|| Error::not_found("validity dispute"))?;
    let mut findings = Findings::of(&input);
    let resolution = findings.keep(customers::input::required("/resolution", &input.resolution));
    if !input.accept && !input.criteria.is_empty() {
        findings.add(FieldError::new("/criteria", "not_allowed"));
    }
    check(&input.criteria, findings, "/criteria")?;
    if row.state != DisputeState::Open {
        return Err(Error::wrong_state("the dispute was decided before", "该争议已处理"));
    }
    if input.accept {
        let lead = load_for_change(tx, row.lead_id).await?;
        let lead = answer(tx, lead, input.criteria).await?;
        if lead.validity != row.claimed_validity {
            let error = FieldError::new("/criteria", "not_as_claimed");
            return Err(Error::invalid(vec![error.with("validity", lead.validity.as_str())]));
        }
    }
    row.state = if input.accept { DisputeState::Accepted } else { DisputeState::Rejected };
    row.resolved_by_id = tx.caller.member();
    row.resolved_at = Some(tx.now());
    row.resolution = resolution;
    let row = row.into_active_model().reset_all().update(&tx.db).await?;
    tx.record(DomainEvent::LeadValidityDisputeResolved {
        lead_id: row.lead_id,
        validity_dispute_id: id,
        outcome: row.state.to_string(),
    })
    .await?;
    view(tx, row).await
}

/// The dispute about a lead that nobody has decided yet.
pub(super) async fn open_of(
    tx: &WorkspaceTx,
    lead_id: LeadId,
) -> Result<Option<ValidityDispute>, Error> {
    let open = Column::LeadId.eq(lead_id);
    let row = tx.find::<Entity>().filter(open).filter(Column::State.eq(DisputeState::Open));
    match row.one(&tx.db).await? {
        Some(row) => Ok(Some(view(tx, row).await?)),
        None => Ok(None),
    }
}

async fn view(tx: &WorkspaceTx, row: Model) -> Result<ValidityDispute, Error> {
    let mut views = views(tx, vec![row]).await?;
    views.pop().ok_or_else(|| Error::internal("one row makes one view"))
}

async fn views(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<ValidityDispute>, Error> {
    let members = rows.iter().flat_map(|row| [row.opened_by_id, row.resolved_by_id]);
    let members = member::refs(tx, members.flatten()).await?;
    let named = |id: Option<_>| id.and_then(|id| members.get(&id).cloned());
    let view = |row: Model| ValidityDispute {
        id: row.id,
        lead_id: row.lead_id,
        disputed_validity: row.disputed_validity,
        claimed_validity: row.claimed_validity,
        reason: row.reason,
        state: row.state,
        opened_by: named(row.opened_by_id),
        opened_at: row.opened_at,
        resolved_by: named(row.resolved_by_id),
        resolved_at: row.resolved_at,
        resolution: row.resolution,
    };
    Ok(rows.into_iter().map(view).collect())
}
