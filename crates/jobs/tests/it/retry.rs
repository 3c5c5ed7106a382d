use chrono::{DateTime, TimeDelta, Utc};
use jobs::{Enqueue as _, JobSpec, Perform, Registry, Run, When, Worker, entity::job};
use kernel::Error;
use sea_orm::QueryOrder as _;
use serde::{Deserialize, Serialize};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use testing::on_both_databases;

/// A job with a timetable of its own.
#[derive(Serialize, Deserialize)]
struct Appointment {
    fails: bool,
    again_after_seconds: i64,
    times: usize,
}

impl JobSpec for Appointment {
    const KIND: &'static str = "test.appointment";
    const MAX_ATTEMPTS: i32 = 2;
}

#[derive(Clone, Default)]
struct Diary(Arc<AtomicUsize>);

#[async_trait::async_trait]
impl Perform for Diary {
    type Job = Appointment;

    async fn perform(&self, job: Appointment, run: &Run) -> Result<(), Error> {
        let times = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        if times < job.times {
            run.retry_at(run.db.clock.now() + TimeDelta::seconds(job.again_after_seconds));
        }
        if job.fails { Err(Error::internal("as told")) } else { Ok(()) }
    }
}

async fn row(workspace: &testing::TestWorkspace) -> Option<(String, i32, DateTime<Utc>)> {
    let tx = workspace.read().await;
    let rows = tx.find::<job::Entity>().order_by_asc(job::Column::Id).one(&tx.db).await.unwrap();
    rows.map(|row| (row.state, row.attempts, row.run_at))
}

on_both_databases! {
    async fn a_job_that_says_when_runs_then_as_often_as_it_likes_and_is_done_when_it_stops(db: TestDb) {
        let workspace = db.workspace("a").await;
        let diary = Diary::default();
        let worker = Worker::new(db.db.clone(), Registry::default().perform(diary.clone()));
        let tx = workspace.write().await;
        let job = Appointment { fails: false, again_after_seconds: 3600, times: 5 };
        tx.enqueue(&job, When::Now).await.unwrap();
        tx.commit().await.unwrap();
        for times in 1..5 {
            assert_eq!(worker.run_due().await.unwrap(), 1);
            let (state, attempts, run_at) = row(&workspace).await.unwrap();
            assert_eq!((state.as_str(), attempts, diary.0.load(Ordering::SeqCst)), ("queued", 0, times));
            assert_eq!(run_at, db.db.clock.now() + TimeDelta::hours(1));
            db.clock.advance(TimeDelta::minutes(59));
            assert_eq!(worker.run_due().await.unwrap(), 0);
            db.clock.advance(TimeDelta::minutes(1));
        }
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(row(&workspace).await, None);
    }

    async fn a_job_that_fails_and_says_when_is_tried_then_but_not_for_ever(db: TestDb) {
        let workspace = db.workspace("a").await;
        let worker = Worker::new(db.db.clone(), Registry::default().perform(Diary::default()));
        let tx = workspace.write().await;
        let job = Appointment { fails: true, again_after_seconds: 7200, times: 99 };
        tx.enqueue(&job, When::Now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(worker.run_due().await.unwrap(), 1);
        let (state, attempts, run_at) = row(&workspace).await.unwrap();
        assert_eq!((state.as_str(), attempts), ("queued", 1));
        assert_eq!(run_at, db.db.clock.now() + TimeDelta::hours(2));
        db.clock.advance(TimeDelta::hours(2));
        assert_eq!(worker.run_due().await.unwrap(), 1);
        assert_eq!(row(&workspace).await.unwrap().0, "dead");
    }
}
