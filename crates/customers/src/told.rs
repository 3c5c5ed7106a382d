//! What programs tell about people and accounts beside the events that they send: who somebody is, by the sender's id.
//! Whoever is new is entered; the traits of somebody known change. Tools that send traits are not careful, so a trait that
//! can't be right (a phone number of no country) is left out and the rest is kept.
//!
//! A page that anybody can read only *claims*: it fills in what is empty and replaces nothing.

mod fields;
mod traits;

use crate::{
    account::{self, NewAccount},
    affiliation,
    attribute::{AttributeObject, Definitions},
    entity,
    person::{self, NewPerson},
};
use fields::Told;
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
};
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::{Map, Value, json};
use traits::Traits;

/// How far the sender is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// A program that keeps a secret: what it says replaces what was there.
    Word,
    /// A page or app: what it says fills in what is empty.
    Claim,
}

/// The longest external id that a person or an account can have; events may name longer ones.
const LONGEST_ID: usize = 200;

/// Whether people and accounts can have this external id.
pub fn is_an_id(external_id: &str) -> bool {
    external_id.chars().count() <= LONGEST_ID
}

/// The person with this external id, with these traits.
pub async fn person(
    tx: &WorkspaceTx,
    external_id: &str,
    traits: &Map<String, Value>,
    trust: Trust,
) -> Result<PersonId, Error> {
    use entity::person::{Column, Entity};
    tx.require(Grant::EventsWrite)?;
    let traits = Traits(traits);
    let definitions = Definitions::of(tx, AttributeObject::Person).await?;
    let mut told = Told::new(&traits, fields::PERSON, traits.person_name(), &definitions);
    let known = tx.find::<Entity>().filter(Column::ExternalId.eq(external_id)).one(&tx.db).await?;
    let id = match &known {
        Some(row) if row.merged_into_id.is_some() => {
            return Ok(row.merged_into_id.unwrap_or(row.id));
        }
        Some(row) => row.id,
        None => {
            let name = traits.person_name().unwrap_or_else(|| external_id.to_owned());
            let name = name.chars().take(100).collect();
            let external_id = Some(external_id.to_owned());
            person::enter(tx, NewPerson { name, external_id, ..NewPerson::default() }).await?.id
        }
    };
    if let Some(row) = known.filter(|_| trust == Trust::Claim) {
        told.fill_in(&json!(row));
    }
    while let Some(patch) = told.patch()? {
        match person::change(tx, id, patch).await {
            Err(error) if told.leave_out(&error) => {}
            outcome => return outcome.map(|changed| changed.id),
        }
    }
    Ok(id)
}

/// The account with this external id, with these traits.
pub async fn account(
    tx: &WorkspaceTx,
    external_id: &str,
    traits: &Map<String, Value>,
    trust: Trust,
) -> Result<AccountId, Error> {
    use entity::account::{Column, Entity};
    tx.require(Grant::EventsWrite)?;
    let traits = Traits(traits);
    let definitions = Definitions::of(tx, AttributeObject::Account).await?;
    let mut told = Told::new(&traits, fields::ACCOUNT, traits.text(&["name"]), &definitions);
    let known = tx.find::<Entity>().filter(Column::ExternalId.eq(external_id)).one(&tx.db).await?;
    let id = match &known {
        Some(row) if row.merged_into_id.is_some() => {
            return Ok(row.merged_into_id.unwrap_or(row.id));
        }
        Some(row) => row.id,
        None => {
            let name = traits.text(&["name"]).unwrap_or_else(|| external_id.to_owned());
            let name = name.chars().take(200).collect();
            let external_id = Some(external_id.to_owned());
            account::enter(tx, NewAccount { name, external_id, ..NewAccount::default() }).await?.id
        }
    };
    if let Some(row) = known.filter(|_| trust == Trust::Claim) {
        told.fill_in(&json!(row));
    }
    while let Some(patch) = told.patch()? {
        match account::change(tx, id, patch).await {
            Err(error) if told.leave_out(&error) => {}
            outcome => return outcome.map(|changed| changed.id),
        }
    }
    Ok(id)
}

/// Lets the person use the product for this account, and tells whether they did not before.
pub async fn belongs(
    tx: &WorkspaceTx,
    person_id: PersonId,
    account_id: AccountId,
) -> Result<bool, Error> {
    tx.require(Grant::EventsWrite)?;
    affiliation::join(tx, account_id, person_id).await
}

/// The person with this external id, or the one it was merged into.
pub async fn person_with(tx: &WorkspaceTx, external_id: &str) -> Result<Option<PersonId>, Error> {
    use entity::person::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::ExternalId.eq(external_id)).one(&tx.db).await?;
    Ok(row.map(|row| row.merged_into_id.unwrap_or(row.id)))
}
