use super::{account_fields, account_rows, attributes, match_key, parts_without_repetition};
use crate::{
    attribute::{self, AttributeObject, Definitions},
    entity::{
        account as account_entity, attribute_definition, note, person, subscription,
        subscription_term, task,
    },
};
use exchange::{
    effect::{Effect, Undone, take_back},
    field::{Field, Label},
    target::{Apply, ImportRow, ImportTarget, NewAttribute, RowOutcome},
};
use kernel::{Error, Grant, WorkspaceTx};
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};

/// Accounts with their subscriptions and attributes, one row each.
pub struct AccountTarget;

#[async_trait::async_trait]
impl ImportTarget for AccountTarget {
    fn key(&self) -> &'static str {
        "accounts"
    }

    fn label(&self) -> Label {
        Label::new("客户", "Accounts")
    }

    fn grant(&self) -> Grant {
        Grant::CustomersWrite
    }

    fn match_fields(&self) -> &'static [&'static str] {
        &["external_id", "phone", "name"]
    }

    async fn fields(&self, tx: &WorkspaceTx) -> Result<Vec<Field>, Error> {
        Ok(account_fields::fields(&Definitions::of(tx, AttributeObject::Account).await?))
    }

    async fn define_attributes(
        &self,
        tx: &WorkspaceTx,
        attributes: &[NewAttribute],
    ) -> Result<Vec<Effect>, Error> {
        attributes::define(tx, AttributeObject::Account, attributes).await
    }

    async fn apply_rows(
        &self,
        tx: &WorkspaceTx,
        rows: &[ImportRow],
        apply: &Apply,
    ) -> Result<Vec<RowOutcome>, Error> {
        let mut outcomes = Vec::with_capacity(rows.len());
        for part in parts_without_repetition(rows, |row| match_key(row, apply.match_by)) {
            outcomes.extend(account_rows::apply(tx, part, apply).await?);
        }
        Ok(outcomes)
    }

    async fn undo(&self, tx: &WorkspaceTx, effects: &[Effect]) -> Result<Vec<Undone>, Error> {
        let mut outcomes = Vec::with_capacity(effects.len());
        for effect in effects {
            outcomes.push(match effect.object.as_str() {
                "account" if effect.before.is_none() && has_work(tx, effect).await? => {
                    Undone::InUse
                }
                "account" => {
                    let id = account_entity::Column::Id;
                    take_back::<account_entity::Entity, _>(tx, id, effect).await?
                }
                "subscription" => {
                    let id = subscription::Column::Id;
                    take_back::<subscription::Entity, _>(tx, id, effect).await?
                }
                "subscription_term" => {
                    let id = subscription_term::Column::Id;
                    take_back::<subscription_term::Entity, _>(tx, id, effect).await?
                }
                "attribute_definition" => undo_attribute(tx, effect).await?,
                _ => return Err(Error::internal(format!("no effect on {}", effect.object))),
            });
        }
        Ok(outcomes)
    }
}

/// Tasks and notes hang on objects of any kind, so no foreign key speaks for them.
pub async fn has_work(tx: &WorkspaceTx, effect: &Effect) -> Result<bool, Error> {
    let tasks = tx.find::<task::Entity>().filter(task::Column::SubjectId.eq(effect.id));
    let notes = tx.find::<note::Entity>().filter(note::Column::SubjectId.eq(effect.id));
    Ok(tasks.count(&tx.db).await? + notes.count(&tx.db).await? > 0)
}

/// An attribute that other objects have values of stays.
pub async fn undo_attribute(tx: &WorkspaceTx, effect: &Effect) -> Result<Undone, Error> {
    use attribute_definition::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::Id.eq(effect.id)).one(&tx.db).await?;
    let Some(row) = row else { return Ok(Undone::Gone) };
    let in_use = match row.object {
        AttributeObject::Account => {
            let column = account_entity::Column::Attributes;
            let has = attribute::has_value(tx.backend(), column, &row.key);
            tx.find::<account_entity::Entity>().filter(has).count(&tx.db).await? > 0
        }
        AttributeObject::Person => {
            let has = attribute::has_value(tx.backend(), person::Column::Attributes, &row.key);
            tx.find::<person::Entity>().filter(has).count(&tx.db).await? > 0
        }
        // Their crate looks after its own.
        AttributeObject::Lead => false,
    };
    if in_use { Ok(Undone::InUse) } else { take_back::<Entity, _>(tx, Column::Id, effect).await }
}
