//! When a lead counts as valid: the workspace's policy over the four criteria.

use super::{Criterion, review};
use crate::{
    entity::{
        lead_review,
        validity_policy::{Entity, Model},
    },
    lead::load_many_for_change,
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Enqueue as _, JobSpec, Perform, Record as _, Run, When};
use kernel::{Changes, Error, FieldError, Findings, Grant, WorkspaceTx, ids::LeadId, patch::Patch};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, FromJsonQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};
use std::ops::Deref;
use utoipa::ToSchema;
use validator::Validate;

const LEADS_PER_TRANSACTION: u64 = 200;

/// Criteria, each once.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult,
)]
#[serde(transparent)]
pub struct CriteriaList(pub Vec<Criterion>);

impl Deref for CriteriaList {
    type Target = [Criterion];

    fn deref(&self) -> &[Criterion] {
        &self.0
    }
}

/// When a lead counts as valid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ValidityPolicy {
    /// All of these must be answered with yes before a lead is valid.
    #[schema(max_items = 4)]
    pub must_be_yes: CriteriaList,
    /// One of these answered with no makes a lead invalid.
    #[schema(max_items = 4)]
    pub must_not_be_no: CriteriaList,
    /// 0 until somebody changed it.
    pub version: i64,
    pub updated_at: Option<DateTime<Utc>>,
}

impl ValidityPolicy {
    /// Decision maker and intent must be there, and nothing may speak against the lead.
    pub fn usual() -> Self {
        Self {
            must_be_yes: CriteriaList(vec![Criterion::DecisionMaker, Criterion::Intent]),
            must_not_be_no: CriteriaList(Criterion::ALL.to_vec()),
            version: 0,
            updated_at: None,
        }
    }
}

impl From<Model> for ValidityPolicy {
    fn from(row: Model) -> Self {
        Self {
            must_be_yes: row.must_be_yes,
            must_not_be_no: row.must_not_be_no,
            version: row.version,
            updated_at: Some(row.updated_at),
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ValidityPolicyPatch {
    /// At least one: where nothing is needed, everybody would be valid.
    #[validate(length(max = 4))]
    #[schema(value_type = Option<Vec<Criterion>>, min_items = 1, max_items = 4)]
    pub must_be_yes: Patch<Vec<Criterion>>,
    /// Those of which a no makes a lead invalid.
    #[validate(length(max = 4))]
    #[schema(value_type = Option<Vec<Criterion>>, max_items = 4)]
    pub must_not_be_no: Patch<Vec<Criterion>>,
}

pub async fn policy(tx: &WorkspaceTx) -> Result<ValidityPolicy, Error> {
    tx.require(Grant::LeadsRead)?;
    current(tx).await
}

pub(super) async fn current(tx: &WorkspaceTx) -> Result<ValidityPolicy, Error> {
    let row = tx.find::<Entity>().one(&tx.db).await?;
    Ok(row.map_or_else(ValidityPolicy::usual, ValidityPolicy::from))
}

/// Changes the policy. Leads that were reviewed are decided anew by a job.
pub async fn update_policy(
    tx: &WorkspaceTx,
    patch: ValidityPolicyPatch,
) -> Result<ValidityPolicy, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let row = tx.find::<Entity>().lock_exclusive().one(&tx.db).await?;
    let before = row.clone().map_or_else(ValidityPolicy::usual, ValidityPolicy::from);
    tx.expect_version(before.version)?;
    let mut findings = Findings::of(&patch);
    if patch.must_be_yes.value().is_some_and(Vec::is_empty) {
        findings.add(FieldError::new("/must_be_yes", "too_few").with("min", 1));
    }
    findings.finish()?;
    let mut after = before.clone();
    crate::patching::all_applied([
        ("/must_be_yes", patch.must_be_yes.apply_required(&mut after.must_be_yes.0)),
        ("/must_not_be_no", patch.must_not_be_no.apply_required(&mut after.must_not_be_no.0)),
    ])?;
    for list in [&mut after.must_be_yes.0, &mut after.must_not_be_no.0] {
        list.sort_unstable();
        list.dedup();
    }
    if after == before {
        return Ok(before);
    }
    let changes = Changes::between(&before, &after);
    let saved = Model {
        id: row.as_ref().map_or_else(|| tx.new_id(), |row| row.id),
        workspace_id: tx.workspace(),
        must_be_yes: after.must_be_yes,
        must_not_be_no: after.must_not_be_no,
        created_at: row.as_ref().map_or(tx.now(), |row| row.created_at),
        updated_at: tx.now(),
        version: before.version + 1,
    };
    let changed = saved.into_active_model().reset_all();
    let saved =
        if row.is_some() { changed.update(&tx.db).await? } else { changed.insert(&tx.db).await? };
    tx.record_change(DomainEvent::ValidityPolicyUpdated { workspace_id: tx.workspace() }, changes)
        .await?;
    tx.enqueue(&Reevaluate { policy_version: saved.version }, When::Now).await?;
    Ok(saved.into())
}

/// Decides the leads that were reviewed once more, by the policy of now.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reevaluate {
    policy_version: i64,
}

impl JobSpec for Reevaluate {
    const KIND: &'static str = "leads.reevaluate";
}

/// Does [`Reevaluate`], some leads in a transaction.
pub struct Reevaluator;

#[async_trait::async_trait]
impl Perform for Reevaluator {
    type Job = Reevaluate;

    async fn perform(&self, _: Reevaluate, run: &Run) -> Result<(), Error> {
        let mut after = None;
        loop {
            let tx = run.write().await?;
            let leads = reviewed_after(&tx, after).await?;
            let Some(last) = leads.last().copied() else { return Ok(()) };
            for lead in load_many_for_change(&tx, &leads).await? {
                review::refresh(&tx, lead).await?;
            }
            tx.commit().await?;
            after = Some(last);
        }
    }
}

async fn reviewed_after(tx: &WorkspaceTx, after: Option<LeadId>) -> Result<Vec<LeadId>, Error> {
    use lead_review::Column as Of;
    let select = tx.find::<lead_review::Entity>().select_only().column(Of::LeadId).distinct();
    let select = match after {
        Some(after) => select.filter(Of::LeadId.gt(after)),
        None => select,
    };
    let ordered = select.order_by_asc(Of::LeadId).limit(LEADS_PER_TRANSACTION);
    Ok(ordered.into_tuple().all(&tx.db).await?)
}
