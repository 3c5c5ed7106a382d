//! Carries what was accepted since the last time into the segments, in one transaction with the watermark: a crash at any
//! point leaves the index as it was, and the log with what it has not yet.

use super::{
    moves, rebuild,
    segment::{Entries, Key, Segment, sort},
    shelf,
    state::{self, State},
};
use crate::{
    log::{self, Fact},
    name, sql,
};
use kernel::{Caller, Db, Error, WorkspaceTx, ids::WorkspaceId};
use std::collections::BTreeMap;

/// How many batches one transaction takes: SQLite has one writer, and others wait for it.
const BATCHES_AT_ONCE: i64 = 200;

/// Brings the index of a workspace up to date, in as many transactions as it takes.
pub async fn settle(db: &Db, workspace: WorkspaceId) -> Result<(), Error> {
    loop {
        let tx = WorkspaceTx::write(db, Caller::system(workspace, "activity.refresh")).await?;
        let is_done = refresh(&tx).await?;
        tx.commit().await?;
        if is_done {
            return Ok(());
        }
    }
}

/// The same within one transaction: until it ends, nothing is left in the log and nobody has moved.
pub async fn settle_within(tx: &WorkspaceTx) -> Result<(), Error> {
    while !refresh(tx).await? || moves::are_pending(tx).await? {}
    Ok(())
}

/// One step; tells whether it was the last. Moves of units come when the log is empty: they are about events that the
/// segments have.
pub async fn refresh(tx: &WorkspaceTx) -> Result<bool, Error> {
    let mut state = State::lock(tx).await?;
    if state.calendar != state::calendar_of(tx).await? {
        rebuild::rebuild(tx, &mut state).await?;
        return Ok(true);
    }
    // Before the log: the events that they are about were there before them, so the log has them, or the segments do.
    let moved = moves::pending(tx).await?;
    let (facts, last) = log::read(tx, BATCHES_AT_ONCE).await?;
    if let Some(last) = last {
        state.revision += 1;
        add(tx, &state, &sort(state.calendar, &facts)).await?;
        count_names(tx, &facts).await?;
        name::learn(tx, state.watermark, last).await?;
        log::forget(tx, last).await?;
        state.watermark = last;
        state.store(tx).await?;
        return Ok(false);
    }
    moves::apply(tx, &mut state, &moved).await?;
    Ok(true)
}

/// Adds entries to the segments.
pub async fn add(tx: &WorkspaceTx, state: &State, entries: &Entries) -> Result<(), Error> {
    let mut known = shelf::load(tx, state.generation, entries.keys().copied()).await?;
    let merged = entries.iter().map(|(key, more)| {
        let segment = match known.remove(key) {
            Some(segment) => segment.with(*key, more)?,
            None => Segment::of(*key, more)?,
        };
        Ok((*key, segment))
    });
    let merged: Vec<(Key, Segment)> = merged.collect::<Result<_, Error>>()?;
    shelf::store(tx, state.generation, state.revision, &merged).await
}

/// What the catalogue says of each name.
pub async fn count_names(tx: &WorkspaceTx, facts: &[Fact]) -> Result<(), Error> {
    let mut counted: BTreeMap<i32, (i64, i64, i64)> = BTreeMap::new();
    for fact in facts {
        let (volume, first, last) = counted.entry(fact.name).or_insert((0, fact.at, fact.at));
        *volume += 1;
        *first = fact.at.min(*first);
        *last = fact.at.max(*last);
    }
    let sql = "UPDATE event_name SET volume = volume + $3, \
               first_seen_at = CASE WHEN first_seen_at > $4 THEN $4 ELSE first_seen_at END, \
               last_seen_at = CASE WHEN last_seen_at < $5 THEN $5 ELSE last_seen_at END \
               WHERE workspace_id = $1 AND number = $2";
    for (name, (volume, first, last)) in counted {
        sql::execute(tx, sql, [name.into(), volume.into(), first.into(), last.into()]).await?;
    }
    Ok(())
}
