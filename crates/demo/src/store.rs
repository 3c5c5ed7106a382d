//! Writes a year as rows: everything in one transaction, so that a demo is there or it isn't. What a column is called
//! is known only here.
//!
//! Nothing of the past is told to anybody: its domain events are stored as dispatched, and no job is enqueued.

mod customer;
mod desk;
mod history;
mod house;
mod market;
mod sales;
mod usage;

use crate::year::{Who, Year};
use kernel::{Actor, Backend, Caller, Db, Error, Grants, MockClock, SeededRandom, SystemTx};
use sea_orm::ConnectionTrait as _;
use std::{str::FromStr, sync::Arc};

/// Whether there is any workspace yet.
pub async fn is_empty(db: &Db) -> Result<bool, Error> {
    let tx = SystemTx::read(db).await?;
    Ok(tx.find::<identity::entity::workspace::Entity>().one(&tx.db).await?.is_none())
}

/// Gives the year addresses that are free in this database; `None` if the very same year is in it already.
pub async fn settle(db: &Db, year: Year) -> Result<Option<Year>, Error> {
    house::settle(&SystemTx::read(db).await?, year).await
}

/// Ids that rows get while they are written come from the same seed, so that these too are the same in each run.
pub async fn write(
    db: &Db,
    year: &Year,
    seed: u64,
    password_hash: &str,
    now: chrono::DateTime<chrono::Utc>,
    tell: &mut (dyn FnMut(&str, usize) + Send),
) -> Result<(), Error> {
    let db = db.with(Arc::new(MockClock::at(now)), Arc::new(SeededRandom::from_seed(seed)));
    let system = SystemTx::write(&db).await?;
    house::workspace(&system, year, password_hash).await?;
    let tx = system.into_workspace(caller(year)).await?;
    house::members(&tx, year).await?;
    market::write(&tx, year).await?;
    sales::house(&tx, year).await?;
    customer::catalogue(&tx, year).await?;
    tell("accounts", year.accounts.len());
    customer::accounts(&tx, year).await?;
    tell("people", year.people.len());
    customer::people(&tx, year).await?;
    tell("subscriptions", year.subscriptions.len());
    customer::subscriptions(&tx, year).await?;
    tell("leads", year.leads.len());
    market::leads(&tx, year).await?;
    tell("activities", year.sales.activities.len());
    sales::write(&tx, year).await?;
    tell("tasks", year.tasks.len());
    desk::tasks(&tx, year).await?;
    tell("notes", year.notes.len());
    desk::notes(&tx, year).await?;
    house::views(&tx, year).await?;
    house::dashboard(&tx, year).await?;
    tell("timeline_entries", year.history.len());
    history::write(&tx, year).await?;
    tell("events", year.uses.len());
    usage::write(&tx, year).await?;
    leads::score::furnish(&tx, year.workspace.locale).await?;
    leads::score::settle(&tx).await?;
    tx.commit().await?;
    // The first question should not wait for it, nor should the server begin with it.
    activity::index::settle(&db, year.workspace.id).await?;
    analyze(&db).await
}

/// PostgreSQL plans by what it knows of its tables. It would look at them within a minute by itself; until then the
/// newcomer's first pages would be slow.
async fn analyze(db: &Db) -> Result<(), Error> {
    if db.backend == Backend::Postgres {
        db.writer.execute_unprepared(ANALYZE).await?;
    }
    Ok(())
}

/// Of our tables alone: those of the system are not ours to look at.
const ANALYZE: &str = "DO $$ DECLARE name text; BEGIN \
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP \
    EXECUTE format('ANALYZE %I', name); END LOOP; END $$";

fn caller(year: &Year) -> Caller {
    let owner = &year.members[0];
    Caller {
        workspace: year.workspace.id,
        actor: Actor::Member { member: owner.id, operator: owner.operator_id },
        grants: Grants::all(),
        request_id: REQUEST.to_owned(),
        expected_version: None,
    }
}

const REQUEST: &str = "command:demo";

impl Who {
    /// As rows tell it: the kind of actor and its id.
    fn actor(self) -> (&'static str, Option<String>) {
        match self {
            Self::Member(id) => ("member", Some(id.to_string())),
            Self::Visitor => ("visitor", None),
            Self::Import => ("system", Some("import".to_owned())),
            Self::Job(kind) => ("system", Some(kind.to_owned())),
        }
    }
}

/// The domain's value for a word of the vocabulary.
fn word<T: FromStr>(word: &str) -> Result<T, Error> {
    word.parse().map_err(|_| {
        Error::internal(format!("the demo knows a word that the product doesn't: {word}"))
    })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).expect("a year has fewer things")
}
