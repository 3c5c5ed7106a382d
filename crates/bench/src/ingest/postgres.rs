use super::{Bound, Sample, take_turns};
use crate::figure::Figures;
use crate::server::{self, Home};
use anyhow::Result;
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use test_postgres::{Durability, TestPostgres};
use tokio::runtime::Runtime;
use uuid::Uuid;

/// Tables with the same columns and indexes, but without row-level security, under which `COPY` does not work.
const RAW_TABLES: &str = "CREATE TABLE raw_event (LIKE event INCLUDING ALL); \
                          CREATE TABLE raw_event_message (LIKE event_message INCLUDING ALL)";
const COPY_MESSAGES: &str =
    "COPY raw_event_message (workspace_id, message_key, event_id) FROM STDIN";
const COPY_EVENTS: &str = "COPY raw_event (workspace_id, id, occurred_at, received_at, person_unit, account_unit, name_number, \
     from_client, name, message_id, person_external_id, account_external_id, properties, context) FROM STDIN";

pub fn measure(figures: &mut Figures) -> Result<()> {
    let postgres = TestPostgres::start(Durability::Full)?;
    let directory = tempfile::tempdir()?;
    let url = postgres.url();
    let home = Home { directory: directory.path(), database_url: &url };
    server::run(&home, &["migrate", "up"])?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut connection = runtime.block_on(PgConnection::connect(&url))?;
    runtime.block_on(connection.execute(RAW_TABLES))?;
    let mut bound = Raw { runtime, connection, last_id: 0 };
    take_turns("PostgreSQL", &home, &mut bound, figures)
}

struct Raw {
    runtime: Runtime,
    connection: PgConnection,
    last_id: i64,
}

/// What `COPY` reads, for one batch.
#[derive(Default)]
struct Texts {
    messages: String,
    events: String,
}

impl Raw {
    fn texts(&mut self, batch: &[Sample]) -> Texts {
        let workspace = Uuid::nil();
        let mut texts = Texts::default();
        for sample in batch {
            self.last_id += 1;
            let (id, at) = (self.last_id, sample.occurred_at_ms);
            let message = sample.message_id;
            writeln!(texts.messages, "{workspace}\t{message}\t{id}").expect("a string takes it");
            writeln!(
                texts.events,
                "{workspace}\t{id}\t{at}\t{at}\t{}\t{}\t{}\tf\t{}\t{message}\t{}\t{}\t{}\t{}",
                sample.person,
                sample.account,
                sample.name_number,
                sample.name,
                sample.person_external_id,
                sample.account_external_id,
                sample.properties,
                sample.context,
            )
            .expect("a string takes it");
        }
        texts
    }
}

impl Bound for Raw {
    fn store(&mut self, batches: &[Vec<Sample>]) -> Result<Duration> {
        let texts: Vec<_> = batches.iter().map(|batch| self.texts(batch)).collect();
        let started = Instant::now();
        for texts in texts {
            self.runtime.block_on(copy(&mut self.connection, &texts))?;
        }
        Ok(started.elapsed())
    }
}

async fn copy(connection: &mut PgConnection, texts: &Texts) -> Result<()> {
    let mut transaction = connection.begin().await?;
    for (statement, text) in [(COPY_MESSAGES, &texts.messages), (COPY_EVENTS, &texts.events)] {
        let mut copying = transaction.copy_in_raw(statement).await?;
        copying.send(text.as_bytes()).await?;
        copying.finish().await?;
    }
    Ok(transaction.commit().await?)
}
