//! Runs jobs: at least once, each under a lease that is renewed while it runs. A worker that dies stops renewing,
//! and another takes its jobs over. A job that fails is tried again with exponential back-off and jitter; after
//! its last try it stays as a dead letter that people can see, replay or discard.

use crate::{
    Schedule, Subscriber,
    dispatcher::dispatch,
    entity::job::{self, Column, Entity},
    queue::{JobSpec, Lane},
};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    Backend, Caller, Db, Error, Listener, SystemTx, WorkspaceTx,
    ids::{JobId, WorkspaceId},
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType},
};
use std::{collections::HashMap, future::Future, pin::Pin, sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinSet};
use uuid::Uuid;

const LEASE: TimeDelta = TimeDelta::seconds(60);
const RENEW_EVERY: Duration = Duration::from_secs(20);
/// How often an idle worker looks although nobody woke it: the fallback when signals get lost.
const POLL_EVERY: Duration = Duration::from_secs(1);
const FIRST_BACKOFF: f64 = 5.0;
const LONGEST_BACKOFF: f64 = 6.0 * 3600.0;

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
}

impl Run {
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

type Runner = Arc<
    dyn Fn(serde_json::Value, Run) -> Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>
        + Send
        + Sync,
>;

/// Who does which job and who is told what happened: wired together by the server.
#[derive(Default)]
pub struct Registry {
    runners: HashMap<&'static str, (&'static str, Runner)>,
    pub(crate) subscribers: Vec<Arc<dyn Subscriber>>,
    schedules: Vec<Schedule>,
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

    pub fn subscribe(mut self, subscriber: impl Subscriber + 'static) -> Self {
        self.subscribers.push(Arc::new(subscriber));
        self
    }

    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.schedules.push(schedule);
        self
    }
}

/// One process's share of the work.
#[derive(Clone)]
pub struct Worker {
    db: Db,
    registry: Arc<Registry>,
    id: Uuid,
}

impl Worker {
    pub fn new(db: Db, registry: Registry) -> Self {
        let mut random = [0; 16];
        db.random.fill(&mut random);
        Self {
            db,
            registry: Arc::new(registry),
            id: uuid::Builder::from_random_bytes(random).into_uuid(),
        }
    }

    /// Works until `stop` resolves, then lets running jobs end.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut loops = JoinSet::new();
        let (stopping, stopped) = watch::channel(false);
        for lane in Lane::ALL {
            loops.spawn(self.clone().run_lane(lane, stopped.clone()));
        }
        loops.spawn(self.clone().run_dispatcher(stopped.clone()));
        loops.spawn(self.clone().run_schedules(stopped));
        stop.await;
        let _ = stopping.send(true);
        self.db.signal.raise();
        loops.join_all().await;
    }

    /// Gives jobs back that this process held when it was killed. Only right where no other process works on
    /// the same database: on the embedded default.
    pub async fn reclaim_all(&self) -> Result<(), Error> {
        let tx = SystemTx::write(&self.db).await?;
        tx.update::<Entity>()
            .col_expr(Column::LeasedUntil, Expr::value(self.db.clock.now()))
            .filter(Column::State.eq("running"))
            .exec(&tx.db)
            .await?;
        tx.commit().await
    }

    /// Does everything that is due now, dispatching included, and returns how many jobs ran: for tests and
    /// simulations, which step the worker by hand.
    pub async fn run_due(&self) -> Result<usize, Error> {
        let mut ran = 0;
        loop {
            let dispatched = dispatch(&self.db, &self.registry.subscribers).await?;
            let mut claimed = 0;
            for lane in Lane::ALL {
                for job in self.claim(lane, lane.concurrency()).await? {
                    claimed += 1;
                    self.run_one(job).await;
                }
            }
            ran += claimed;
            if dispatched + claimed == 0 {
                return Ok(ran);
            }
        }
    }

    async fn run_dispatcher(self, stopped: watch::Receiver<bool>) {
        let mut woken = self.db.signal.listener();
        while !*stopped.borrow() {
            match dispatch(&self.db, &self.registry.subscribers).await {
                Ok(0) => woken_or_polled(&mut woken).await,
                Ok(_) => {}
                Err(err) => {
                    tracing::warn!(error = %err, "events could not be dispatched, will try again");
                    tokio::time::sleep(POLL_EVERY).await;
                }
            }
        }
    }

    async fn run_schedules(self, stopped: watch::Receiver<bool>) {
        while !*stopped.borrow() {
            for schedule in &self.registry.schedules {
                if let Err(err) = schedule.run_if_due(&self.db).await {
                    tracing::warn!(error = %err, "a schedule could not be checked, will try again");
                }
            }
            tokio::select! {
                () = tokio::time::sleep(Duration::from_secs(20)) => {}
                () = stop_of(stopped.clone()) => {}
            }
        }
    }

    async fn run_lane(self, lane: Lane, stopped: watch::Receiver<bool>) {
        let mut woken = self.db.signal.listener();
        let mut running = JoinSet::new();
        while !*stopped.borrow() {
            while running.try_join_next().is_some() {}
            let free = lane.concurrency() - running.len();
            if free == 0 {
                running.join_next().await;
                continue;
            }
            match self.claim(lane, free).await {
                Ok(jobs) if jobs.is_empty() => woken_or_polled(&mut woken).await,
                Ok(jobs) => {
                    for job in jobs {
                        let worker = self.clone();
                        running.spawn(worker.run_owned(job));
                    }
                }
                Err(err) => {
                    tracing::warn!(error = %err, lane = lane.as_str(), "jobs could not be claimed, will try again");
                    tokio::time::sleep(POLL_EVERY).await;
                }
            }
        }
        running.join_all().await;
    }

    /// Takes up to `limit` due jobs of a lane under a lease.
    async fn claim(&self, lane: Lane, limit: usize) -> Result<Vec<job::Model>, Error> {
        let now = self.db.clock.now();
        let due = Condition::all().add(Column::Lane.eq(lane.as_str())).add(
            Condition::any()
                .add(Column::State.eq("queued").and(Column::RunAt.lte(now)))
                .add(Column::State.eq("running").and(Column::LeasedUntil.lte(now))),
        );
        // Asked first on a reader, so that an idle worker takes no write lock.
        let read = SystemTx::read(&self.db).await?;
        let first =
            read.find::<Entity>().select_only().column(Column::Id).filter(due.clone()).limit(1);
        if first.into_tuple::<Uuid>().one(&read.db).await?.is_none() {
            return Ok(Vec::new());
        }
        drop(read);

        let tx = SystemTx::write(&self.db).await?;
        let mut select =
            tx.find::<Entity>().filter(due).order_by_asc(Column::RunAt).limit(limit as u64);
        if tx.backend() == Backend::Postgres {
            select = select.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        }
        let jobs = select.all(&tx.db).await?;
        tx.update::<Entity>()
            .col_expr(Column::State, Expr::value("running"))
            .col_expr(Column::LeasedUntil, Expr::value(now + LEASE))
            .col_expr(Column::LeasedBy, Expr::value(self.id))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(now))
            .filter(Column::Id.is_in(jobs.iter().map(|job| job.id)))
            .exec(&tx.db)
            .await?;
        tx.commit().await?;
        Ok(jobs)
    }

    async fn run_owned(self, job: job::Model) {
        self.run_one(job).await;
    }

    async fn run_one(&self, job: job::Model) {
        let outcome = match self.registry.runners.get(job.kind.as_str()) {
            None => Err(Error::internal(format!("this version knows no job of kind {}", job.kind))),
            Some((kind, runner)) => {
                let run = Run {
                    db: self.db.clone(),
                    id: job.id,
                    workspace: job.workspace_id,
                    attempt: job.attempts + 1,
                    max_attempts: job.max_attempts,
                    kind,
                };
                self.under_lease(&job, runner(job.payload.clone(), run)).await
            }
        };
        let settled = match outcome {
            Ok(()) => self.finish(&job).await,
            Err(err) => self.fail(&job, &err).await,
        };
        if let Err(err) = settled {
            // The lease runs out and the job runs again: at least once, as promised.
            tracing::warn!(job.id = %job.id, error = %err, "the outcome of a job could not be stored");
        }
    }

    /// Renews the lease while the job runs. A panic counts as a failure of the job, not of the worker.
    async fn under_lease(
        &self,
        job: &job::Model,
        work: impl Future<Output = Result<(), Error>> + Send + 'static,
    ) -> Result<(), Error> {
        let mut work = tokio::spawn(work);
        loop {
            tokio::select! {
                ended = &mut work => return ended.unwrap_or_else(|panic| Err(Error::internal(panic))),
                () = tokio::time::sleep(RENEW_EVERY) => self.renew(job.id).await,
            }
        }
    }

    async fn renew(&self, id: JobId) {
        let renewed = async {
            let tx = SystemTx::write(&self.db).await?;
            tx.update::<Entity>()
                .col_expr(Column::LeasedUntil, Expr::value(self.db.clock.now() + LEASE))
                .filter(self.mine(id))
                .exec(&tx.db)
                .await?;
            tx.commit().await
        };
        if let Err(err) = renewed.await {
            tracing::warn!(job.id = %id, error = %err, "a lease could not be renewed");
        }
    }

    async fn finish(&self, job: &job::Model) -> Result<(), Error> {
        let tx = SystemTx::write(&self.db).await?;
        tx.delete::<Entity>().filter(self.mine(job.id)).exec(&tx.db).await?;
        tx.commit().await?;
        metrics::counter!("perennial_jobs_total", "kind" => job.kind.clone(), "outcome" => "done")
            .increment(1);
        Ok(())
    }

    async fn fail(&self, job: &job::Model, err: &Error) -> Result<(), Error> {
        let attempts = job.attempts + 1;
        let dead = attempts >= job.max_attempts;
        let now = self.db.clock.now();
        let run_at = now + backoff(attempts, self.db.random.fraction());
        if dead {
            tracing::error!(job.id = %job.id, job.kind = job.kind, error = %err, "a job failed for good");
        } else {
            tracing::warn!(job.id = %job.id, job.kind = job.kind, attempts, error = %err, "a job failed, will try again");
        }
        let tx = SystemTx::write(&self.db).await?;
        tx.update::<Entity>()
            .col_expr(Column::State, Expr::value(if dead { "dead" } else { "queued" }))
            .col_expr(Column::RunAt, Expr::value(run_at))
            .col_expr(Column::LeasedUntil, Expr::value(None::<DateTime<Utc>>))
            .col_expr(
                Column::LastError,
                Expr::value(err.to_string().chars().take(2000).collect::<String>()),
            )
            .col_expr(Column::UpdatedAt, Expr::value(now))
            .filter(self.mine(job.id))
            .exec(&tx.db)
            .await?;
        tx.commit().await?;
        let outcome = if dead { "dead" } else { "failed" };
        metrics::counter!("perennial_jobs_total", "kind" => job.kind.clone(), "outcome" => outcome)
            .increment(1);
        Ok(())
    }

    /// The job, if this worker still holds its lease.
    fn mine(&self, id: JobId) -> Condition {
        Condition::all()
            .add(Column::Id.eq(id))
            .add(Column::LeasedBy.eq(self.id))
            .add(Column::State.eq("running"))
    }
}

/// 5 s × 2ⁿ⁻¹, at most 6 h, spread by ±20 % so that what failed together is not tried together.
fn backoff(attempts: i32, fraction: f64) -> TimeDelta {
    let seconds =
        (FIRST_BACKOFF * 2_f64.powi(attempts - 1)).min(LONGEST_BACKOFF) * (0.8 + 0.4 * fraction);
    TimeDelta::from_std(Duration::from_secs_f64(seconds)).unwrap_or(TimeDelta::hours(6))
}

async fn woken_or_polled(woken: &mut Listener) {
    let _ = tokio::time::timeout(POLL_EVERY, woken.raised()).await;
}

async fn stop_of(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_from_five_seconds_up_to_six_hours() {
        let waits: Vec<_> = [1, 2, 3, 9, 40].map(|n| backoff(n, 0.5).num_seconds()).to_vec();
        assert_eq!(waits, [5, 10, 20, 1280, 21_600]);
        assert!(backoff(1, 0.0) < backoff(1, 0.99));
    }
}
