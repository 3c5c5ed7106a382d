//! What an import did to one row of a table, with images of the row, so that it can be taken back exactly.

use kernel::{Error, WorkspaceScoped, WorkspaceTx};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, SqlErr,
    TransactionTrait,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use uuid::Uuid;

/// Columns that every change moves on, whatever it changes.
const MOVING: [&str; 2] = ["version", "updated_at"];

/// One row written. The images are the entity's `Model` as JSON, so it derives `Serialize` and `Deserialize`.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The table's name: `account`.
    pub object: String,
    pub id: Uuid,
    /// `None` for a row that did not exist.
    pub before: Option<Value>,
    pub after: Value,
}

impl Effect {
    pub fn created(
        object: &str,
        id: impl Into<Uuid>,
        after: &impl Serialize,
    ) -> Result<Self, Error> {
        let after = serde_json::to_value(after).map_err(Error::internal)?;
        Ok(Self { object: object.to_owned(), id: id.into(), before: None, after })
    }

    pub fn updated(
        object: &str,
        id: impl Into<Uuid>,
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> Result<Self, Error> {
        let before = serde_json::to_value(before).map_err(Error::internal)?;
        Ok(Self { before: Some(before), ..Self::created(object, id, after)? })
    }
}

/// What became of an effect that was to be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// A created row is gone.
    Removed,
    /// A changed row is as it was, but for its version, which moves on so that no entity tag stands for two contents.
    Restored,
    /// Somebody changed the row since: it stays as it is.
    ChangedSince,
    /// Others refer to the created row: it stays.
    InUse,
    /// The row is gone already.
    Gone,
}

impl Undone {
    pub const fn is_kept(self) -> bool {
        matches!(self, Self::ChangedSince | Self::InUse)
    }
}

/// Takes back an effect on a row of `E`; `id` is its id column.
pub async fn take_back<E, A>(
    tx: &WorkspaceTx,
    id: E::Column,
    effect: &Effect,
) -> Result<Undone, Error>
where
    E: WorkspaceScoped,
    E::Model: Serialize + DeserializeOwned + IntoActiveModel<A> + Send + Sync,
    A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let Some(current) = tx.find::<E>().filter(id.eq(effect.id)).one(&tx.db).await? else {
        return Ok(Undone::Gone);
    };
    let current = serde_json::to_value(&current).map_err(Error::internal)?;
    if !is_same(&current, &effect.after) {
        return Ok(Undone::ChangedSince);
    }
    let Some(mut image) = effect.before.clone() else {
        return remove::<E>(tx, id, effect.id).await;
    };
    if let Some(version) = current.get("version").and_then(Value::as_i64) {
        image["version"] = Value::from(version + 1);
    }
    let model: E::Model = serde_json::from_value(image).map_err(Error::internal)?;
    model.into_active_model().reset_all().update(&tx.db).await?;
    Ok(Undone::Restored)
}

/// In a savepoint: on PostgreSQL a broken foreign key would end the transaction.
async fn remove<E: WorkspaceScoped>(
    tx: &WorkspaceTx,
    id: E::Column,
    value: Uuid,
) -> Result<Undone, Error> {
    let savepoint = tx.db.begin().await?;
    match tx.delete::<E>().filter(id.eq(value)).exec(&savepoint).await {
        Ok(_) => {
            savepoint.commit().await?;
            Ok(Undone::Removed)
        }
        Err(error) if matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))) => {
            savepoint.rollback().await?;
            Ok(Undone::InUse)
        }
        Err(error) => Err(error.into()),
    }
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
