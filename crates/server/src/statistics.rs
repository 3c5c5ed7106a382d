//! The database keeps knowing its tables while they grow.

use jobs::{JobSpec, Perform, Run, Schedule};
use kernel::Error;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct RefreshStatistics {}

impl JobSpec for RefreshStatistics {
    const KIND: &'static str = "database.refresh_statistics";

    fn unique_key(&self) -> Option<String> {
        Some("refresh_statistics".to_owned())
    }
}

/// Every hour.
pub fn schedule() -> Result<Schedule, Error> {
    Schedule::new("database.refresh_statistics", "41 * * * *", RefreshStatistics {})
}

/// Performs [`RefreshStatistics`].
pub struct KeepStatistics;

#[async_trait::async_trait]
impl Perform for KeepStatistics {
    type Job = RefreshStatistics;

    async fn perform(&self, _: RefreshStatistics, run: &Run) -> Result<(), Error> {
        run.db.refresh_statistics().await
    }
}
