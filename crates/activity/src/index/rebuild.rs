//! Makes the segments again out of the events: when the workspace cuts time differently, or when they are damaged. The new
//! edition is written beside the old one and counts from the commit on.

use super::{refresh, segment::sort, shelf, state::State};
use crate::{
    log::{self, Fact},
    sql,
    who::{UnitKind, loaded},
};
use kernel::{Error, WorkspaceTx};
use std::collections::HashMap;

const EVENTS_AT_ONCE: i64 = 100_000;

/// The new edition has every event that was accepted before; log and moves keep what came meanwhile.
pub async fn rebuild(tx: &WorkspaceTx, state: &mut State) -> Result<(), Error> {
    state.generation += 1;
    state.revision += 1;
    state.calendar = super::state::calendar_of(tx).await?;
    let sql = "UPDATE event_name SET volume = 0 WHERE workspace_id = $1";
    sql::execute(tx, sql, []).await?;
    let extent = Extent::read(tx).await?;
    let mut after = extent.before;
    while after < extent.last {
        let until = extent.last.min(after + EVENTS_AT_ONCE);
        let facts = extent.facts(tx, after, until).await?;
        refresh::add(tx, state, &sort(state.calendar, &facts)).await?;
        refresh::count_names(tx, &facts).await?;
        after = until;
    }
    state.watermark = extent.last;
    state.store(tx).await?;
    shelf::keep_only(tx, state.generation).await?;
    log::forget(tx, extent.last).await?;
    let sql = "DELETE FROM event_unit_move WHERE workspace_id = $1 AND id <= $2";
    sql::execute(tx, sql, [extent.last_move.into()]).await?;
    Ok(())
}

/// What there is to read, as of one instant.
#[derive(Default)]
struct Extent {
    /// The number before the first event's.
    before: i64,
    /// The last event. Events with lower numbers were committed before it, see [`crate::stream`].
    last: i64,
    last_move: i64,
    /// What units count as that were merged into others.
    roots: [HashMap<i32, i32>; 2],
}

impl Extent {
    /// In one statement: on PostgreSQL events come and units move between one statement and the next, and what the
    /// segments have must go with what log and moves keep.
    async fn read(tx: &WorkspaceTx) -> Result<Self, Error> {
        const EVENTS: i32 = -2;
        const MOVES: i32 = -1;
        let sql = "SELECT -2, MIN(id) - 1, MAX(id) FROM event WHERE workspace_id = $1 \
                   UNION ALL SELECT -1, 0, MAX(id) FROM event_unit_move WHERE workspace_id = $1 \
                   UNION ALL SELECT kind, ordinal, root FROM event_unit \
                   WHERE workspace_id = $1 AND root <> ordinal";
        let mut extent = Self::default();
        for row in sql::query(tx, sql, []).await? {
            let what: i32 = row.try_get_by_index(0)?;
            let number = |column| row.try_get_by_index::<Option<i64>>(column);
            let (first, last) = (number(1)?.unwrap_or_default(), number(2)?.unwrap_or_default());
            match what {
                EVENTS => (extent.before, extent.last) = (first, last),
                MOVES => extent.last_move = last,
                kind => {
                    let kind = usize::from(kind == i32::from(UnitKind::Account.number()));
                    let unit = |number: i64| i32::try_from(number).map_err(Error::internal);
                    extent.roots[kind].insert(unit(first)?, unit(last)?);
                }
            }
        }
        Ok(extent)
    }

    /// The events with these numbers, in any order.
    async fn facts(&self, tx: &WorkspaceTx, after: i64, until: i64) -> Result<Vec<Fact>, Error> {
        let sql = "SELECT name_number, occurred_at, person_unit, account_unit FROM event \
                   WHERE workspace_id = $1 AND id > $2 AND id <= $3";
        let rows = sql::query(tx, sql, [after.into(), until.into()]).await?;
        let root = |kind: UnitKind, unit: Option<i32>| {
            let roots = &self.roots[kind as usize];
            unit.map(|unit| loaded(roots.get(&unit).copied().unwrap_or(unit)))
        };
        let fact = |row: &sea_orm::QueryResult| {
            Ok(Fact {
                name: row.try_get_by_index(0)?,
                at: row.try_get_by_index(1)?,
                person: root(UnitKind::Person, row.try_get_by_index(2)?),
                account: root(UnitKind::Account, row.try_get_by_index(3)?),
            })
        };
        rows.iter().map(fact).collect()
    }
}
