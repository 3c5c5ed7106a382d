use super::{hanging, rules};
use crate::{
    entity::{
        lead,
        lead_merge::{Column, Entity, Model},
    },
    lead::{Fields, Lead, changes, hydrate_one, load_for_change, load_many_for_change, save},
    validity,
};
use jobs::{DomainEvent, Record as _};
use kernel::{Error, Grant, WorkspaceTx, ids::MergeId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, PaginatorTrait as _, QueryFilter, Set,
};

/// Whether there is a merge of leads with this id, for callers that know only that there is a merge.
pub async fn exists(tx: &WorkspaceTx, id: MergeId) -> Result<bool, Error> {
    Ok(tx.find::<Entity>().filter(Column::Id.eq(id)).count(&tx.db).await? > 0)
}

/// Takes a merge back: the losers stand on their own again, with everything that was theirs. Of the winner it puts
/// back what still is as the merge left it. Merges into one lead are undone in the opposite order.
pub async fn undo(tx: &WorkspaceTx, id: MergeId) -> Result<Lead, Error> {
    tx.require(Grant::LeadsWrite)?;
    let merge = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let merge = merge.ok_or_else(|| Error::not_found("merge"))?;
    let winner = load_for_change(tx, merge.winner_id).await?;
    // Again, now that the winner is held: somebody may have been quicker.
    let merge = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?.unwrap_or(merge);
    if merge.undone_at.is_some() {
        return Err(Error::wrong_state("the merge was undone before", "该合并已经撤销"));
    }
    if is_covered(tx, &merge).await? {
        return Err(Error::wrong_state(
            "a later merge into the same lead must be undone first",
            "同一线索之后还有一次合并，请先撤销那一次",
        ));
    }
    let separated =
        rules::separate(&merge.before.winner, &merge.after.winner, &Fields::of(&winner));
    let mut after = winner.clone();
    separated.apply(&mut after);
    let saved = save(tx, after).await?;
    let restored_lead_ids = restore_losers(tx, &merge).await?;
    let saved = validity::refresh(tx, saved).await?;
    let mut undone = merge.into_active_model();
    undone.undone_at = Set(Some(tx.now()));
    undone.update(&tx.db).await?;
    let event = DomainEvent::LeadMergeUndone { lead_id: saved.id, merge_id: id, restored_lead_ids };
    tx.record_change(event, changes(&winner, &saved)).await?;
    hydrate_one(tx, saved).await
}

async fn is_covered(tx: &WorkspaceTx, merge: &Model) -> Result<bool, Error> {
    let later = tx
        .find::<Entity>()
        .filter(Column::WinnerId.eq(merge.winner_id))
        .filter(Column::UndoneAt.is_null())
        .filter(Column::WinnerVersion.gt(merge.winner_version));
    Ok(later.count(&tx.db).await? > 0)
}

async fn restore_losers(
    tx: &WorkspaceTx,
    merge: &Model,
) -> Result<Vec<kernel::ids::LeadId>, Error> {
    let ids: Vec<_> = merge.before.losers.iter().map(|loser| loser.id).collect();
    for row in load_many_for_change(tx, &ids).await? {
        let Some(before) = merge.before.losers.iter().find(|loser| loser.id == row.id) else {
            continue;
        };
        let loser = lead::Model {
            external_id: before.external_id.clone(),
            archived_at: None,
            merged_into_id: None,
            ..row
        };
        save(tx, loser).await?;
        hanging::give(tx, &merge.moved, before.id, before.id).await?;
    }
    Ok(ids)
}
