//! The steps that a merge of accounts and a merge of people have in common.

use super::restored;
use crate::party::{self, Party};
use kernel::{Error, FieldError, Findings, OnConflict as _, WorkspaceTx};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::{
    collections::{BTreeMap, HashSet},
    fmt::Display,
};

/// The winner and the losers, locked in the order of their ids, so that two merges can't wait for each other.
/// `findings` is what is wrong with the input already; all of it is told at once.
pub(crate) async fn load<P: Party, F: Display>(
    tx: &WorkspaceTx,
    winner: P::Id,
    losers: &[P::Id],
    choices: &BTreeMap<F, P::Id>,
    mut findings: Findings,
) -> Result<(P, Vec<P>), Error> {
    let ids: HashSet<P::Id> = losers.iter().copied().chain([winner]).collect();
    let rows = tx.find::<P::Entity>().filter(P::ID.is_in(ids)).order_by_asc(P::ID);
    let rows = rows.lock_exclusive().all(&tx.db).await?;
    let find = |id: P::Id| rows.iter().find(|row| row.id() == id);
    let row = find(winner).ok_or_else(|| Error::not_found(P::NAME))?;
    tx.expect_version(row.version())?;
    if row.is_merged() {
        return Err(Error::wrong_state("it was merged into another", "它已合并到其他对象"));
    }
    let mut found = Vec::new();
    for (at, loser) in losers.iter().enumerate() {
        let pointer = format!("/loser_ids/{at}");
        match find(*loser) {
            _ if *loser == winner || losers[..at].contains(loser) => {
                findings.add(FieldError::new(pointer, "not_allowed"));
            }
            Some(row) if !row.is_merged() => found.push(row.clone()),
            _ => findings.add(FieldError::new(pointer, "not_found")),
        }
    }
    for (field, chosen) in choices {
        if find(*chosen).is_none() {
            findings.add(FieldError::new(format!("/field_choices/{field}"), "not_found"));
        }
    }
    findings.finish()?;
    Ok((row.clone(), found))
}

/// What becomes of a loser's row: it is kept, so that it can be brought back and links to it can be followed. An
/// external id that the winner takes over is given up: it is unique.
pub(crate) fn retired<P: Party>(tx: &WorkspaceTx, loser: &P, winner: &mut P) -> P {
    let winner_id = winner.id();
    let taken = winner.columns().external_id;
    let mut row = loser.clone();
    let columns = row.columns();
    if *columns.external_id == *taken {
        *columns.external_id = None;
    }
    *columns.archived_at = columns.archived_at.or(Some(tx.now()));
    *columns.merged_into_id = Some(winner_id);
    row
}

/// Stores all parties as they were before their merge, but for what somebody changed of the winner since.
pub(crate) async fn bring_back<P: Party>(
    tx: &WorkspaceTx,
    winner: &P,
    after: &P,
    losers: &[P],
    derive_columns: fn(&mut P),
) -> Result<P, Error> {
    let current: P = party::load(tx, winner.id()).await?;
    let version = current.version();
    let json = |row: &P| serde_json::to_value(row).map_err(Error::internal);
    let restored = restored(json(&current)?, &json(winner)?, &json(after)?);
    let mut row: P = serde_json::from_value(restored).map_err(Error::internal)?;
    *row.columns().version = version;
    derive_columns(&mut row);
    // The winner first: it gives external ids back that the losers need.
    let restored = party::store(tx, &current, row).await.or_conflict(P::NAME, "/external_id")?;
    for loser in losers {
        let retired = party::load::<P>(tx, loser.id()).await?;
        let mut row = loser.clone();
        *row.columns().version = retired.version();
        party::store(tx, &retired, row).await.or_conflict(P::NAME, "/external_id")?;
    }
    Ok(restored)
}
