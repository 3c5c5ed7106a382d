use crate::{entity::job, record::wake_workers};
use chrono::{DateTime, Utc};
use kernel::{Error, WorkspaceTx, ids::JobId};
use sea_orm::{ActiveModelTrait, EntityTrait, Set, sea_query::OnConflict};
use serde::{Serialize, de::DeserializeOwned};

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
            Self::Webhooks => 16,
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

    /// Among the open jobs of this kind at most one has this key; enqueueing another is then no-op.
    fn unique_key(&self) -> Option<String> {
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
}

impl Enqueue for WorkspaceTx {
    async fn enqueue<J: JobSpec>(&self, job: &J, when: When) -> Result<(), Error> {
        wake_workers(self).await?;
        let run_at = match when {
            When::Now => self.now(),
            When::At(at) => at,
        };
        let row = job::ActiveModel {
            workspace_id: Set(Some(self.workspace())),
            ..new_row(self.new_id(), job, run_at, self.now())?
        };
        insert(row, &self.db).await
    }
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
    let nothing = OnConflict::new().do_nothing().to_owned();
    job::Entity::insert(row).on_conflict(nothing).try_insert().exec_without_returning(db).await?;
    Ok(())
}
