//! Takes what a person did out of the events and the index, for good: their events, the ids by which senders knew them and
//! their browsers. What was counted of them is counted no more, also for their accounts. The message ids stay taken, as
//! hashes that name nobody, so that a sender who repeats itself brings nothing back.

use crate::{
    entity::{event, unit, unit_key},
    index::{remove, settle_within},
    stream::Stream,
    who::{Subject, UnitKind, loaded, ordinals_of},
};
use jobs::{DomainEvent, Record as _};
use kernel::{Error, Grant, WorkspaceTx, ids::PersonId, is_one_of_numbers};
use sea_orm::{ColumnTrait as _, QueryFilter as _, sea_query::Expr};

/// Erases what a person did. Events that come afterwards under the same ids are new ones.
pub async fn person(tx: &WorkspaceTx, id: PersonId) -> Result<(), Error> {
    tx.require(Grant::CustomersWrite)?;
    tx.require(Grant::EventsWrite)?;
    let mut named = Subject::named(tx, UnitKind::Person, vec![id.uuid()], Vec::new()).await?;
    let subject = named.pop().ok_or_else(|| Error::not_found("person"))?;
    // What they did counts as the other's.
    if subject.merged_into.is_some() {
        return Err(Error::wrong_state(
            "the person was merged into another",
            "该联系人已合并到其他联系人",
        ));
    }
    // Nobody takes events in until this is committed.
    let locked = Stream::lock(tx, 0).await?;
    let mut stream = locked;
    settle_within(tx).await?;
    let units = ordinals_of(tx, UnitKind::Person, id.uuid()).await?;
    if units.is_empty() {
        return Ok(());
    }
    for unit in &units {
        remove(tx, loaded(*unit)).await?;
    }
    let among = |column| is_one_of_numbers(tx.backend(), Expr::col(column), units.clone());
    tx.delete::<event::Entity>().filter(among("person_unit")).exec(&tx.db).await?;
    let of_people = unit_key::Column::Kind.eq(UnitKind::Person.number());
    let keys = tx.delete::<unit_key::Entity>().filter(of_people);
    keys.filter(among("ordinal")).exec(&tx.db).await?;
    let of_people = unit::Column::Kind.eq(UnitKind::Person.number());
    tx.delete::<unit::Entity>().filter(of_people).filter(among("ordinal")).exec(&tx.db).await?;
    // What processes remember of these ids is out of date.
    stream.change_identity();
    stream.save(tx, locked).await?;
    tx.record(DomainEvent::PersonBehaviourErased { person_id: id }).await
}
