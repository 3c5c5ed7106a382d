//! Writes events, by hand and past the ORM: this is the path that a workspace's whole traffic takes. What differs
//! between the databases is in `store/sqlite.rs` and `store/postgres.rs`.
//!
//! Numbers are given out under a lock on the workspace's row of `event_stream`, which is held until the commit. So a
//! batch with higher numbers is never seen before one with lower numbers, and whoever digests events may remember the
//! last number and ask for what came after it.

mod postgres;
mod sqlite;

use chrono::{DateTime, Utc};
use kernel::{Backend, Error, WorkspaceTx};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use uuid::Uuid;

/// The columns of `event` that [`Row`] and [`Stamp`] fill, in the order of both statements.
const COLUMNS: &str = "workspace_id, id, occurred_at, received_at, person_id, account_id, from_client, name, \
                       message_id, anonymous_id, person_external_id, account_external_id, properties, context";

/// One event as it is stored.
pub struct Row<'a> {
    pub message_key: Uuid,
    pub occurred_at: i64,
    pub person_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
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

/// A row with the number that it gets if its message is new.
type Numbered<'a> = (i64, &'a Row<'a>);

/// Stores the rows whose message is new, and tells for each whether it was. No two rows have the same message key.
pub async fn insert(
    tx: &WorkspaceTx,
    received_at: DateTime<Utc>,
    from_client: bool,
    rows: &[Row<'_>],
) -> Result<Vec<bool>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let stamp = Stamp {
        workspace: tx.workspace().uuid(),
        received_at: received_at.timestamp_millis(),
        from_client,
    };
    let last = reserve(tx, stamp.workspace, rows.len()).await?;
    let first = last - i64::try_from(rows.len()).map_err(Error::internal)? + 1;
    let numbered: Vec<Numbered> = (first..).zip(rows).collect();
    let is_new = match tx.backend() {
        Backend::Sqlite => sqlite::insert_messages(&tx.db, &stamp, &numbered).await?,
        Backend::Postgres => postgres::insert_messages(&tx.db, &stamp, &numbered).await?,
    };
    let new: Vec<_> =
        numbered.into_iter().zip(&is_new).filter(|(_, new)| **new).map(|(row, _)| row).collect();
    match tx.backend() {
        Backend::Sqlite => sqlite::insert_events(&tx.db, &stamp, &new).await?,
        Backend::Postgres => postgres::insert_events(&tx.db, &stamp, &new).await?,
    }
    Ok(is_new)
}

/// Takes `count` numbers and returns the last. Those of messages that turn out to be known stay unused.
async fn reserve(tx: &WorkspaceTx, workspace: Uuid, count: usize) -> Result<i64, Error> {
    let sql = "INSERT INTO event_stream (workspace_id, last_id) VALUES ($1, $2) \
               ON CONFLICT (workspace_id) DO UPDATE SET last_id = event_stream.last_id + excluded.last_id \
               RETURNING last_id";
    let count = i64::try_from(count).map_err(Error::internal)?;
    let values: [Value; 2] = [workspace.into(), count.into()];
    let statement = Statement::from_sql_and_values(dialect(tx.backend()), sql, values);
    let row = tx.db.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| Error::internal("an upsert returned no row"))?;
    Ok(row.try_get_by_index(0)?)
}

const fn dialect(backend: Backend) -> DbBackend {
    match backend {
        Backend::Sqlite => DbBackend::Sqlite,
        Backend::Postgres => DbBackend::Postgres,
    }
}
