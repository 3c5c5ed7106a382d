//! Files into leads: what the import engine asks of their owner.
//!
//! A row becomes a lead as one that is entered does, with its stage, its first touch and everything that follows from
//! them; a row whose lead is there changes it as operators would. Rows are written many to a statement, and what
//! they refer to by name is read once for all of them.
//!
//! A lead's first touch leaves no effect of its own: it goes and stays with its lead.

mod catalogue;
mod fields;
mod fill;
mod place;
mod rows;
mod undo;
mod writes;

use catalogue::Catalogue;
use customers::{
    attribute::{AttributeObject, Definitions},
    import::{attributes, match_key, parts_without_repetition},
};
use exchange::{
    effect::{Effect, Undone},
    field::{Field, Label},
    target::{Apply, ImportRow, ImportTarget, NewAttribute, RowOutcome},
};
use kernel::{Error, Grant, WorkspaceTx};

/// Leads, each with its first touch.
pub struct LeadTarget;

#[async_trait::async_trait]
impl ImportTarget for LeadTarget {
    fn key(&self) -> &'static str {
        "leads"
    }

    fn label(&self) -> Label {
        Label::new("线索", "Leads")
    }

    fn grant(&self) -> Grant {
        Grant::LeadsWrite
    }

    fn match_fields(&self) -> &'static [&'static str] {
        &["external_id", "phone", "email"]
    }

    async fn fields(&self, tx: &WorkspaceTx) -> Result<Vec<Field>, Error> {
        let stages = crate::stage::rows(tx).await?;
        let channels = crate::source::live_channels(tx).await?;
        let definitions = Definitions::of(tx, AttributeObject::Lead).await?;
        Ok(fields::fields(&stages, &channels, &definitions))
    }

    async fn define_attributes(
        &self,
        tx: &WorkspaceTx,
        attributes: &[NewAttribute],
    ) -> Result<Vec<Effect>, Error> {
        attributes::define(tx, AttributeObject::Lead, attributes).await
    }

    async fn apply_rows(
        &self,
        tx: &WorkspaceTx,
        rows: &[ImportRow],
        apply: &Apply,
    ) -> Result<Vec<RowOutcome>, Error> {
        let catalogue = Catalogue::of(tx).await?;
        let mut outcomes = Vec::with_capacity(rows.len());
        for part in parts_without_repetition(rows, |row| match_key(row, apply.match_by)) {
            outcomes.extend(rows::apply(tx, &catalogue, part, apply).await?);
        }
        Ok(outcomes)
    }

    async fn undo(&self, tx: &WorkspaceTx, effects: &[Effect]) -> Result<Vec<Undone>, Error> {
        undo::undo(tx, effects).await
    }
}
