use jobs::{Enqueue as _, JobSpec, Lane, Perform, Registry, Run, When, Worker};
use kernel::Error;
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};
use testing::on_both_databases;

/// A job that takes its time, for somebody.
#[derive(Serialize, Deserialize)]
struct Call {
    whom: Option<String>,
    takes_ms: u64,
}

impl JobSpec for Call {
    const KIND: &'static str = "test.call";
    const LANE: Lane = Lane::Webhooks;
    const GROUP_CONCURRENCY: usize = 2;

    fn group_key(&self) -> Option<String> {
        self.whom.clone()
    }
}

#[derive(Default)]
struct Line {
    talking: HashMap<String, usize>,
    most: HashMap<String, usize>,
    done: HashMap<String, usize>,
}

#[derive(Clone, Default)]
struct Caller(Arc<Mutex<Line>>);

#[async_trait::async_trait]
impl Perform for Caller {
    type Job = Call;

    async fn perform(&self, job: Call, _: &Run) -> Result<(), Error> {
        let whom = job.whom.unwrap_or_default();
        {
            let line = &mut *self.0.lock().unwrap();
            let talking = line.talking.entry(whom.clone()).or_default();
            *talking += 1;
            let most = line.most.entry(whom.clone()).or_default();
            *most = (*most).max(*talking);
        }
        tokio::time::sleep(Duration::from_millis(job.takes_ms)).await;
        let mut line = self.0.lock().unwrap();
        *line.talking.entry(whom.clone()).or_default() -= 1;
        *line.done.entry(whom).or_default() += 1;
        Ok(())
    }
}

on_both_databases! {
    async fn a_slow_group_takes_its_share_of_the_lane_and_no_more(db: TestDb) {
        let workspace = db.workspace("a").await;
        let tx = workspace.write().await;
        let call = |whom: Option<&str>, takes_ms| Call { whom: whom.map(str::to_owned), takes_ms };
        let slow: Vec<_> = (0..100).map(|_| call(Some("slow"), 60_000)).collect();
        tx.enqueue_all(&slow).await.unwrap();
        for _ in 0..10 {
            tx.enqueue(&call(Some("quick"), 20), When::Now).await.unwrap();
            tx.enqueue(&call(None, 20), When::Now).await.unwrap();
        }
        tx.commit().await.unwrap();
        let caller = Caller::default();
        let worker = Worker::new(db.db.clone(), Registry::default().perform(caller.clone()));
        let running = tokio::spawn(worker.run(std::future::pending()));
        let done = |whom: &str| caller.0.lock().unwrap().done.get(whom).copied().unwrap_or_default();
        for _ in 0..3000 {
            if done("quick") == 10 && done("") == 10 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        running.abort();
        assert_eq!((done("quick"), done(""), done("slow")), (10, 10, 0));
        let line = caller.0.lock().unwrap();
        assert_eq!((line.most["slow"], line.most["quick"]), (2, 2));
    }
}
