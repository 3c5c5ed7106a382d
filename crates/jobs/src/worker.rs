//! Runs jobs: at least once, each under a lease that is renewed while it runs. A worker that dies stops renewing,
//! and another takes its jobs over. A job that fails is tried again with exponential back-off and jitter; after
//! its last try it stays as a dead letter that people can see, replay or discard.

use crate::{
    dispatcher::{EVENTS_AT_ONCE, dispatch},
    entity::job::{self, Column, Entity},
    perform::{Registry, Run, Runner},
    queue::Lane,
};
use chrono::TimeDelta;
use kernel::{Db, Error, Listener, SystemTx, ids::JobId};
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};
use std::{future::Future, sync::Arc, time::Duration};
use tokio::{sync::watch, task::JoinSet};
use tracing::Instrument as _;
use uuid::Uuid;

pub(crate) const LEASE: TimeDelta = TimeDelta::seconds(60);
const RENEW_EVERY: Duration = Duration::from_secs(20);
/// How often an idle worker looks although nobody woke it: the fallback when signals get lost.
const POLL_EVERY: Duration = Duration::from_secs(1);
/// How long whoever was woken waits for more. Under load each commit wakes all; looking after each of them would cost as
/// much as the work itself.
const GATHER: Duration = Duration::from_millis(50);

/// One process's share of the work.
#[derive(Clone)]
pub struct Worker {
    pub(crate) db: Db,
    registry: Arc<Registry>,
    pub(crate) id: Uuid,
    renew_every: Duration,
}

impl Worker {
    pub fn new(db: Db, registry: Registry) -> Self {
        let mut random = [0; 16];
        db.random.fill(&mut random);
        Self {
            db,
            registry: Arc::new(registry),
            id: uuid::Builder::from_random_bytes(random).into_uuid(),
            renew_every: RENEW_EVERY,
        }
    }

    /// With another interval between renewals of a lease: for tests that don't wait for the usual one.
    pub fn renewing_every(self, renew_every: Duration) -> Self {
        Self { renew_every, ..self }
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

    /// Enqueues the jobs of all schedules that are due. A worker that runs does it three times a minute.
    pub async fn run_schedules_due(&self) -> Result<(), Error> {
        for schedule in &self.registry.schedules {
            schedule.run_if_due(&self.db).await?;
        }
        Ok(())
    }

    async fn run_dispatcher(self, stopped: watch::Receiver<bool>) {
        let mut woken = self.db.signal.listener();
        while !*stopped.borrow() {
            match dispatch(&self.db, &self.registry.subscribers).await {
                Ok(EVENTS_AT_ONCE..) => {}
                Ok(_) => woken_or_polled(&mut woken).await,
                Err(err) => {
                    tracing::warn!(error = %err, "events could not be dispatched, will try again");
                    tokio::time::sleep(POLL_EVERY).await;
                }
            }
        }
    }

    async fn run_schedules(self, stopped: watch::Receiver<bool>) {
        while !*stopped.borrow() {
            if let Err(err) = self.run_schedules_due().await {
                tracing::warn!(error = %err, "schedules could not be checked, will try again");
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

    async fn run_owned(self, job: job::Model) {
        self.run_one(job).await;
    }

    async fn run_one(&self, job: job::Model) {
        let (kind, runner) = match self.registry.runner(&job.kind) {
            Some(known) => known,
            None => ("unknown", unknown_kind(&job.kind)),
        };
        let run = Run::of(&job, kind, &self.db);
        let span = tracing::info_span!("job", job.id = %job.id, job.kind = kind);
        let work = runner(job.payload.clone(), run.clone()).instrument(span);
        let outcome = self.under_lease(&job, work).await;
        if let Err(err) = self.settle(&job, outcome, run.asked_to_retry_at()).await {
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
                () = tokio::time::sleep(self.renew_every) => self.renew(job.id).await,
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
}

/// A node of an older release may meet jobs that it doesn't know.
fn unknown_kind(kind: &str) -> Runner {
    let message = format!("this version knows no job of kind {kind}");
    Arc::new(move |_, _| {
        let message = message.clone();
        Box::pin(async move { Err(Error::internal(message)) })
    })
}

async fn woken_or_polled(woken: &mut Listener) {
    let _ = tokio::time::timeout(POLL_EVERY, woken.raised()).await;
    tokio::time::sleep(GATHER).await;
}

async fn stop_of(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stop| *stop).await;
}
