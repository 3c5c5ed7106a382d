//! Taking an import back, the latest effect first, in batches.

use super::{
    Counts, ImportState, error, from_json,
    job::{Step, Work},
    load, save,
};
use crate::{
    effect::{Effect, Undone},
    entity::{
        import::Model,
        import_effect::{self, Column, Entity},
    },
    row_error::{Fault, RowError},
    target::ImportTarget,
};
use jobs::{
    DomainEvent, Record as _,
    operation::{self, Outcome},
};
use kernel::{Error, WorkspaceTx};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde_json::json;

const BATCH: u64 = 200;

pub(super) async fn perform(work: &Work<'_>, target: &dyn ImportTarget) -> Result<(), Error> {
    loop {
        let tx = work.write().await?;
        let import = load(&tx, work.import()).await?;
        if !work.is_mine(&import) {
            return Ok(());
        }
        let effects = latest(&tx, &import).await?;
        if effects.is_empty() {
            return finish(work, tx, import).await;
        }
        if take_back(work, tx, target, import, effects).await? == Step::Cancelled {
            return stop(work, ImportState::Finished, Outcome::Cancelled { undo_until: None })
                .await;
        }
    }
}

async fn latest(tx: &WorkspaceTx, import: &Model) -> Result<Vec<import_effect::Model>, Error> {
    let applied = tx
        .find::<Entity>()
        .filter(Column::ImportId.eq(import.id))
        .filter(Column::State.eq("applied"));
    Ok(applied.order_by_desc(Column::Sequence).limit(BATCH).all(&tx.db).await?)
}

async fn take_back(
    work: &Work<'_>,
    tx: WorkspaceTx,
    target: &dyn ImportTarget,
    mut import: Model,
    rows: Vec<import_effect::Model>,
) -> Result<Step, Error> {
    let effects: Vec<Effect> = rows.iter().map(Effect::from).collect();
    let outcomes = target.undo(&tx, &effects).await?;
    if outcomes.len() != rows.len() {
        return Err(Error::internal("the target did not answer for each effect"));
    }
    let kept: Vec<_> =
        rows.iter().zip(&outcomes).filter(|(_, outcome)| outcome.is_kept()).collect();
    let errors = kept.iter().map(|(row, outcome)| kept_error(row, **outcome)).collect();
    error::keep(&tx, &mut import, errors).await?;
    let kept: Vec<_> = kept.iter().map(|(row, _)| row.id).collect();
    let undone = rows.iter().map(|row| row.id).filter(|id| !kept.contains(id)).collect::<Vec<_>>();
    for (state, ids) in [("kept", kept), ("undone", undone)] {
        let effects = tx.update::<Entity>().filter(Column::Id.is_in(ids));
        effects.col_expr(Column::State, Expr::value(state)).exec(&tx.db).await?;
    }
    let (counts, total): (Counts, i64) = (from_json(&import.counts)?, import.effects);
    // Sequences count from 0, and what comes after the batch was taken back before it.
    let left = rows.last().map_or(0, |row| row.sequence);
    save(&tx, import).await?;
    let step = work.progress(&tx, total - left, Some(total), &counts).await?;
    tx.commit().await?;
    Ok(step)
}

fn kept_error(row: &import_effect::Model, outcome: Undone) -> RowError {
    let code = if outcome == Undone::InUse { "undo_in_use" } else { "undo_changed_since" };
    let fault =
        Fault::new(code).with("object", row.object.as_str()).with("id", row.object_id.to_string());
    fault.at(u64::try_from(row.line).unwrap_or_default(), None, None, "")
}

async fn finish(work: &Work<'_>, tx: WorkspaceTx, mut import: Model) -> Result<(), Error> {
    let effects = || tx.find::<Entity>().filter(Column::ImportId.eq(import.id));
    let kept = effects().filter(Column::State.eq("kept")).count(&tx.db).await?;
    let undone = effects().filter(Column::State.eq("undone")).count(&tx.db).await?;
    import.state = ImportState::Undone;
    import.undo_until = None;
    let (id, run) = (import.id, import.run_operation_id);
    save(&tx, import).await?;
    tx.record(DomainEvent::ImportUndone { import_id: id }).await?;
    if let Some(run) = run {
        operation::mark_undone(&tx, run).await?;
    }
    let result = json!({"import_id": id, "undone": undone, "kept": kept});
    operation::finish(&tx, work.operation(), Outcome::Succeeded { undo_until: None }, result)
        .await?;
    tx.commit().await
}

/// Leaves what is not taken back yet to another undo.
async fn stop(work: &Work<'_>, state: ImportState, outcome: Outcome) -> Result<(), Error> {
    let tx = work.write().await?;
    let mut import = load(&tx, work.import()).await?;
    if !work.is_mine(&import) {
        return Ok(());
    }
    import.state = state;
    let id = import.id;
    save(&tx, import).await?;
    operation::finish(&tx, work.operation(), outcome, json!({"import_id": id})).await?;
    tx.commit().await
}

pub(super) async fn give_up(work: &Work<'_>, code: String) -> Result<(), Error> {
    stop(work, ImportState::Failed, Outcome::Failed { code }).await
}

impl From<&import_effect::Model> for Effect {
    fn from(row: &import_effect::Model) -> Self {
        Self {
            object: row.object.clone(),
            id: row.object_id,
            before: row.before.clone(),
            after: row.after.clone(),
        }
    }
}
