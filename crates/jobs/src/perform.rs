//! How a kind of job is done, and the table of all kinds that the server wires together.

use crate::{Schedule, Subscriber, entity::job, queue::JobSpec};
use chrono::{DateTime, Utc};
use kernel::{
    Caller, Db, Error, WorkspaceTx,
    ids::{JobId, WorkspaceId},
};
use std::{
    collections::HashMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
};

/// What a job is given beside its payload.
#[derive(Clone)]
pub struct Run {
    pub db: Db,
    pub id: JobId,
    pub workspace: Option<WorkspaceId>,
    /// 1 for the first try.
    pub attempt: i32,
    pub max_attempts: i32,
    kind: &'static str,
    retry_at: Arc<Mutex<Option<DateTime<Utc>>>>,
}

impl Run {
    pub(crate) fn of(job: &job::Model, kind: &'static str, db: &Db) -> Self {
        Self {
            db: db.clone(),
            id: job.id,
            workspace: job.workspace_id,
            attempt: job.attempts + 1,
            max_attempts: job.max_attempts,
            kind,
            retry_at: Arc::default(),
        }
    }

    /// Keeps the job for another run at `at`, for jobs with a timetable of their own. If this run succeeds, it
    /// counts as no try and the job is not done yet; if it fails, `at` replaces the usual wait.
    pub fn retry_at(&self, at: DateTime<Utc>) {
        *self.retry_at.lock().expect("no code panics while it holds this lock") = Some(at);
    }

    pub(crate) fn asked_to_retry_at(&self) -> Option<DateTime<Utc>> {
        *self.retry_at.lock().expect("no code panics while it holds this lock")
    }

    /// A transaction in the job's workspace, as Perennial itself.
    pub async fn write(&self) -> Result<WorkspaceTx, Error> {
        WorkspaceTx::write(&self.db, self.caller()?).await
    }

    pub async fn read(&self) -> Result<WorkspaceTx, Error> {
        WorkspaceTx::read(&self.db, self.caller()?).await
    }

    fn caller(&self) -> Result<Caller, Error> {
        let workspace =
            self.workspace.ok_or_else(|| Error::internal("this job belongs to no workspace"))?;
        Ok(Caller { request_id: self.id.to_string(), ..Caller::system(workspace, self.kind) })
    }

    pub fn is_last_attempt(&self) -> bool {
        self.attempt >= self.max_attempts
    }
}

/// How one kind of job is done. It may run more than once for the same payload, so its effect must be
/// idempotent: write in one transaction, or under a key that the other side recognises.
#[async_trait::async_trait]
pub trait Perform: Send + Sync + 'static {
    type Job: JobSpec;

    async fn perform(&self, job: Self::Job, run: &Run) -> Result<(), Error>;
}

pub(crate) type Runner = Arc<
    dyn Fn(serde_json::Value, Run) -> Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>
        + Send
        + Sync,
>;

/// Who does which job and who is told what happened: wired together by the server.
#[derive(Default)]
pub struct Registry {
    runners: HashMap<&'static str, (&'static str, Runner)>,
    pub(crate) subscribers: Vec<Arc<dyn Subscriber>>,
    pub(crate) schedules: Vec<Schedule>,
}

impl Registry {
    pub fn perform<P: Perform>(mut self, performer: P) -> Self {
        let performer = Arc::new(performer);
        let runner: Runner = Arc::new(move |payload, run| {
            let performer = performer.clone();
            Box::pin(async move {
                let job = serde_json::from_value(payload).map_err(Error::internal)?;
                performer.perform(job, &run).await
            })
        });
        self.runners.insert(P::Job::KIND, (P::Job::KIND, runner));
        self
    }

    pub(crate) fn runner(&self, kind: &str) -> Option<(&'static str, Runner)> {
        self.runners.get(kind).cloned()
    }

    pub fn subscribe(mut self, subscriber: impl Subscriber + 'static) -> Self {
        self.subscribers.push(Arc::new(subscriber));
        self
    }

    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.schedules.push(schedule);
        self
    }
}
