//! One change of many leads: of those named, at once; of all for which a filter holds, as an operation.

use crate::{
    entity::lead::Model,
    lead::{
        LeadFilter, Move,
        archive::archive_row,
        assign::{assign_row, check_owner},
        list::rows_after,
        moving::{Target, move_row},
        store::load_many_for_change,
    },
    routing::Desk,
    words::LostReason,
};
use customers::account::{BulkFailure, BulkResult};
use jobs::{
    Enqueue as _, JobSpec, Perform, Run, When,
    operation::{self, Operation, Outcome, Progress},
};
use kernel::{
    Actor, Caller, Error, FieldError, Findings, Grant, Grants, WorkspaceTx,
    ids::{ApiKeyId, LeadId, LeadStageId, MemberId, OperationId, OperatorId},
};
use sea_orm::PaginatorTrait as _;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

/// Leads that one request may name.
const MAX_LEADS: usize = 500;
/// Leads of one transaction of an operation.
const BATCH: u64 = 200;

/// Gives many leads one owner. Either `lead_ids` or `filter`.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct BulkAssign {
    /// At most 500, changed at once.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub lead_ids: Option<Vec<LeadId>>,
    /// All leads for which it holds, changed by an operation.
    pub filter: Option<LeadFilter>,
    /// A member; null takes the leads away from their owners.
    pub owner_id: Option<MemberId>,
}

/// Moves many leads to one stage. Either `lead_ids` or `filter`.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct BulkMove {
    /// At most 500, changed at once.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub lead_ids: Option<Vec<LeadId>>,
    /// All leads for which it holds, changed by an operation.
    pub filter: Option<LeadFilter>,
    pub stage_id: LeadStageId,
    /// Needed for a stage of type `lost`.
    pub lost_reason: Option<LostReason>,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub lost_note: Option<String>,
}

/// Archives many leads. Either `lead_ids` or `filter`.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct BulkArchive {
    /// At most 500, changed at once.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub lead_ids: Option<Vec<LeadId>>,
    /// All leads for which it holds, changed by an operation.
    pub filter: Option<LeadFilter>,
}

/// Which leads to change.
#[derive(Clone, Debug)]
pub enum Selection {
    Ids(Vec<LeadId>),
    Filter(Box<LeadFilter>),
}

/// What to do with each of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Edit {
    Assign { owner_id: Option<MemberId> },
    Move { to: Move },
    Archive,
}

impl BulkAssign {
    pub fn into_parts(self) -> Result<(Selection, Edit), Error> {
        let edit = Edit::Assign { owner_id: self.owner_id };
        Ok((selection(Findings::of(&self), self.lead_ids, self.filter)?, edit))
    }
}

impl BulkMove {
    pub fn into_parts(self) -> Result<(Selection, Edit), Error> {
        let findings = Findings::of(&self);
        let to = Move {
            stage_id: self.stage_id,
            lost_reason: self.lost_reason,
            lost_note: self.lost_note,
            before_lead_id: None,
            next_step: None,
        };
        Ok((selection(findings, self.lead_ids, self.filter)?, Edit::Move { to }))
    }
}

impl BulkArchive {
    pub fn into_parts(self) -> Result<(Selection, Edit), Error> {
        Ok((selection(Findings::of(&self), self.lead_ids, self.filter)?, Edit::Archive))
    }
}

fn selection(
    mut findings: Findings,
    ids: Option<Vec<LeadId>>,
    filter: Option<LeadFilter>,
) -> Result<Selection, Error> {
    if ids.is_some() == filter.is_some() {
        let code = if ids.is_some() { "not_both" } else { "one_of_required" };
        findings.add(FieldError::new("", code).with("fields", vec!["lead_ids", "filter"]));
    }
    if let Some(Error::Refused { fields, .. }) = filter.as_ref().and_then(|it| it.check().err()) {
        let fields = fields.into_iter();
        findings.extend(
            fields.map(|it| FieldError { pointer: format!("/filter{}", it.pointer), ..it }),
        );
    }
    findings.finish()?;
    match (ids, filter) {
        (Some(ids), _) => Ok(Selection::Ids(ids)),
        (None, Some(filter)) => Ok(Selection::Filter(Box::new(filter))),
        (None, None) => Err(Error::internal("a selection of nothing without a finding")),
    }
}

/// Changes the leads that are named. Those that can't be changed are named in turn; the rest is done.
pub async fn edit_by_ids(
    tx: &WorkspaceTx,
    mut ids: Vec<LeadId>,
    edit: &Edit,
) -> Result<BulkResult, Error> {
    tx.require(Grant::LeadsWrite)?;
    if ids.len() > MAX_LEADS {
        let error = FieldError::new("/lead_ids", "too_many").with("max", MAX_LEADS);
        return Err(Error::invalid(vec![error]));
    }
    ids.sort_unstable();
    ids.dedup();
    let mut checked = Checked::of(tx, edit).await?;
    let rows = load_many_for_change(tx, &ids).await?;
    let missing = ids.iter().filter(|id| !rows.iter().any(|row| row.id == **id));
    let mut failed: Vec<_> = missing.map(|id| failure(*id, "not_found")).collect();
    let mut updated = 0;
    for (n, row) in (0..).zip(rows) {
        let id = row.id;
        match Box::pin(checked.apply(tx, row, n)).await? {
            None => updated += 1,
            Some(code) => failed.push(failure(id, code)),
        }
    }
    Ok(BulkResult { updated, failed })
}

fn failure(id: LeadId, code: &str) -> BulkFailure {
    BulkFailure { id: id.to_string(), code: code.to_owned() }
}

/// An edit whose references exist.
enum Checked {
    Assign(Option<MemberId>, Box<Desk>),
    Move(Box<Target>),
    Archive,
}

impl Checked {
    async fn of(tx: &WorkspaceTx, edit: &Edit) -> Result<Self, Error> {
        Ok(match edit {
            Edit::Assign { owner_id } => {
                check_owner(tx, *owner_id).await?;
                Self::Assign(*owner_id, Box::new(Desk::read(tx).await?))
            }
            Edit::Move { to } => Self::Move(Box::new(Target::find(tx, to.clone()).await?)),
            Edit::Archive => Self::Archive,
        })
    }

    /// Changes one lead, the one at place `n`. Returns why it could not be changed.
    async fn apply(
        &mut self,
        tx: &WorkspaceTx,
        row: Model,
        n: u64,
    ) -> Result<Option<&'static str>, Error> {
        if row.merged_into_id.is_some() {
            return Ok(Some("wrong_state"));
        }
        let outcome = match self {
            Self::Assign(owner_id, desk) => assign_row(tx, desk, row, *owner_id).await,
            Self::Move(target) => {
                target.set_nth(n);
                move_row(tx, row, target).await
            }
            Self::Archive => archive_row(tx, row).await,
        };
        match outcome {
            Ok(_) => Ok(None),
            Err(Error::Refused { code, .. }) => Ok(Some(code.as_str())),
            Err(err) => Err(err),
        }
    }
}

/// Starts an operation that changes all leads for which a filter holds.
pub async fn edit_by_filter(
    tx: &WorkspaceTx,
    filter: LeadFilter,
    edit: Edit,
) -> Result<Operation, Error> {
    tx.require(Grant::LeadsWrite)?;
    filter.check()?;
    Checked::of(tx, &edit).await?;
    let total = filter.select(tx).count(&tx.db).await?;
    let total = i64::try_from(total).map_err(Error::internal)?;
    let operation = operation::start(tx, "leads.bulk_edit", Some(total)).await?;
    let first = BulkEditBatch {
        operation_id: operation.id,
        filter,
        edit,
        after: None,
        done: 0,
        updated: 0,
        failed: 0,
        caller: StoredCaller::of(&tx.caller),
    };
    tx.enqueue(&first, When::Now).await?;
    Ok(operation)
}

/// One batch of an operation, and where it stands. It enqueues the next one in its own transaction.
#[derive(Debug, Serialize, Deserialize)]
pub struct BulkEditBatch {
    operation_id: OperationId,
    filter: LeadFilter,
    edit: Edit,
    after: Option<LeadId>,
    done: i64,
    updated: i64,
    failed: i64,
    caller: StoredCaller,
}

impl JobSpec for BulkEditBatch {
    const KIND: &'static str = "leads.bulk_edit";
}

/// Does the batches of operations started by [`edit_by_filter`].
pub struct BulkEditor;

#[async_trait::async_trait]
impl Perform for BulkEditor {
    type Job = BulkEditBatch;

    async fn perform(&self, batch: BulkEditBatch, run: &Run) -> Result<(), Error> {
        let caller = batch.caller.restore(run)?;
        let tx = WorkspaceTx::write(&run.db, caller).await?;
        let operation = operation::get(&tx, batch.operation_id).await?;
        let has_ended = !matches!(operation.state.as_str(), "queued" | "running");
        if has_ended || operation.progress.done != batch.done {
            // This batch was committed, and the worker died before it could say so.
            return Ok(());
        }
        match batch.work(&tx).await {
            Ok(()) => tx.commit().await,
            Err(err @ Error::Refused { .. }) => {
                drop(tx);
                batch.fail(run, &err).await
            }
            Err(err) => Err(err),
        }
    }
}

impl BulkEditBatch {
    async fn work(&self, tx: &WorkspaceTx) -> Result<(), Error> {
        let mut checked = Checked::of(tx, &self.edit).await?;
        let found = rows_after(tx, &self.filter, self.after, BATCH).await?;
        let ids: Vec<_> = found.iter().map(|row| row.id).collect();
        let (mut updated, mut failed) = (self.updated, self.failed);
        for (n, row) in (self.done.unsigned_abs()..).zip(load_many_for_change(tx, &ids).await?) {
            match Box::pin(checked.apply(tx, row, n)).await? {
                None => updated += 1,
                Some(_) => failed += 1,
            }
        }
        let done = self.done + i64::try_from(ids.len()).map_err(Error::internal)?;
        let counts = json!({ "updated": updated, "failed": failed });
        let operation = operation::get(tx, self.operation_id).await?;
        // The filter may find more by now than were counted at the start.
        let total = operation.progress.total.map(|total| total.max(done));
        let progress = Progress { done, total };
        let cancelled = operation::advance(tx, self.operation_id, progress, counts.clone()).await?;
        let is_last = (ids.len() as u64) < BATCH;
        if cancelled || is_last {
            let outcome = if cancelled && !is_last {
                Outcome::Cancelled { undo_until: None }
            } else {
                Outcome::Succeeded { undo_until: None }
            };
            operation::finish(tx, self.operation_id, outcome, counts).await?;
            return Ok(());
        }
        let next = Self {
            operation_id: self.operation_id,
            filter: self.filter.clone(),
            edit: self.edit.clone(),
            after: ids.last().copied(),
            done,
            updated,
            failed,
            caller: self.caller.clone(),
        };
        tx.enqueue(&next, When::Now).await
    }

    /// What the edit refers to has gone meanwhile: no later try will find it.
    async fn fail(&self, run: &Run, err: &Error) -> Result<(), Error> {
        let tx = run.write().await?;
        let outcome = Outcome::Failed { code: err.code().to_string() };
        let counts = json!({ "updated": self.updated, "failed": self.failed });
        operation::finish(&tx, self.operation_id, outcome, counts).await?;
        tx.commit().await
    }
}

/// Who started an operation: the audit trail names them, `owner_id=me` means them, and their grants decide what
/// the filter may look into.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct StoredCaller {
    member: Option<(MemberId, OperatorId)>,
    api_key: Option<ApiKeyId>,
    grants: Vec<Grant>,
    request_id: String,
}

impl StoredCaller {
    fn of(caller: &Caller) -> Self {
        let member = match caller.actor {
            Actor::Member { member, operator } => Some((member, operator)),
            _ => None,
        };
        let api_key = match caller.actor {
            Actor::ApiKey(key) => Some(key),
            _ => None,
        };
        let request_id = caller.request_id.clone();
        Self { member, api_key, grants: caller.grants.iter().collect(), request_id }
    }

    fn restore(&self, run: &Run) -> Result<Caller, Error> {
        let workspace = run.workspace.ok_or_else(|| Error::internal("a batch of no workspace"))?;
        let actor = match (self.member, self.api_key) {
            (Some((member, operator)), _) => Actor::Member { member, operator },
            (None, Some(key)) => Actor::ApiKey(key),
            (None, None) => Actor::System(BulkEditBatch::KIND),
        };
        let grants: Grants = self.grants.iter().copied().collect();
        let request_id = self.request_id.clone();
        Ok(Caller { workspace, actor, grants, request_id, expected_version: None })
    }
}
