use chrono::TimeDelta;
use jobs::{
    Enqueue as _, JobSpec, Perform, Registry, Run, When, Worker, dead_letter,
    dead_letter::JobFilter, entity::job,
};
use kernel::{Error, SystemTx, page::PageRequest};
use serde::{Deserialize, Serialize};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use testing::{TestDb, on_both_databases};

#[derive(Serialize, Deserialize)]
struct Count {
    fails: bool,
    key: Option<String>,
}

impl JobSpec for Count {
    const KIND: &'static str = "test.count";
    const MAX_ATTEMPTS: i32 = 3;

    fn unique_key(&self) -> Option<String> {
        self.key.clone()
    }
}

struct Counter(Arc<AtomicUsize>);

#[async_trait::async_trait]
impl Perform for Counter {
    type Job = Count;

    async fn perform(&self, job: Count, _: &Run) -> Result<(), Error> {
        self.0.fetch_add(1, Ordering::SeqCst);
        if job.fails { Err(Error::internal("as told")) } else { Ok(()) }
    }
}

fn worker(test: &TestDb) -> (Worker, Arc<AtomicUsize>) {
    let ran = Arc::new(AtomicUsize::new(0));
    (Worker::new(test.db.clone(), Registry::default().perform(Counter(ran.clone()))), ran)
}

on_both_databases! {
    async fn a_job_exists_exactly_if_its_transaction_commits(db: TestDb) {
        let workspace = db.workspace("a").await;
        let (worker, ran) = worker(&db);
        let lost = workspace.write().await;
        lost.enqueue(&Count { fails: false, key: None }, When::Now).await.unwrap();
        drop(lost);
        assert_eq!(worker.run_due().await.unwrap(), 0);
        let kept = workspace.write().await;
        kept.enqueue(&Count { fails: false, key: None }, When::Now).await.unwrap();
        kept.commit().await.unwrap();
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(worker.run_due().await.unwrap(), 0);
        assert_eq!(ran.load(Ordering::SeqCst), 1);
    }

    async fn a_job_that_fails_waits_longer_each_time_and_then_becomes_a_dead_letter(db: TestDb) {
        let workspace = db.workspace("a").await;
        let (worker, ran) = worker(&db);
        let tx = workspace.write().await;
        tx.enqueue(&Count { fails: true, key: None }, When::Now).await.unwrap();
        tx.commit().await.unwrap();
        for tries in 1..=3 {
            assert_eq!(worker.run_due().await.unwrap(), 1);
            assert_eq!(worker.run_due().await.unwrap(), 0, "not before its time");
            assert_eq!(ran.load(Ordering::SeqCst), tries);
            db.clock.advance(TimeDelta::seconds(60));
        }
        assert_eq!(worker.run_due().await.unwrap(), 0);

        let tx = workspace.write().await;
        let dead = dead_letter::list(&tx, &JobFilter::default(), &PageRequest::default()).await.unwrap().data;
        assert_eq!((dead.len(), dead[0].state.as_str()), (1, "dead"));
        assert!(dead[0].last_error.as_ref().unwrap().contains("as told"));
        dead_letter::replay(&tx, dead[0].id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(worker.run_due().await.unwrap(), 1);
    }

    async fn a_unique_job_waits_only_once(db: TestDb) {
        let workspace = db.workspace("a").await;
        let (worker, _) = worker(&db);
        let tx = workspace.write().await;
        for _ in 0..3 {
            tx.enqueue(&Count { fails: false, key: Some("k".into()) }, When::Now).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(worker.run_due().await.unwrap(), 1);
    }

    async fn a_job_of_a_worker_that_died_is_taken_over_when_its_lease_ends(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        tx.enqueue(&Count { fails: false, key: None }, When::Now).await.unwrap();
        tx.commit().await.unwrap();
        let (worker, ran) = worker(&db);
        let tx = SystemTx::write(&db.db).await.unwrap();
        let lease = db.db.clock.now() + TimeDelta::seconds(60);
        let held = tx.update::<job::Entity>().col_expr(job::Column::State, "running".into());
        held.col_expr(job::Column::LeasedUntil, lease.into()).exec(&tx.db).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(worker.run_due().await.unwrap(), 0);
        db.clock.advance(TimeDelta::seconds(61));
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(ran.load(Ordering::SeqCst), 1);
    }
}
