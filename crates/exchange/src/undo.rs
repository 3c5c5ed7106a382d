//! Taking many effects back in a few statements for each table.
//!
//! A target says in which order its tables are undone (what refers to a row before the row) and what others have
//! built on; the rest is here. Effects on one row are taken back one after the other in memory, the latest first, and
//! what comes of it is written once.

use crate::{
    effect::{Effect, Undone},
    rows::update_all,
};
use kernel::{Error, WorkspaceScoped, WorkspaceTx};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, DbErr, IntoActiveModel, ModelTrait,
    QueryFilter, QueryOrder, QuerySelect, SqlErr, TransactionTrait, sea_query::ValueType,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Columns that every change moves on, whatever it changes.
const MOVING: [&str; 2] = ["version", "updated_at"];

/// Effects that are taken back together, and what became of each.
pub struct Undo<'a> {
    tx: &'a WorkspaceTx,
    effects: &'a [Effect],
    outcomes: Vec<Option<Undone>>,
}

impl<'a> Undo<'a> {
    /// `effects` with the latest first.
    pub fn new(tx: &'a WorkspaceTx, effects: &'a [Effect]) -> Self {
        Self { tx, effects, outcomes: vec![None; effects.len()] }
    }

    /// The rows of a table that the import made.
    pub fn created(&self, object: &str) -> Vec<Uuid> {
        let made = self.effects.iter().filter(|it| it.object == object && it.before.is_none());
        made.map(|effect| effect.id).collect()
    }

    /// The rows of a table that the import made or changed.
    pub fn all(&self, object: &str) -> Vec<Uuid> {
        self.effects.iter().filter(|it| it.object == object).map(|it| it.id).collect()
    }

    /// Rows that the import made and others have built on: they stay.
    pub fn keep(&mut self, object: &str, in_use: &HashSet<Uuid>) {
        for (effect, outcome) in self.effects.iter().zip(&mut self.outcomes) {
            if effect.object == object && effect.before.is_none() && in_use.contains(&effect.id) {
                *outcome = Some(Undone::InUse);
            }
        }
    }

    /// Takes back all effects on one table; `id` is its id column.
    pub async fn take_back<E>(&mut self, object: &str, id: E::Column) -> Result<(), Error>
    where
        E: WorkspaceScoped,
        E::Model: ModelTrait<Entity = E>
            + IntoActiveModel<E::ActiveModel>
            + Serialize
            + DeserializeOwned
            + Sync,
        E::ActiveModel: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
    {
        let is_pending =
            |at: &usize| self.effects[*at].object == object && self.outcomes[*at].is_none();
        let pending: Vec<usize> = (0..self.effects.len()).filter(is_pending).collect();
        if pending.is_empty() {
            return Ok(());
        }
        let mut rows = Rows::default();
        let ids = pending.iter().map(|at| self.effects[*at].id);
        // Held, so that nobody changes between the look and the writing what would be overwritten.
        let found = self.tx.find::<E>().filter(id.is_in(ids)).order_by_asc(id).lock_exclusive();
        for row in found.all(&self.tx.db).await? {
            let id = <Uuid as ValueType>::try_from(row.get(id)).map_err(Error::internal)?;
            let image = serde_json::to_value(&row).map_err(Error::internal)?;
            rows.0.insert(id, Row { image, is_restored: false, is_removed: false });
        }
        for at in pending {
            self.outcomes[at] = Some(rows.take_back(&self.effects[at]));
        }
        // First what came goes: it may hold what the others get back.
        let in_use = remove::<E>(self.tx, id, rows.removed()).await?;
        self.keep(object, &in_use);
        update_all::<E>(self.tx, rows.restored(self.effects, &in_use)?, id).await
    }

    /// What became of each effect.
    pub fn finish(self) -> Result<Vec<Undone>, Error> {
        let each = self.effects.iter().zip(self.outcomes);
        let unknown = |effect: &Effect| Error::internal(format!("no effect on {}", effect.object));
        each.map(|(effect, outcome)| outcome.ok_or_else(|| unknown(effect))).collect()
    }
}

/// The rows that effects are on, as they become while the effects are taken back.
#[derive(Default)]
struct Rows(HashMap<Uuid, Row>);

struct Row {
    image: Value,
    is_restored: bool,
    is_removed: bool,
}

impl Rows {
    fn take_back(&mut self, effect: &Effect) -> Undone {
        let Some(row) = self.0.get_mut(&effect.id).filter(|row| !row.is_removed) else {
            return Undone::Gone;
        };
        if !is_same(&row.image, &effect.after) {
            return Undone::ChangedSince;
        }
        let Some(before) = &effect.before else {
            row.is_removed = true;
            return Undone::Removed;
        };
        let version = row.image.get("version").and_then(Value::as_i64);
        row.image.clone_from(before);
        if let Some(version) = version {
            row.image["version"] = Value::from(version + 1);
        }
        row.is_restored = true;
        Undone::Restored
    }

    fn removed(&self) -> Vec<Uuid> {
        let mut removed: Vec<_> =
            self.0.iter().filter(|(_, row)| row.is_removed).map(|(id, _)| *id).collect();
        removed.sort_unstable();
        removed
    }

    /// The rows to write, in the order of the effects: what one gives up the next may need.
    fn restored<Model: DeserializeOwned>(
        mut self,
        effects: &[Effect],
        in_use: &HashSet<Uuid>,
    ) -> Result<Vec<Model>, Error> {
        let rows =
            effects.iter().filter_map(|effect| Some((effect.id, self.0.remove(&effect.id)?)));
        let stays =
            |(id, row): &(Uuid, Row)| row.is_restored && (!row.is_removed || in_use.contains(id));
        let read = |(_, row): (Uuid, Row)| serde_json::from_value(row.image);
        rows.filter(stays).map(read).collect::<Result<_, _>>().map_err(Error::internal)
    }
}

/// Deletes rows, and tells which of them can't be: others refer to them. In savepoints: on PostgreSQL a broken
/// foreign key would end the transaction. What can't go together is halved until it is known which row it is.
async fn remove<E: WorkspaceScoped>(
    tx: &WorkspaceTx,
    id: E::Column,
    rows: Vec<Uuid>,
) -> Result<HashSet<Uuid>, Error> {
    let mut in_use = HashSet::new();
    let mut parts = vec![rows];
    while let Some(mut part) = parts.pop() {
        if part.is_empty() {
            continue;
        }
        let savepoint = tx.db.begin().await?;
        let deletes = tx.delete::<E>().filter(id.is_in(part.iter().copied()));
        match deletes.exec(&savepoint).await {
            Ok(_) => savepoint.commit().await?,
            Err(error) if is_broken_reference(&error) => {
                savepoint.rollback().await?;
                if part.len() == 1 {
                    in_use.extend(part);
                } else {
                    parts.push(part.split_off(part.len() / 2));
                    parts.push(part);
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(in_use)
}

fn is_broken_reference(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_)))
}

fn is_same(current: &Value, after: &Value) -> bool {
    let (Some(current), Some(after)) = (current.as_object(), after.as_object()) else {
        return false;
    };
    let still = |(column, value): (&String, &Value)| {
        MOVING.contains(&column.as_str()) || after.get(column) == Some(value)
    };
    current.iter().all(still)
}

#[cfg(test)]
mod tests {
    use super::is_same;
    use serde_json::json;

    #[test]
    fn only_what_moves_with_every_change_may_differ() {
        let after = json!({"id": 1, "name": "Li", "version": 1, "updated_at": "2026-01-01"});
        assert!(is_same(
            &json!({"id": 1, "name": "Li", "version": 3, "updated_at": "2026-02-01"}),
            &after
        ));
        assert!(!is_same(
            &json!({"id": 1, "name": "Wei", "version": 1, "updated_at": "2026-01-01"}),
            &after
        ));
        assert!(
            !is_same(&json!({"id": 1, "name": "Li", "city": null}), &after),
            "a column that was not there"
        );
    }
}
