//! Statements by hand, for what the ORM has no words for.

use kernel::{Backend, Error, WorkspaceTx};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value};

/// Runs a statement whose first value is the workspace, and returns how many rows it changed.
pub async fn execute(
    tx: &WorkspaceTx,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, Error> {
    Ok(tx.db.execute_raw(statement(tx, sql, values)).await?.rows_affected())
}

/// The rows of a query whose first value is the workspace.
pub async fn query(
    tx: &WorkspaceTx,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, Error> {
    Ok(tx.db.query_all_raw(statement(tx, sql, values)).await?)
}

fn statement(tx: &WorkspaceTx, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    let workspace = std::iter::once(tx.workspace().uuid().into());
    Statement::from_sql_and_values(tx.backend().into(), sql, workspace.chain(values))
}

/// `($1,$6,$7),($1,$8,$9)`: rows that begin with the workspace and what `shared` values follow it, then `own` of their own.
pub fn rows(count: usize, shared: usize, own: usize) -> String {
    let mut text = String::new();
    for row in 0..count {
        text.push_str(if row == 0 { "(" } else { ",(" });
        let first = (1..=shared).chain((0..own).map(|column| shared + 1 + row * own + column));
        let places: Vec<_> = first.map(|place| format!("${place}")).collect();
        text.push_str(&places.join(","));
        text.push(')');
    }
    text
}

/// Cuts a list into pieces whose lengths are powers of two, so that statements have few different texts.
pub fn pieces<T>(mut list: &[T], most: usize) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let length = 1 << list.len().min(most).checked_ilog2()?;
        let (piece, rest) = list.split_at(length);
        list = rest;
        Some(piece)
    })
}

/// A condition: the two columns hold one of these pairs of whole numbers, given as the text of parameter `place`.
pub fn among_pairs(backend: Backend, columns: (&str, &str), place: usize) -> String {
    let (a, b) = columns;
    match backend {
        Backend::Sqlite => {
            format!("({a}, {b}) IN (SELECT value ->> 0, value ->> 1 FROM json_each(${place}))")
        }
        Backend::Postgres => format!(
            "({a}, {b}) IN (SELECT (p ->> 0)::integer, (p ->> 1)::integer \
             FROM jsonb_array_elements(CAST(${place} AS text)::jsonb) AS p OFFSET 0)"
        ),
    }
}

/// What [`among_pairs`] reads.
pub fn pairs(pairs: impl Iterator<Item = (i32, i32)>) -> Value {
    let list: Vec<_> = pairs.map(|(a, b)| format!("[{a},{b}]")).collect();
    format!("[{}]", list.join(",")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_in_one_piece_and_pieces_have_few_lengths() {
        for count in [0_usize, 1, 2, 127, 128, 129, 1000] {
            let rows: Vec<_> = (0..count).collect();
            let together: Vec<_> = pieces(&rows, 128).flatten().copied().collect();
            assert_eq!(together, rows);
            assert!(pieces(&rows, 128).all(|piece| piece.len().is_power_of_two()));
        }
        assert_eq!(pieces(&[0; 1000], 128).count(), 10);
    }

    #[test]
    fn rows_share_their_first_values() {
        assert_eq!(rows(2, 1, 2), "($1,$2,$3),($1,$4,$5)");
    }
}
