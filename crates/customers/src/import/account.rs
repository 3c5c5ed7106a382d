use super::{
    account_fields, account_rows, attributes, match_key, parts_without_repetition, undo_attributes,
    with_work,
};
use crate::{
    attribute::{AttributeObject, Definitions},
    entity::{account, subscription, subscription_term},
    party,
};
use exchange::{
    effect::{Effect, Undone},
    field::{Field, Label},
    target::{Apply, ImportRow, ImportTarget, NewAttribute, RowOutcome},
    undo::Undo,
};
use kernel::{Error, Grant, WorkspaceTx};

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
        let mut undo = Undo::new(tx, effects);
        undo.keep("account", &with_work(tx, &undo.created("account")).await?);
        undo.take_back::<subscription_term::Entity>(
            "subscription_term",
            subscription_term::Column::Id,
        )
        .await?;
        undo.take_back::<subscription::Entity>("subscription", subscription::Column::Id).await?;
        party::take_back::<account::Model>(tx, &mut undo).await?;
        undo_attributes::<account::Entity>(tx, &mut undo, account::Column::Attributes).await?;
        undo.finish()
    }
}
