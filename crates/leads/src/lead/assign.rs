use crate::{
    entity::lead::Model,
    lead::{
        Lead,
        list::hydrate_one,
        store::{changes, load_for_change, save},
    },
    ownership::{self, Change},
    pool, response,
    routing::{self, Desk},
    words::OwnershipStart,
};
use customers::owner;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{LeadId, MemberId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is to look after a lead.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// A member; null takes the lead away from its owner.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    pub owner_id: Option<MemberId>,
}

/// Gives a lead to a member, or takes it away.
pub async fn assign(tx: &WorkspaceTx, id: LeadId, to: Assignment) -> Result<Lead, Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = load_for_change(tx, id).await?;
    check_owner(tx, to.owner_id).await?;
    let desk = Desk::read(tx).await?;
    let saved = assign_row(tx, &desk, row, to.owner_id).await?;
    hydrate_one(tx, saved).await
}

pub(crate) async fn check_owner(tx: &WorkspaceTx, owner_id: Option<MemberId>) -> Result<(), Error> {
    match owner::check(tx, "/owner_id", owner_id).await? {
        Some(error) => Err(Error::invalid(vec![error])),
        None => Ok(()),
    }
}

/// Assigns a row that is held, because somebody says so. Assigning it to its owner changes nothing. A lead in a public pool
/// is claimed, and given away only by those who make the pool's rules.
pub(crate) async fn assign_row(
    tx: &WorkspaceTx,
    desk: &Desk,
    before: Model,
    owner_id: Option<MemberId>,
) -> Result<Model, Error> {
    pool::refuse_unclaimed(tx, &before)?;
    hand_over(tx, desk, before, owner_id, &Change::by(OwnershipStart::Assigned)).await
}

/// Gives a row that is held another owner, or none, with everything that follows from it.
pub(crate) async fn hand_over(
    tx: &WorkspaceTx,
    desk: &Desk,
    before: Model,
    owner_id: Option<MemberId>,
    change: &Change,
) -> Result<Model, Error> {
    if before.archived_at.is_some() {
        return Err(Error::wrong_state("the lead is archived", "该线索已归档"));
    }
    if before.owner_id == owner_id {
        return Ok(before);
    }
    let mut after = Model { owner_id, ..before.clone() };
    desk.own(&mut after, tx.now());
    let clock = match owner_id {
        Some(_) => response::begin(tx, desk, &routing::times(tx, desk).await?, &mut after),
        None => None,
    };
    let changes = changes(&before, &after);
    let saved = save(tx, after).await?;
    if let Some(clock) = clock {
        response::store(tx, clock).await?;
    }
    ownership::follow(tx, &[(saved.id, owner_id)], change).await?;
    let event = DomainEvent::LeadAssigned {
        lead_id: saved.id,
        owner_id,
        previous_owner_id: before.owner_id,
    };
    tx.record_change(event, changes).await?;
    Ok(saved)
}
