//! Writes events, by hand and past the ORM: this is the path that a workspace's whole traffic takes. What differs
//! between the databases is in `store/sqlite.rs` and `store/postgres.rs`.

mod postgres;
mod sqlite;

use crate::{
    log::{self, Fact},
    stream::Stream,
    who::{Unit, stored},
};
use chrono::{DateTime, Utc};
use kernel::{Backend, Error, WorkspaceTx};
use uuid::Uuid;

/// The columns of `event` that [`Row`] and [`Stamp`] fill, in the order of both statements.
const COLUMNS: &str = "workspace_id, id, occurred_at, received_at, person_unit, account_unit, name_number, from_client, \
                       name, message_id, anonymous_id, person_external_id, account_external_id, properties, context";

/// One event as it is stored.
pub struct Row<'a> {
    pub occurred_at: i64,
    pub person: Option<Unit>,
    pub account: Option<Unit>,
    pub name_number: i32,
    pub name: &'a str,
    pub message_id: &'a str,
    pub anonymous_id: Option<&'a str>,
    pub person_external_id: Option<&'a str>,
    pub account_external_id: Option<&'a str>,
    pub properties: Option<&'a str>,
    pub context: Option<&'a str>,
}

/// What all events of a batch have in common.
struct Stamp {
    workspace: Uuid,
    received_at: i64,
    from_client: bool,
}

impl Row<'_> {
    fn person_unit(&self) -> Option<i32> {
        self.person.map(|unit| stored(unit.ordinal))
    }

    fn account_unit(&self) -> Option<i32> {
        self.account.map(|unit| stored(unit.ordinal))
    }

    fn fact(&self) -> Fact {
        let root = |unit: Option<Unit>| unit.map(|unit| unit.root);
        Fact {
            person: root(self.person),
            account: root(self.account),
            name: self.name_number,
            at: self.occurred_at,
        }
    }
}

/// A row with its number.
pub type Numbered<'a> = (i64, Row<'a>);

/// Tells for each message whether it is new, and keeps that it came. Its number counts from `stream.before`. No two have
/// the same key.
pub async fn keep_messages(
    tx: &WorkspaceTx,
    stream: &Stream,
    keys: &[Uuid],
) -> Result<Vec<bool>, Error> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let workspace = tx.workspace().uuid();
    let numbered: Vec<_> = (stream.before + 1..).zip(keys.iter().copied()).collect();
    match tx.backend() {
        Backend::Sqlite => sqlite::insert_messages(&tx.db, workspace, &numbered).await,
        Backend::Postgres => postgres::insert_messages(&tx.db, workspace, &numbered).await,
    }
}

/// Stores events under their numbers, and tells the index of them.
pub async fn insert(
    tx: &WorkspaceTx,
    received_at: DateTime<Utc>,
    from_client: bool,
    rows: &[Numbered<'_>],
) -> Result<(), Error> {
    let Some((last, _)) = rows.last() else { return Ok(()) };
    let stamp = Stamp {
        workspace: tx.workspace().uuid(),
        received_at: received_at.timestamp_millis(),
        from_client,
    };
    match tx.backend() {
        Backend::Sqlite => sqlite::insert_events(&tx.db, &stamp, rows).await?,
        Backend::Postgres => postgres::insert_events(&tx.db, &stamp, rows).await?,
    }
    let facts: Vec<_> = rows.iter().map(|(_, row)| row.fact()).collect();
    log::append(tx, *last, stamp.received_at, &facts).await
}
