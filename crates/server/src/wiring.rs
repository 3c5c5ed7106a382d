//! Who does which job and who is told what happened: the only place that knows all domains.

use crate::configuration::Configuration;
use jobs::{Registry, Worker};
use kernel::Db;

/// A worker that knows every job.
pub fn worker(db: &Db, _configuration: &Configuration) -> anyhow::Result<Worker> {
    let registry = Registry::default();
    Ok(Worker::new(db.clone(), registry))
}
