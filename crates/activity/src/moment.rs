//! What a person or an account did, event after event, newest first: only what a story needs of each.

use crate::{
    sql,
    who::{UnitKind, loaded},
};
use kernel::{Error, Grant, WorkspaceTx};
use sea_orm::QueryResult;

/// Parts of one statement: a unit has an index of its own, see [`kernel::history`].
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
    let column = kind.column();
    // The time twice: a pair of columns tells PostgreSQL nothing about months.
    let of_unit = |place: usize| {
        format!(
            "SELECT occurred_at, id, name_number, person_unit FROM event WHERE workspace_id = $1 \
             AND {column} = ${place} AND (occurred_at, id) < ($2, $3) AND occurred_at BETWEEN $4 AND $2"
        )
    };
    let mut moments = Vec::new();
    for units in units.chunks(AT_ONCE) {
        let parts: Vec<_> = (5..5 + units.len()).map(of_unit).collect();
        let parts = parts.join(" UNION ALL ");
        let sql = format!("{parts} ORDER BY occurred_at DESC, id DESC LIMIT {limit}");
        let values = [before.0.into(), before.1.into(), since.into()];
        let units = units.iter().map(|unit| (*unit).into());
        let rows = sql::query(tx, &sql, values.into_iter().chain(units)).await?;
        for row in &rows {
            moments.push(moment(row)?);
        }
    }
    moments.sort_unstable_by(|a, b| b.cmp(a));
    moments.truncate(limit);
    Ok(moments)
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
