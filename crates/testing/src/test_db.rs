use crate::{TestWorkspace, template};
use chrono::{DateTime, Utc};
use kernel::{Db, MockClock, OpenDb, Secret, SeededRandom};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;

/// When every test begins: a Monday morning in Shanghai.
const START: &str = "2026-03-02T01:00:00Z";

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A database of its own for one test, empty but migrated. It is gone with the value.
pub struct TestDb {
    pub db: Db,
    pub clock: Arc<MockClock>,
    /// For what opens the database itself, such as a server under test.
    pub url: String,
    pub secret: Secret,
    gone_with_it: Leftover,
}

enum Leftover {
    Folder(#[expect(dead_code, reason = "its drop removes the folder")] TempDir),
    Database(String),
}

impl TestDb {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("test.db");
        std::fs::copy(template::sqlite().await, &file).expect("the template can be copied");
        Self::open(format!("sqlite://{}", file.display()), Leftover::Folder(folder)).await
    }

    pub async fn postgres() -> Self {
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        template::create_database(&name, template::postgres().await).await;
        Self::open(template::database_url(&name), Leftover::Database(name)).await
    }

    async fn open(url: String, gone_with_it: Leftover) -> Self {
        let clock = Arc::new(MockClock::at(start()));
        let secret = Secret::new(b"a secret that only tests know");
        let open = OpenDb {
            clock: clock.clone(),
            random: Arc::new(SeededRandom::from_seed(1)),
            ..OpenDb::new(url.clone(), secret.clone())
        };
        Self {
            db: open.open().await.expect("the test database opens"),
            clock,
            url,
            secret,
            gone_with_it,
        }
    }

    /// A workspace with an owner.
    pub async fn workspace(&self, name: &str) -> TestWorkspace {
        TestWorkspace::create(self, name).await
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Leftover::Database(name) = &self.gone_with_it {
            let name = name.clone();
            // Drop can't await; a thread with a runtime of its own can.
            let dropped = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                runtime.expect("a runtime").block_on(template::drop_database(&name));
            });
            dropped.join().ok();
        }
    }
}

pub(crate) fn start() -> DateTime<Utc> {
    START.parse().expect("a valid time")
}
