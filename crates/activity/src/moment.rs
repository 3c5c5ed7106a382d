//! What a person or an account did, event after event, newest first: only what a story needs of each.

use crate::{
    entity::unit,
    sql,
    who::{UnitKind, loaded},
};
use kernel::{Backend, Error, Grant, WorkspaceTx, is_one_of_ids, is_one_of_numbers};
use sea_orm::{
    ColumnTrait as _, QueryFilter as _, QueryResult, QuerySelect as _, Value, sea_query::Expr,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Units of one statement, see [`kernel::history`].
const AT_ONCE: usize = 50;
/// Units of one statement that isn't in order.
const MANY_AT_ONCE: usize = 1000;

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

/// Everything that these people did under these names, in no order. For domains that count what people did and have let the
/// caller in already: it tells no more than times and names.
pub async fn of_people(
    tx: &WorkspaceTx,
    people: &[Uuid],
    names: &[i32],
) -> Result<HashMap<Uuid, Vec<Moment>>, Error> {
    let mut moments: HashMap<Uuid, Vec<Moment>> = HashMap::new();
    if people.is_empty() || names.is_empty() {
        return Ok(moments);
    }
    let people = people_by_unit(tx, people).await?;
    let units: Vec<i32> = people.keys().copied().collect();
    let names = list(names);
    for units in units.chunks(MANY_AT_ONCE) {
        let sql = format!(
            "SELECT occurred_at, id, name_number, person_unit FROM event WHERE workspace_id = $1 \
             AND person_unit IN ({}) AND name_number IN ({names})",
            list(units)
        );
        for row in sql::query(tx, &sql, []).await? {
            let unit: i32 = row.try_get_by_index(3)?;
            if let Some(person) = people.get(&unit) {
                moments.entry(*person).or_default().push(moment(&row)?);
            }
        }
    }
    Ok(moments)
}

/// Every unit whose events are one of these people's.
async fn people_by_unit(tx: &WorkspaceTx, people: &[Uuid]) -> Result<HashMap<i32, Uuid>, Error> {
    use unit::{Column, Entity};
    let of_people = || tx.find::<Entity>().filter(Column::Kind.eq(UnitKind::Person.number()));
    let own = is_one_of_ids(tx.backend(), Expr::col(Column::SubjectId), people.to_vec());
    let own = of_people().filter(own).select_only().columns([Column::Root, Column::SubjectId]);
    let own: Vec<(i32, Option<Uuid>)> = own.into_tuple().all(&tx.db).await?;
    let roots: HashMap<i32, Uuid> =
        own.into_iter().filter_map(|(root, person)| Some((root, person?))).collect();
    let among = is_one_of_numbers(tx.backend(), Expr::col(Column::Root), roots.keys().copied());
    let units = of_people().filter(among).select_only().columns([Column::Ordinal, Column::Root]);
    let units: Vec<(i32, i32)> = units.into_tuple().all(&tx.db).await?;
    Ok(units.into_iter().filter_map(|(unit, root)| Some((unit, *roots.get(&root)?))).collect())
}

fn list(numbers: &[i32]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
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
