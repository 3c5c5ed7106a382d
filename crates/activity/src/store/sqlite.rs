//! Multi-row inserts. A statement's text depends on its number of rows, and each text is prepared once and kept, so
//! only few different numbers are used: 128, 64, 32, … 1.

use super::{COLUMNS, Numbered, Stamp};
use crate::sql::pieces;
use kernel::Error;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value};
use std::{collections::HashMap, fmt::Write as _};
use uuid::Uuid;

/// Larger statements gain little and cost memory for as long as they are kept.
const MOST_ROWS: usize = 128;

/// The number that a message gets if it is new, and its key.
type Message = (i64, Uuid);

/// Tells for each whether it is new.
pub async fn insert_messages(
    db: &DatabaseTransaction,
    workspace: Uuid,
    messages: &[Message],
) -> Result<Vec<bool>, Error> {
    let mut is_new = Vec::with_capacity(messages.len());
    for messages in pieces(messages, MOST_ROWS) {
        let sql = format!(
            "INSERT INTO event_message (workspace_id, message_key, event_id) VALUES {} \
             ON CONFLICT DO NOTHING",
            places(messages.len(), 3)
        );
        let values = messages
            .iter()
            .flat_map(|(number, key)| [workspace.into(), (*key).into(), (*number).into()]);
        let inserted = db.execute_raw(statement(sql, values)).await?.rows_affected();
        if inserted == messages.len() as u64 {
            is_new.extend(messages.iter().map(|_| true));
        } else {
            let numbers = numbers_of(db, workspace, messages).await?;
            is_new.extend(messages.iter().map(|(n, key)| numbers.get(key) == Some(n)));
        }
    }
    Ok(is_new)
}

/// The number under which each of these messages was stored: ours if it is new.
async fn numbers_of(
    db: &DatabaseTransaction,
    workspace: Uuid,
    messages: &[Message],
) -> Result<HashMap<Uuid, i64>, Error> {
    let sql = format!(
        "SELECT message_key, event_id FROM event_message WHERE workspace_id = ? AND message_key IN {}",
        places(1, messages.len())
    );
    let keys = messages.iter().map(|(_, key)| (*key).into());
    let values = std::iter::once(workspace.into()).chain(keys);
    let found = db.query_all_raw(statement(sql, values)).await?;
    let pair =
        |row: &sea_orm::QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    found.iter().map(pair).collect()
}

pub async fn insert_events(
    db: &DatabaseTransaction,
    stamp: &Stamp,
    rows: &[Numbered<'_>],
) -> Result<(), Error> {
    for rows in pieces(rows, MOST_ROWS) {
        let sql = format!("INSERT INTO event ({COLUMNS}) VALUES {}", places(rows.len(), 15));
        let values = rows.iter().flat_map(|row| values_of(stamp, row));
        db.execute_raw(statement(sql, values)).await?;
    }
    Ok(())
}

fn values_of(stamp: &Stamp, (number, row): &Numbered<'_>) -> [Value; 15] {
    [
        stamp.workspace.into(),
        (*number).into(),
        row.occurred_at.into(),
        stamp.received_at.into(),
        row.person_unit().into(),
        row.account_unit().into(),
        row.name_number.into(),
        stamp.from_client.into(),
        row.name.into(),
        row.message_id.into(),
        row.anonymous_id.into(),
        row.person_external_id.into(),
        row.account_external_id.into(),
        row.properties.into(),
        row.context.into(),
    ]
}

fn statement(sql: String, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)
}

/// `(?,?),(?,?)` for two rows of two values.
fn places(rows: usize, columns: usize) -> String {
    let row = format!("({})", vec!["?"; columns].join(","));
    let mut places = String::with_capacity(rows * (row.len() + 1));
    for index in 0..rows {
        let comma = if index == 0 { "" } else { "," };
        write!(places, "{comma}{row}").expect("writing to a string does not fail");
    }
    places
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn rows_of_values_are_written_as_sqlite_reads_them() {
        assert_eq!(places(2, 3), "(?,?,?),(?,?,?)");
    }
}
