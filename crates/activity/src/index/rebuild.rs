//! Makes the segments again out of the events: when the workspace cuts time differently, or when they are damaged. The new
//! edition is written beside the old one and counts from the commit on.

use super::{refresh, segment::sort, shelf, state::State};
use crate::{
    log::{self, Fact},
    sql,
    who::loaded,
};
use kernel::{Error, WorkspaceTx};

const EVENTS_AT_ONCE: i64 = 100_000;

/// Everything that was accepted before this transaction is in the new edition; log and moves are empty afterwards.
pub async fn rebuild(tx: &WorkspaceTx, state: &mut State) -> Result<(), Error> {
    state.generation += 1;
    state.revision += 1;
    state.calendar = super::state::calendar_of(tx).await?;
    let sql = "UPDATE event_name SET volume = 0 WHERE workspace_id = $1";
    sql::execute(tx, sql, []).await?;
    let mut after = 0;
    loop {
        let (facts, last) = read(tx, after).await?;
        let Some(last) = last else { break };
        refresh::add(tx, state, &sort(state.calendar, &facts)).await?;
        refresh::count_names(tx, &facts).await?;
        after = last;
    }
    state.watermark = after;
    state.store(tx).await?;
    shelf::keep_only(tx, state.generation).await?;
    log::forget(tx, i64::MAX).await?;
    let sql = "DELETE FROM event_unit_move WHERE workspace_id = $1";
    sql::execute(tx, sql, []).await?;
    Ok(())
}

/// The next events, with the roots that they count as today, and the number of the last.
async fn read(tx: &WorkspaceTx, after: i64) -> Result<(Vec<Fact>, Option<i64>), Error> {
    let sql = "SELECT e.id, e.name_number, e.occurred_at, p.root, a.root FROM event e \
               LEFT JOIN event_unit p ON p.workspace_id = $1 AND p.kind = 0 AND p.ordinal = e.person_unit \
               LEFT JOIN event_unit a ON a.workspace_id = $1 AND a.kind = 1 AND a.ordinal = e.account_unit \
               WHERE e.workspace_id = $1 AND e.id > $2 ORDER BY e.id LIMIT $3";
    let rows = sql::query(tx, sql, [after.into(), EVENTS_AT_ONCE.into()]).await?;
    let mut last = None;
    let mut facts = Vec::with_capacity(rows.len());
    for row in &rows {
        last = Some(row.try_get_by_index(0)?);
        facts.push(Fact {
            name: row.try_get_by_index(1)?,
            at: row.try_get_by_index(2)?,
            person: row.try_get_by_index::<Option<i32>>(3)?.map(loaded),
            account: row.try_get_by_index::<Option<i32>>(4)?.map(loaded),
        });
    }
    Ok((facts, last))
}
