use chrono::TimeDelta;
use jobs::{
    DomainEvent, Enqueue as _, JobSpec, Lane, Perform, Record as _, Registry, Run, Subscriber,
    Worker, entity::domain_event, entity::job,
};
use kernel::{Error, SystemTx};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use testing::{TestDb, TestWorkspace, on_both_databases};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct Numbered {
    number: usize,
    takes_ms: u64,
}

impl JobSpec for Numbered {
    const KIND: &'static str = "test.numbered";
    const LANE: Lane = Lane::Webhooks;
}

/// How often each number was seen.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<HashMap<usize, usize>>>);

impl Seen {
    fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    fn all_once(&self) -> bool {
        self.0.lock().unwrap().values().all(|times| *times == 1)
    }
}

#[async_trait::async_trait]
impl Perform for Seen {
    type Job = Numbered;

    async fn perform(&self, job: Numbered, _: &Run) -> Result<(), Error> {
        *self.0.lock().unwrap().entry(job.number).or_default() += 1;
        tokio::time::sleep(Duration::from_millis(job.takes_ms)).await;
        Ok(())
    }
}

/// Notes each event that it is told of.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<Uuid>>>);

#[async_trait::async_trait]
impl Subscriber for Told {
    async fn on_events(&self, _: &SystemTx, events: &[domain_event::Model]) -> Result<(), Error> {
        self.0.lock().unwrap().extend(events.iter().map(|event| event.id.uuid()));
        Ok(())
    }
}

async fn enqueue(workspace: &TestWorkspace, count: usize, takes_ms: u64) {
    let tx = workspace.write().await;
    let jobs: Vec<_> = (0..count).map(|number| Numbered { number, takes_ms }).collect();
    tx.enqueue_all(&jobs).await.unwrap();
    tx.commit().await.unwrap();
}

fn worker(db: &TestDb, seen: &Seen) -> Worker {
    Worker::new(db.db.clone(), Registry::default().perform(seen.clone()))
}

async fn is_any_left(workspace: &TestWorkspace) -> bool {
    let tx = workspace.read().await;
    tx.find::<job::Entity>().one(&tx.db).await.unwrap().is_some()
}

async fn until(mut met: impl FnMut() -> bool) {
    for _ in 0..3000 {
        if met() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("it did not happen within 30 seconds");
}

on_both_databases! {
    async fn many_workers_run_each_job_once(db: TestDb) {
        let workspace = db.workspace("a").await;
        enqueue(&workspace, 400, 1).await;
        let seen = Seen::default();
        let running: Vec<_> =
            (0..4).map(|_| tokio::spawn(worker(&db, &seen).run(std::future::pending()))).collect();
        until(|| seen.count() == 400).await;
        while is_any_left(&workspace).await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        for worker in running {
            worker.abort();
        }
        assert!(seen.all_once());
    }

    async fn a_job_that_outlives_its_lease_keeps_it_and_is_not_run_twice(db: TestDb) {
        let workspace = db.workspace("a").await;
        enqueue(&workspace, 1, 1500).await;
        let (first, second) = (Seen::default(), Seen::default());
        let worker_of_first = worker(&db, &first).renewing_every(Duration::from_millis(50));
        let one = tokio::spawn(worker_of_first.run(std::future::pending()));
        until(|| first.count() == 1).await;
        // Ten leases go by, with time for a renewal in each.
        let other = worker(&db, &second);
        for _ in 0..10 {
            db.clock.advance(TimeDelta::seconds(59));
            tokio::time::sleep(Duration::from_millis(120)).await;
            other.run_due().await.unwrap();
        }
        one.abort();
        assert_eq!(second.count(), 0);
    }

    async fn dispatchers_at_work_at_once_tell_each_event_once(db: TestDb) {
        let workspace = db.workspace("a").await;
        let told = Told::default();
        let dispatchers: Vec<_> = (0..4)
            .map(|_| Worker::new(db.db.clone(), Registry::default().subscribe(told.clone())))
            .map(|worker| tokio::spawn(worker.run(std::future::pending())))
            .collect();
        for _ in 0..20 {
            let tx = workspace.write().await;
            for _ in 0..30 {
                tx.record(DomainEvent::LeadArchived { lead_id: tx.new_id() }).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        until(|| told.0.lock().unwrap().len() >= 600).await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        for dispatcher in dispatchers {
            dispatcher.abort();
        }
        let mut ids = told.0.lock().unwrap().clone();
        ids.sort();
        ids.dedup();
        assert_eq!((ids.len(), told.0.lock().unwrap().len()), (600, 600));
    }

    async fn a_subscriber_that_fails_loses_no_event(db: TestDb) {
        struct Fails(Mutex<usize>, Told);

        #[async_trait::async_trait]
        impl Subscriber for Fails {
            async fn on_events(&self, tx: &SystemTx, events: &[domain_event::Model]) -> Result<(), Error> {
                {
                    let mut left = self.0.lock().unwrap();
                    if *left > 0 {
                        *left -= 1;
                        return Err(Error::internal("as told"));
                    }
                }
                self.1.on_events(tx, events).await
            }
        }

        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        tx.record(DomainEvent::LeadArchived { lead_id: tx.new_id() }).await.unwrap();
        tx.commit().await.unwrap();
        let told = Told::default();
        let fails = Fails(Mutex::new(2), told.clone());
        let worker = Worker::new(db.db.clone(), Registry::default().subscribe(fails));
        assert!(worker.run_due().await.is_err() && worker.run_due().await.is_err());
        // PostgreSQL may still be rolling back the failed try on its own connection, and rows locked there are passed by.
        while told.0.lock().unwrap().is_empty() {
            worker.run_due().await.unwrap();
        }
        assert_eq!(told.0.lock().unwrap().len(), 1);
    }

    async fn stopping_lets_what_runs_end_and_starts_nothing_new(db: TestDb) {
        let workspace = db.workspace("a").await;
        enqueue(&workspace, 1, 400).await;
        let seen = Seen::default();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(worker(&db, &seen).run(async { drop(stopped.await) }));
        until(|| seen.count() == 1).await;
        stop.send(()).unwrap();
        running.await.unwrap();
        assert!(!is_any_left(&workspace).await, "the one that ran was finished");
    }

    async fn a_lane_that_is_full_does_not_hold_up_another(db: TestDb) {
        #[derive(Serialize, Deserialize)]
        struct Other {}
        impl JobSpec for Other {
            const KIND: &'static str = "test.other";
        }
        #[derive(Clone, Default)]
        struct Done(Arc<Mutex<bool>>);
        #[async_trait::async_trait]
        impl Perform for Done {
            type Job = Other;
            async fn perform(&self, _: Other, _: &Run) -> Result<(), Error> {
                *self.0.lock().unwrap() = true;
                Ok(())
            }
        }

        let workspace = db.workspace("a").await;
        enqueue(&workspace, Lane::Webhooks.concurrency() + 5, 60_000).await;
        let (seen, done) = (Seen::default(), Done::default());
        let registry = Registry::default().perform(seen.clone()).perform(done.clone());
        let running = tokio::spawn(Worker::new(db.db.clone(), registry).run(std::future::pending()));
        until(|| seen.count() == Lane::Webhooks.concurrency()).await;
        let tx = workspace.write().await;
        tx.enqueue_all(&[Other {}]).await.unwrap();
        tx.commit().await.unwrap();
        until(|| *done.0.lock().unwrap()).await;
        running.abort();
        assert_eq!(seen.count(), Lane::Webhooks.concurrency());
    }
}
