use chrono::TimeDelta;
use jobs::{JobSpec, Perform, Registry, Run, Schedule, Worker};
use kernel::Error;
use serde::{Deserialize, Serialize};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use testing::{TestDb, on_both_databases};

#[derive(Serialize, Deserialize)]
struct Sweep {}

impl JobSpec for Sweep {
    const KIND: &'static str = "test.sweep";
}

#[derive(Clone, Default)]
struct Sweeper(Arc<AtomicUsize>);

#[async_trait::async_trait]
impl Perform for Sweeper {
    type Job = Sweep;

    async fn perform(&self, _: Sweep, run: &Run) -> Result<(), Error> {
        assert_eq!(run.workspace, None, "a schedule is of the installation");
        assert!(run.write().await.is_err(), "so it has no workspace to write in");
        self.0.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

/// One node of several.
fn node(db: &TestDb, sweeper: &Sweeper) -> Worker {
    let hourly = Schedule::new("test.hourly", "0 * * * *", Sweep {}).unwrap();
    Worker::new(db.db.clone(), Registry::default().perform(sweeper.clone()).schedule(hourly))
}

on_both_databases! {
    async fn of_several_nodes_one_runs_what_is_due_and_never_twice(db: TestDb) {
        let sweeper = Sweeper::default();
        let nodes: Vec<_> = (0..3).map(|_| node(&db, &sweeper)).collect();
        for hour in 0..3 {
            for _ in 0..2 {
                let checks = nodes.iter().map(Worker::run_schedules_due);
                for check in futures::future::join_all(checks).await {
                    check.unwrap();
                }
            }
            for node in &nodes {
                node.run_due().await.unwrap();
            }
            assert_eq!(sweeper.0.load(Ordering::SeqCst), hour, "the first sight only sets the date");
            db.clock.advance(TimeDelta::hours(1));
        }
    }

    async fn what_was_missed_while_nobody_ran_is_done_once(db: TestDb) {
        let sweeper = Sweeper::default();
        let worker = node(&db, &sweeper);
        worker.run_schedules_due().await.unwrap();
        db.clock.advance(TimeDelta::days(3));
        for _ in 0..3 {
            worker.run_schedules_due().await.unwrap();
            worker.run_due().await.unwrap();
        }
        assert_eq!(sweeper.0.load(Ordering::SeqCst), 1);
    }

    async fn a_running_worker_checks_its_schedules_by_itself(db: TestDb) {
        let sweeper = Sweeper::default();
        node(&db, &sweeper).run_schedules_due().await.unwrap();
        db.clock.advance(TimeDelta::hours(1));
        let running = tokio::spawn(node(&db, &sweeper).run(std::future::pending()));
        for _ in 0..1000 {
            if sweeper.0.load(Ordering::SeqCst) == 1 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        running.abort();
        assert_eq!(sweeper.0.load(Ordering::SeqCst), 1);
    }
}

#[test]
fn a_schedule_that_no_clock_can_meet_is_refused_when_it_is_written() {
    assert!(Schedule::new("test.nonsense", "every hour", Sweep {}).is_err());
}
