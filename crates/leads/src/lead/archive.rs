use crate::{
    entity::lead::Model,
    lead::{
        Lead,
        list::hydrate_one,
        store::{load_for_change, save},
    },
};
use jobs::{DomainEvent, Record as _};
use kernel::{Error, Grant, WorkspaceTx, ids::LeadId};

/// Takes a lead out of lists, boards and counts.
pub async fn archive(tx: &WorkspaceTx, id: LeadId) -> Result<Lead, Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = load_for_change(tx, id).await?;
    if row.archived_at.is_some() {
        return Err(Error::wrong_state("the lead is archived", "该线索已归档"));
    }
    let saved = archive_row(tx, row).await?;
    hydrate_one(tx, saved).await
}

/// Brings an archived lead back.
pub async fn unarchive(tx: &WorkspaceTx, id: LeadId) -> Result<Lead, Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = load_for_change(tx, id).await?;
    if row.archived_at.is_none() {
        return Err(Error::wrong_state("the lead is not archived", "该线索未归档"));
    }
    let saved = save(tx, Model { archived_at: None, ..row }).await?;
    tx.record(DomainEvent::LeadUnarchived { lead_id: id }).await?;
    hydrate_one(tx, saved).await
}

/// Archives a row that is held. One that is archived stays so.
pub(crate) async fn archive_row(tx: &WorkspaceTx, row: Model) -> Result<Model, Error> {
    if row.archived_at.is_some() {
        return Ok(row);
    }
    let saved = save(tx, Model { archived_at: Some(tx.now()), ..row }).await?;
    tx.record(DomainEvent::LeadArchived { lead_id: saved.id }).await?;
    Ok(saved)
}
