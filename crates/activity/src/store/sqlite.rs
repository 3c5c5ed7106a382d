//! Multi-row inserts. A statement's text depends on its number of rows, and each text is prepared once and kept, so
//! only few different numbers are used: 128, 64, 32, … 1.

use super::{COLUMNS, Numbered, Stamp};
use kernel::Error;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement, Value};
use std::{collections::HashMap, fmt::Write as _};
use uuid::Uuid;

/// Larger statements gain little and cost memory for as long as they are kept.
const MOST_ROWS: usize = 128;

/// Tells for each row whether its message is new.
pub async fn insert_messages(
    db: &DatabaseTransaction,
    stamp: &Stamp,
    rows: &[Numbered<'_>],
) -> Result<Vec<bool>, Error> {
    let mut is_new = Vec::with_capacity(rows.len());
    for rows in pieces(rows) {
        let sql = format!(
            "INSERT INTO event_message (workspace_id, message_key, event_id) VALUES {} \
             ON CONFLICT DO NOTHING",
            places(rows.len(), 3)
        );
        let values = rows.iter().flat_map(|(number, row)| {
            [stamp.workspace.into(), row.message_key.into(), (*number).into()]
        });
        let inserted = db.execute_raw(statement(sql, values)).await?.rows_affected();
        if inserted == rows.len() as u64 {
            is_new.extend(rows.iter().map(|_| true));
        } else {
            let numbers = numbers_of(db, stamp, rows).await?;
            is_new.extend(rows.iter().map(|(n, row)| numbers.get(&row.message_key) == Some(n)));
        }
    }
    Ok(is_new)
}

/// The number under which each of these messages was stored: ours if it is new.
async fn numbers_of(
    db: &DatabaseTransaction,
    stamp: &Stamp,
    rows: &[Numbered<'_>],
) -> Result<HashMap<Uuid, i64>, Error> {
    let sql = format!(
        "SELECT message_key, event_id FROM event_message WHERE workspace_id = ? AND message_key IN {}",
        places(1, rows.len())
    );
    let keys = rows.iter().map(|(_, row)| row.message_key.into());
    let values = std::iter::once(stamp.workspace.into()).chain(keys);
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
    for rows in pieces(rows) {
        let sql = format!("INSERT INTO event ({COLUMNS}) VALUES {}", places(rows.len(), 14));
        let values = rows.iter().flat_map(|row| values_of(stamp, row));
        db.execute_raw(statement(sql, values)).await?;
    }
    Ok(())
}

fn values_of(stamp: &Stamp, (number, row): &Numbered<'_>) -> [Value; 14] {
    [
        stamp.workspace.into(),
        (*number).into(),
        row.occurred_at.into(),
        stamp.received_at.into(),
        row.person_id.into(),
        row.account_id.into(),
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

/// Cuts the rows into pieces whose lengths are powers of two.
fn pieces<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let length = 1 << rows.len().min(MOST_ROWS).checked_ilog2()?;
        let (piece, rest) = rows.split_at(length);
        rows = rest;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_one_piece_and_pieces_have_few_lengths() {
        for count in [0_usize, 1, 2, 127, 128, 129, 1000] {
            let rows: Vec<_> = (0..count).collect();
            let together: Vec<_> = pieces(&rows).flatten().copied().collect();
            assert_eq!(together, rows);
            assert!(pieces(&rows).all(|piece| piece.len().is_power_of_two()));
        }
        assert_eq!(pieces(&[0; 1000]).count(), 10);
        assert_eq!(places(2, 3), "(?,?,?),(?,?,?)");
    }
}
