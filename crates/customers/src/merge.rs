//! Merges of accounts and of people, and what it takes to undo them exactly. How a kind of object is merged is its own
//! affair.

pub(crate) mod parties;

use crate::entity::merge::{self, Column, Entity, Model};
use kernel::{Error, WorkspaceScoped, WorkspaceTx, ids::MergeId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ExprTrait as _, IntoActiveModel, QueryFilter, QuerySelect as _,
    Set, sea_query::Expr,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use uuid::Uuid;

kernel::words! {
    /// The kind of object that was merged.
    pub enum MergedObject { Account = "account", Person = "person" }
}

/// Merges of merges; more deep than anybody goes.
const DEEPEST: usize = 10;

/// Objects of one kind and all that were merged into them, however often.
pub async fn with_merged<E: WorkspaceScoped>(
    tx: &WorkspaceTx,
    ids: Vec<Uuid>,
) -> Result<Vec<Uuid>, Error> {
    let (mut all, mut newest) = (ids.clone(), ids);
    for _ in 0..DEEPEST {
        let merged = tx.find::<E>().filter(Expr::col("merged_into_id").is_in(newest));
        let ids = merged.select_only().expr(Expr::col("id"));
        newest = ids.into_tuple().all(&tx.db).await?;
        if newest.is_empty() {
            break;
        }
        all.extend(&newest);
    }
    Ok(all)
}

/// Keeps what a merge did.
pub async fn keep(
    tx: &WorkspaceTx,
    object: MergedObject,
    winner_id: Uuid,
    loser_ids: &[Uuid],
    before: &impl Serialize,
) -> Result<MergeId, Error> {
    let row = merge::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        object: Set(object),
        winner_id: Set(winner_id),
        loser_ids: Set(serde_json::to_value(loser_ids).map_err(Error::internal)?),
        before: Set(serde_json::to_value(before).map_err(Error::internal)?),
        actor_kind: Set(tx.caller.actor.kind().to_owned()),
        actor_id: Set(tx.caller.actor.id()),
        merged_at: Set(tx.now()),
        undone_at: Set(None),
    };
    Ok(row.insert(&tx.db).await?.id)
}

/// What kind of object a merge was of, so that the right function undoes it; nothing for a merge that isn't here.
pub async fn object(tx: &WorkspaceTx, id: MergeId) -> Result<Option<MergedObject>, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    Ok(row.map(|row| row.object))
}

/// What a merge kept, and its row marked as undone: to be called once per undo, first. Refused if it was undone
/// already, or if the winner has lost a later merge or won one, which must be undone first.
pub async fn take_back<T: DeserializeOwned>(
    tx: &WorkspaceTx,
    id: MergeId,
    object: MergedObject,
) -> Result<T, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = row.filter(|row| row.object == object).ok_or_else(|| Error::not_found("merge"))?;
    if row.undone_at.is_some() {
        return Err(Error::wrong_state("the merge was undone already", "该合并已经撤销"));
    }
    if is_followed(tx, &row).await? {
        return Err(Error::wrong_state(
            "a later merge of the same object must be undone first",
            "同一对象之后还有一次合并，请先撤销那一次",
        ));
    }
    let before = serde_json::from_value(row.before.clone()).map_err(Error::internal)?;
    let mut row = row.into_active_model();
    row.undone_at = Set(Some(tx.now()));
    row.update(&tx.db).await?;
    Ok(before)
}

async fn is_followed(tx: &WorkspaceTx, row: &Model) -> Result<bool, Error> {
    let open = tx.find::<Entity>().filter(Column::Object.eq(row.object));
    let later = open.filter(Column::UndoneAt.is_null()).filter(Column::Id.gt(row.id));
    let winner = row.winner_id.to_string();
    let concerns = |later: &Model| {
        let lost = later.loser_ids.as_array();
        let lost = lost.is_some_and(|ids| ids.iter().any(|id| id.as_str() == Some(&winner)));
        later.winner_id == row.winner_id || lost
    };
    Ok(later.all(&tx.db).await?.iter().any(concerns))
}

/// `current` with the fields that still are what the merge made them set back to what they were before. What
/// somebody changed since then stays.
fn restored(current: Value, before: &Value, after: &Value) -> Value {
    let Value::Object(current) = current else { return current };
    let restore = |(field, value): (String, Value)| {
        let untouched = after.get(&field) == Some(&value);
        let value = match before.get(&field) {
            Some(before) if untouched => before.clone(),
            _ => value,
        };
        (field, value)
    };
    Value::Object(current.into_iter().map(restore).collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_merge_changed_goes_back_and_what_was_changed_since_stays() {
        let before = json!({"name": "A", "phone": null, "city": null});
        let after = json!({"name": "A", "phone": "1", "city": "上海"});
        let current = json!({"name": "A2", "phone": "1", "city": "北京"});
        let expected = json!({"name": "A2", "phone": null, "city": "北京"});
        assert_eq!(restored(current, &before, &after), expected);
    }
}
