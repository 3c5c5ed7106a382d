//! Jobs as operators see them: what waits, what runs, and what failed for good and needs a decision.

use crate::{
    DomainEvent, Record as _,
    entity::job::{Column, Entity, Model},
    record::wake_workers,
};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Grant, WorkspaceTx,
    filter::Many,
    ids::JobId,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, ModelTrait, QueryFilter, Set,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

/// A job as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Job {
    pub id: JobId,
    /// What it does, such as `webhooks.deliver`.
    pub kind: String,
    /// `queued`, `running` or `dead`. A job that succeeded is gone.
    pub state: String,
    /// What it works on.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub payload: Value,
    pub attempts: i32,
    pub max_attempts: i32,
    /// When it is tried next.
    pub run_at: DateTime<Utc>,
    /// Why the last try failed.
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for Job {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            state: row.state,
            payload: row.payload,
            attempts: row.attempts,
            max_attempts: row.max_attempts,
            run_at: row.run_at,
            last_error: row.last_error,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Which jobs are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct JobFilter {
    /// `queued`, `running`, `dead`; several separated by commas.
    #[param(value_type = Option<String>, example = "dead")]
    pub state: Option<Many<String>>,
    /// Kinds, separated by commas.
    #[param(value_type = Option<String>)]
    pub kind: Option<Many<String>>,
}

pub async fn list(
    tx: &WorkspaceTx,
    filter: &JobFilter,
    page: &PageRequest,
) -> Result<Page<Job>, Error> {
    tx.require(Grant::JobsRead)?;
    let condition = Condition::all()
        .add_option(filter.state.as_ref().map(|states| Column::State.is_in(states.0.clone())))
        .add_option(filter.kind.as_ref().map(|kinds| Column::Kind.is_in(kinds.0.clone())));
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt), Sort::by("run_at", Column::RunAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    Ok(keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?.map(Job::from))
}

pub async fn get(tx: &WorkspaceTx, id: JobId) -> Result<Job, Error> {
    tx.require(Grant::JobsRead)?;
    Ok(load(tx, id).await?.into())
}

/// Tries a dead job again, with all its tries.
pub async fn replay(tx: &WorkspaceTx, id: JobId) -> Result<Job, Error> {
    tx.require(Grant::JobsWrite)?;
    let mut job = dead(tx, id).await?.into_active_model();
    job.state = Set("queued".to_owned());
    job.attempts = Set(0);
    job.run_at = Set(tx.now());
    job.updated_at = Set(tx.now());
    let job = job.update(&tx.db).await?;
    wake_workers(tx).await?;
    tx.record(DomainEvent::JobSettled { job_id: id, action: "replayed".to_owned() }).await?;
    Ok(job.into())
}

/// Gives a dead job up.
pub async fn discard(tx: &WorkspaceTx, id: JobId) -> Result<(), Error> {
    tx.require(Grant::JobsWrite)?;
    dead(tx, id).await?.delete(&tx.db).await?;
    tx.record(DomainEvent::JobSettled { job_id: id, action: "discarded".to_owned() }).await
}

async fn load(tx: &WorkspaceTx, id: JobId) -> Result<Model, Error> {
    let job = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    job.ok_or_else(|| Error::not_found("job"))
}

async fn dead(tx: &WorkspaceTx, id: JobId) -> Result<Model, Error> {
    let job = load(tx, id).await?;
    if job.state == "dead" {
        Ok(job)
    } else {
        Err(Error::wrong_state("the job has not failed for good", "该任务并未最终失败"))
    }
}
