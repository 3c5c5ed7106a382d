use super::{Bound, Sample, take_turns};
use crate::figure::Figures;
use crate::server::{self, Home};
use anyhow::Result;
use rusqlite::{Connection, params};
use std::time::{Duration, Instant};
use uuid::Uuid;

pub fn measure(figures: &mut Figures) -> Result<()> {
    let directory = tempfile::tempdir_in("/var/tmp")?;
    let url = |name: &str| format!("sqlite://{}", directory.path().join(name).display());
    // Two files with the same schema: one for the server, one for the bound.
    let (ours, raw) = (url("server.db"), url("raw.db"));
    let home = |database_url| Home { directory: directory.path(), database_url };
    server::run(&home(&ours), &["migrate", "up"])?;
    server::run(&home(&raw), &["migrate", "up"])?;
    let mut bound = Raw::open(raw.trim_start_matches("sqlite://"))?;
    take_turns("SQLite", &home(&ours), &mut bound, figures)
}

struct Raw {
    connection: Connection,
    last_id: i64,
}

impl Raw {
    /// With the settings that the server uses.
    fn open(path: &str) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA mmap_size = 268435456; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;",
        )?;
        Ok(Self { connection, last_id: 0 })
    }

    fn store_batch(&mut self, batch: &[Sample]) -> Result<()> {
        let workspace = Uuid::nil();
        let transaction = self.connection.transaction()?;
        {
            let mut message = transaction.prepare_cached(
                "INSERT INTO event_message (workspace_id, message_key, event_id) VALUES (?, ?, ?)",
            )?;
            let mut event = transaction.prepare_cached(
                "INSERT INTO event (workspace_id, id, occurred_at, received_at, person_unit, account_unit, \
                 name_number, from_client, name, message_id, anonymous_id, person_external_id, account_external_id, \
                 properties, context) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, NULL, ?, ?, ?, ?)",
            )?;
            for sample in batch {
                self.last_id += 1;
                let key = sample.message_id.as_bytes();
                message.execute(params![workspace.as_bytes(), key, self.last_id])?;
                event.execute(params![
                    workspace.as_bytes(),
                    self.last_id,
                    sample.occurred_at_ms,
                    sample.occurred_at_ms,
                    sample.person,
                    sample.account,
                    sample.name_number,
                    sample.name,
                    sample.message_id.to_string(),
                    sample.person_external_id,
                    sample.account_external_id,
                    sample.properties,
                    sample.context,
                ])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

impl Bound for Raw {
    fn store(&mut self, batches: &[Vec<Sample>]) -> Result<Duration> {
        let started = Instant::now();
        for batch in batches {
            self.store_batch(batch)?;
        }
        Ok(started.elapsed())
    }
}
