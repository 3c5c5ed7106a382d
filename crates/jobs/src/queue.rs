use crate::{
    entity::job,
    record::{notify_workers, wake_workers},
};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Inserts, SystemTx, WorkspaceTx,
    ids::{JobId, WorkspaceId},
};
use sea_orm::{ActiveModelTrait, EntityTrait, QueryTrait as _, Set, sea_query::OnConflict};
use serde::{Serialize, de::DeserializeOwned};

/// Rows of one INSERT; SQLite takes 32 766 values in a statement.
const JOBS_PER_INSERT: usize = 500;

/// Jobs in one lane don't wait for those of another, so that slow receivers of webhooks or a large import hold
/// up nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lane {
    Default,
    Mail,
    Webhooks,
    Imports,
}

impl Lane {
    pub const ALL: [Self; 4] = [Self::Default, Self::Mail, Self::Webhooks, Self::Imports];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Mail => "mail",
            Self::Webhooks => "webhooks",
            Self::Imports => "imports",
        }
    }

    /// How many jobs of the lane one process runs at a time.
    pub const fn concurrency(self) -> usize {
        match self {
            Self::Default | Self::Mail => 4,
            // They wait for the network most of the time.
            Self::Webhooks => 32,
            Self::Imports => 1,
        }
    }
}

/// A kind of job: its payload, which is stored, and how it is treated.
pub trait JobSpec: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The stable name; payloads of released kinds must stay readable.
    const KIND: &'static str;
    const LANE: Lane = Lane::Default;
    /// Tries before it becomes a dead letter; with the default back-off ten tries span about 85 minutes.
    const MAX_ATTEMPTS: i32 = 10;

    /// How many jobs of one group (see [`JobSpec::group_key`]) a process runs at a time.
    const GROUP_CONCURRENCY: usize = 4;

    /// Among the open jobs of this kind at most one has this key; enqueueing another is then no-op.
    fn unique_key(&self) -> Option<String> {
        None
    }

    /// Jobs that share a slow or fragile counterpart, such as the receiver of webhooks, name it here: then they
    /// never take more than a part of their lane, however many are waiting.
    fn group_key(&self) -> Option<String> {
        None
    }
}

/// When a job may start.
#[derive(Clone, Copy, Debug)]
pub enum When {
    Now,
    At(DateTime<Utc>),
}

/// Gives [`WorkspaceTx`] its `enqueue`.
pub trait Enqueue {
    /// Puts a job into the queue, to exist exactly if this transaction commits.
    fn enqueue<J: JobSpec>(
        &self,
        job: &J,
        when: When,
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// Puts many jobs into the queue, to start now, in as few statements as possible.
    fn enqueue_all<J: JobSpec>(&self, jobs: &[J])
    -> impl Future<Output = Result<(), Error>> + Send;

    /// Puts a job into the queue as a row that is written along with others.
    fn enqueue_with<J: JobSpec>(
        &self,
        rows: &mut Inserts,
        job: &J,
        when: When,
    ) -> impl Future<Output = Result<(), Error>> + Send;
}

impl Enqueue for WorkspaceTx {
    async fn enqueue<J: JobSpec>(&self, job: &J, when: When) -> Result<(), Error> {
        wake_workers(self).await?;
        insert(row(self, job, when)?, &self.db).await
    }

    async fn enqueue_all<J: JobSpec>(&self, jobs: &[J]) -> Result<(), Error> {
        if jobs.is_empty() {
            return Ok(());
        }
        wake_workers(self).await?;
        let rows = jobs.iter().map(|job| row(self, job, When::Now));
        let rows: Vec<_> = rows.collect::<Result<_, Error>>()?;
        for rows in rows.chunks(JOBS_PER_INSERT) {
            insert_many(rows.to_vec(), &self.db).await?;
        }
        Ok(())
    }

    async fn enqueue_with<J: JobSpec>(
        &self,
        rows: &mut Inserts,
        job: &J,
        when: When,
    ) -> Result<(), Error> {
        wake_workers(self).await?;
        let row = job::Entity::insert(row(self, job, when)?).on_conflict(nothing());
        rows.add_statement(row.into_query());
        Ok(())
    }
}

fn row<J: JobSpec>(tx: &WorkspaceTx, job: &J, when: When) -> Result<job::ActiveModel, Error> {
    let run_at = match when {
        When::Now => tx.now(),
        When::At(at) => at,
    };
    let workspace_id = Set(Some(tx.workspace()));
    Ok(job::ActiveModel { workspace_id, ..new_row(tx.new_id(), job, run_at, tx.now())? })
}

/// Puts many jobs of several workspaces into the queue, in as few statements as possible: for subscribers. They
/// may have unique keys.
pub async fn enqueue_all<J: JobSpec>(
    tx: &SystemTx,
    jobs: &[(WorkspaceId, J)],
) -> Result<(), Error> {
    let rows = jobs.iter().map(|(workspace, job)| {
        Ok(job::ActiveModel {
            workspace_id: Set(Some(*workspace)),
            ..new_row(tx.new_id(), job, tx.now(), tx.now())?
        })
    });
    let rows: Vec<_> = rows.collect::<Result<_, Error>>()?;
    for rows in rows.chunks(JOBS_PER_INSERT) {
        insert_many(rows.to_vec(), &tx.db).await?;
        tx.leave_work();
    }
    Ok(())
}

/// Puts a job that belongs to no workspace into the queue, to start now: for what stands above them, such as a mail
/// to somebody who can't sign in.
pub async fn enqueue_above_workspaces<J: JobSpec>(tx: &SystemTx, job: &J) -> Result<(), Error> {
    tx.leave_work();
    notify_workers(tx.backend(), &tx.db).await?;
    insert(new_row(tx.new_id(), job, tx.now(), tx.now())?, &tx.db).await
}

pub(crate) fn new_row<J: JobSpec>(
    id: JobId,
    job: &J,
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<job::ActiveModel, Error> {
    Ok(job::ActiveModel {
        id: Set(id),
        workspace_id: Set(None),
        kind: Set(J::KIND.to_owned()),
        lane: Set(J::LANE.as_str().to_owned()),
        payload: Set(serde_json::to_value(job).map_err(Error::internal)?),
        state: Set("queued".to_owned()),
        unique_key: Set(job.unique_key()),
        group_key: Set(job.group_key()),
        group_concurrency: Set(i32::try_from(J::GROUP_CONCURRENCY).map_err(Error::internal)?),
        run_at: Set(run_at),
        attempts: Set(0),
        max_attempts: Set(J::MAX_ATTEMPTS),
        leased_until: Set(None),
        leased_by: Set(None),
        last_error: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    })
}

/// With a unique key a second open job is not an error, and must not abort the transaction on PostgreSQL.
pub(crate) async fn insert(
    row: job::ActiveModel,
    db: &impl sea_orm::ConnectionTrait,
) -> Result<(), Error> {
    if row.unique_key.as_ref().is_none() {
        row.insert(db).await?;
        return Ok(());
    }
    insert_many(vec![row], db).await
}

async fn insert_many(
    rows: Vec<job::ActiveModel>,
    db: &impl sea_orm::ConnectionTrait,
) -> Result<(), Error> {
    let insert = job::Entity::insert_many(rows).on_conflict(nothing()).try_insert();
    insert.exec_without_returning(db).await?;
    Ok(())
}

/// A second open job with a unique key is not an error.
fn nothing() -> OnConflict {
    OnConflict::new().do_nothing().to_owned()
}
