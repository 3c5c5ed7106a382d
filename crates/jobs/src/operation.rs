//! Long work that a client watches: started with 202, followed by its progress, cancelled, sometimes undone.
//! What the work is belongs to whoever starts it.

use crate::entity::operation::{self, Column, Entity, Model};
use chrono::{DateTime, Utc};
use kernel::{
    Error, WorkspaceTx,
    filter::Many,
    ids::OperationId,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Progress {
    /// Units of work that are done.
    pub done: i64,
    /// Units in all; null while that isn't known.
    pub total: Option<i64>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Undo {
    /// `unavailable`, `available` or `undone`.
    pub state: String,
    /// Until when it can be undone.
    pub until: Option<DateTime<Utc>>,
}

/// Long work, as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Operation {
    pub id: OperationId,
    /// What it does, such as `import.run`.
    pub kind: String,
    /// `queued`, `running`, `succeeded`, `failed` or `cancelled`.
    pub state: String,
    pub progress: Progress,
    /// Outcome → number of rows, such as `{"created": 7043}`.
    #[schema(value_type = std::collections::HashMap<String, i64>)]
    pub counts: Value,
    /// What came of it, by kind.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub result: Value,
    /// The code of the error that ended it.
    pub failure: Option<String>,
    pub cancel_requested: bool,
    pub undo: Undo,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub finished_at: Option<DateTime<Utc>>,
}

impl From<Model> for Operation {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            state: row.state,
            progress: Progress { done: row.done, total: row.total },
            counts: row.counts,
            result: row.result,
            failure: row.failure,
            cancel_requested: row.cancel_requested,
            undo: Undo { state: row.undo_state, until: row.undo_until },
            created_at: row.created_at,
            updated_at: row.updated_at,
            started_at: row.started_at,
            finished_at: row.finished_at,
        }
    }
}

/// Which operations are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct OperationFilter {
    /// Kinds, separated by commas.
    #[param(value_type = Option<String>)]
    pub kind: Option<Many<String>>,
    /// States, separated by commas.
    #[param(value_type = Option<String>)]
    pub state: Option<Many<String>>,
}

/// Any member may watch what the workspace does; the result holds counts and ids only.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &OperationFilter,
    page: &PageRequest,
) -> Result<Page<Operation>, Error> {
    let condition = Condition::all()
        .add_option(filter.kind.as_ref().map(|kinds| Column::Kind.is_in(kinds.0.clone())))
        .add_option(filter.state.as_ref().map(|states| Column::State.is_in(states.0.clone())));
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    Ok(keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?.map(Operation::from))
}

pub async fn get(tx: &WorkspaceTx, id: OperationId) -> Result<Operation, Error> {
    Ok(load(tx, id).await?.into())
}

/// Asks a running operation to stop; it does so at its next checkpoint.
pub async fn cancel(tx: &WorkspaceTx, id: OperationId) -> Result<Operation, Error> {
    let row = load(tx, id).await?;
    if !matches!(row.state.as_str(), "queued" | "running") {
        return Err(Error::wrong_state("the operation has ended", "该操作已经结束"));
    }
    let mut row = row.into_active_model();
    row.cancel_requested = Set(true);
    row.updated_at = Set(tx.now());
    Ok(row.update(&tx.db).await?.into())
}

/// Starts an operation; the caller enqueues the job that does it in the same transaction.
pub async fn start(tx: &WorkspaceTx, kind: &str, total: Option<i64>) -> Result<Operation, Error> {
    let row = operation::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        kind: Set(kind.to_owned()),
        state: Set("queued".to_owned()),
        done: Set(0),
        total: Set(total),
        counts: Set(json!({})),
        result: Set(json!({})),
        failure: Set(None),
        cancel_requested: Set(false),
        undo_state: Set("unavailable".to_owned()),
        undo_until: Set(None),
        actor_kind: Set(tx.caller.actor.kind().to_owned()),
        actor_id: Set(tx.caller.actor.id()),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        started_at: Set(None),
        finished_at: Set(None),
    };
    Ok(row.insert(&tx.db).await?.into())
}

/// How far the work is; written in the transaction of the work itself. Returns whether it was asked to stop.
pub async fn advance(
    tx: &WorkspaceTx,
    id: OperationId,
    progress: Progress,
    counts: Value,
) -> Result<bool, Error> {
    let row = load(tx, id).await?;
    let cancelled = row.cancel_requested;
    let started_at = row.started_at.or(Some(tx.now()));
    let mut row = row.into_active_model();
    row.state = Set("running".to_owned());
    row.done = Set(progress.done);
    row.total = Set(progress.total);
    row.counts = Set(counts);
    row.started_at = Set(started_at);
    row.updated_at = Set(tx.now());
    row.update(&tx.db).await?;
    Ok(cancelled)
}

/// How an operation ended.
pub enum Outcome {
    Succeeded { undo_until: Option<DateTime<Utc>> },
    Cancelled { undo_until: Option<DateTime<Utc>> },
    Failed { code: String },
}

pub async fn finish(
    tx: &WorkspaceTx,
    id: OperationId,
    outcome: Outcome,
    result: Value,
) -> Result<Operation, Error> {
    let mut row = load(tx, id).await?.into_active_model();
    let (state, undo_until, failure) = match outcome {
        Outcome::Succeeded { undo_until } => ("succeeded", undo_until, None),
        Outcome::Cancelled { undo_until } => ("cancelled", undo_until, None),
        Outcome::Failed { code } => ("failed", None, Some(code)),
    };
    row.state = Set(state.to_owned());
    row.failure = Set(failure);
    row.result = Set(result);
    row.undo_state = Set(if undo_until.is_some() { "available" } else { "unavailable" }.to_owned());
    row.undo_until = Set(undo_until);
    row.updated_at = Set(tx.now());
    row.finished_at = Set(Some(tx.now()));
    Ok(row.update(&tx.db).await?.into())
}

/// Marks what an operation did as taken back.
pub async fn mark_undone(tx: &WorkspaceTx, id: OperationId) -> Result<Operation, Error> {
    let mut row = load(tx, id).await?.into_active_model();
    row.undo_state = Set("undone".to_owned());
    row.updated_at = Set(tx.now());
    Ok(row.update(&tx.db).await?.into())
}

async fn load(tx: &WorkspaceTx, id: OperationId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("operation"))
}
