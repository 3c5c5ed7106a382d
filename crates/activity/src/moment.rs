//! What a person or an account did, event after event, newest first: only what a story needs of each.

use crate::{
    sql,
    who::{UnitKind, loaded},
};
use kernel::{Backend, Error, Grant, WorkspaceTx};
use sea_orm::{QueryResult, Value};

/// Units of one statement, see [`kernel::history`].
const AT_ONCE: usize = 50;

/// An event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Milliseconds since 1970.
    pub at: i64,
    /// The number of the event in the workspace.
    pub id: i64,
    /// See [`crate::name`].
    pub name: i32,
    /// The unit that it came with, of whoever did it.
    pub person: Option<u32>,
}

/// The `limit` newest events of these units that come before `before` (a time and a number) and not before `since`.
pub async fn newest(
    tx: &WorkspaceTx,
    kind: UnitKind,
    units: &[i32],
    before: (i64, i64),
    since: i64,
    limit: usize,
) -> Result<Vec<Moment>, Error> {
    tx.require(Grant::EventsRead)?;
    let between = [before.0.into(), before.1.into(), since.into()];
    let mut moments = Vec::new();
    for units in units.chunks(AT_ONCE) {
        let (sql, units) = match tx.backend() {
            Backend::Sqlite => as_parts(kind.column(), units, limit),
            Backend::Postgres => as_one(kind.column(), units, limit),
        };
        let rows = sql::query(tx, &sql, between.iter().cloned().chain(units)).await?;
        for row in &rows {
            moments.push(moment(row)?);
        }
    }
    moments.sort_unstable_by(|a, b| b.cmp(a));
    moments.truncate(limit);
    Ok(moments)
}

/// What the unit did that `unit` stands for. The time is told twice: of months a pair of columns tells PostgreSQL nothing.
fn of_unit(column: &str, unit: &str) -> String {
    format!(
        "SELECT occurred_at, id, name_number, person_unit FROM event WHERE workspace_id = $1 \
         AND {column} = {unit} AND (occurred_at, id) < ($2, $3) AND occurred_at BETWEEN $4 AND $2"
    )
}

/// SQLite merges the parts while it reads them.
fn as_parts(column: &str, units: &[i32], limit: usize) -> (String, Vec<Value>) {
    let parts: Vec<_> =
        (5..5 + units.len()).map(|place| of_unit(column, &format!("${place}"))).collect();
    let parts = parts.join(" UNION ALL ");
    let sql = format!("{parts} ORDER BY occurred_at DESC, id DESC LIMIT {limit}");
    (sql, units.iter().map(|unit| (*unit).into()).collect())
}

/// PostgreSQL would plan every month anew for every part. For each unit it reads the newest month first, and no further
/// than it must.
fn as_one(column: &str, units: &[i32], limit: usize) -> (String, Vec<Value>) {
    let newest = format!("ORDER BY occurred_at DESC, id DESC LIMIT {limit}");
    let sql = format!(
        "SELECT of_unit.* FROM unnest($5::text::integer[]) AS u(unit) \
         CROSS JOIN LATERAL ({} {newest}) AS of_unit {newest}",
        of_unit(column, "u.unit")
    );
    let list: Vec<_> = units.iter().map(ToString::to_string).collect();
    (sql, vec![format!("{{{}}}", list.join(",")).into()])
}

fn moment(row: &QueryResult) -> Result<Moment, Error> {
    let person: Option<i32> = row.try_get_by_index(3)?;
    Ok(Moment {
        at: row.try_get_by_index(0)?,
        id: row.try_get_by_index(1)?,
        name: row.try_get_by_index(2)?,
        person: person.map(loaded),
    })
}
