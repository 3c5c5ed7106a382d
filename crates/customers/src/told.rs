//! What programs tell about people and accounts beside the events that they send: who somebody is, by the sender's id.
//! Whoever is new is entered; the traits of somebody known change. Tools that send traits are not careful, so a trait that
//! can't be right (a phone number of no country) is left out and the rest is kept.
//!
//! A page that anybody can read only *claims*: it fills in what is empty and replaces nothing.

mod traits;

use crate::{
    account::{self, AccountPatch, NewAccount},
    affiliation,
    attribute::{AttributeObject, Definitions},
    entity,
    person::{self, NewPerson, PersonPatch},
};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
    patch::Patch,
};
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::{Map, Value};
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
/// A person has fewer traits that can be refused one after the other.
const TRIES: usize = 8;

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
    let is_filled = |column: Column| {
        let row = known.as_ref().filter(|_| trust == Trust::Claim);
        row.is_some_and(|row| match column {
            Column::Phone => row.phone.is_some(),
            Column::Email => row.email.is_some(),
            Column::Title => row.title.is_some(),
            Column::Locale => row.locale.is_some(),
            _ => true,
        })
    };
    let text = |column, keys: &[&str]| match traits.text(keys) {
        Some(text) if !is_filled(column) => Patch::Value(text),
        _ => Patch::Absent,
    };
    let kept = known.as_ref().filter(|_| trust == Trust::Claim).map(|row| &row.attributes);
    let mut patch = PersonPatch {
        phone: text(Column::Phone, &["phone", "mobile"]),
        email: text(Column::Email, &["email"]),
        title: text(Column::Title, &["title", "job_title"]),
        locale: text(Column::Locale, &["locale", "language"]),
        attributes: traits.attributes(&Definitions::of(tx, AttributeObject::Person).await?, kept),
        ..PersonPatch::default()
    };
    if let Some(name) = traits.person_name().filter(|_| known.is_some() && trust == Trust::Word) {
        patch.name = Patch::Value(name);
    }
    // A trait that is refused is left out; what is left is tried again.
    for _ in 0..TRIES {
        match person::change(tx, id, patch.clone()).await {
            Err(Error::Refused { fields, .. }) if !fields.is_empty() => {
                for field in fields {
                    match field.pointer.split('/').nth(1) {
                        Some("name") => patch.name = Patch::Absent,
                        Some("phone") => patch.phone = Patch::Absent,
                        Some("email") => patch.email = Patch::Absent,
                        Some("title") => patch.title = Patch::Absent,
                        Some("locale") => patch.locale = Patch::Absent,
                        _ => patch.attributes.clear(),
                    }
                }
            }
            outcome => return outcome.map(|person| person.id),
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
    let is_filled = |column: Column| {
        let row = known.as_ref().filter(|_| trust == Trust::Claim);
        row.is_some_and(|row| match column {
            Column::Industry => row.industry.is_some(),
            Column::Website => row.website.is_some(),
            Column::Phone => row.phone.is_some(),
            Column::City => row.city.is_some(),
            Column::Region => row.region.is_some(),
            Column::Size => row.size.is_some(),
            _ => true,
        })
    };
    let text = |column, keys: &[&str]| match traits.text(keys) {
        Some(text) if !is_filled(column) => Patch::Value(text),
        _ => Patch::Absent,
    };
    let kept = known.as_ref().filter(|_| trust == Trust::Claim).map(|row| &row.attributes);
    let mut patch = AccountPatch {
        industry: text(Column::Industry, &["industry"]),
        website: text(Column::Website, &["website", "url"]),
        phone: text(Column::Phone, &["phone"]),
        city: text(Column::City, &["city", "address.city"]),
        region: text(Column::Region, &["region", "state", "address.state"]),
        attributes: traits.attributes(&Definitions::of(tx, AttributeObject::Account).await?, kept),
        ..AccountPatch::default()
    };
    if let Some(size) = traits.whole(&["employees", "size"]).filter(|_| !is_filled(Column::Size)) {
        patch.size = Patch::Value(size);
    }
    if let Some(name) = traits.text(&["name"]).filter(|_| known.is_some() && trust == Trust::Word) {
        patch.name = Patch::Value(name);
    }
    for _ in 0..TRIES {
        match account::change(tx, id, patch.clone()).await {
            Err(Error::Refused { fields, .. }) if !fields.is_empty() => {
                for field in fields {
                    match field.pointer.split('/').nth(1) {
                        Some("name") => patch.name = Patch::Absent,
                        Some("industry") => patch.industry = Patch::Absent,
                        Some("website") => patch.website = Patch::Absent,
                        Some("phone") => patch.phone = Patch::Absent,
                        Some("city") => patch.city = Patch::Absent,
                        Some("region") => patch.region = Patch::Absent,
                        Some("size") => patch.size = Patch::Absent,
                        _ => patch.attributes.clear(),
                    }
                }
            }
            outcome => return outcome.map(|account| account.id),
        }
    }
    Ok(id)
}

/// The person uses the product for this account.
pub async fn belongs(
    tx: &WorkspaceTx,
    person_id: PersonId,
    account_id: AccountId,
) -> Result<(), Error> {
    tx.require(Grant::EventsWrite)?;
    affiliation::join(tx, account_id, person_id).await
}

/// The person with this external id, or the one it was merged into.
pub async fn person_with(tx: &WorkspaceTx, external_id: &str) -> Result<Option<PersonId>, Error> {
    use entity::person::{Column, Entity};
    let row = tx.find::<Entity>().filter(Column::ExternalId.eq(external_id)).one(&tx.db).await?;
    Ok(row.map(|row| row.merged_into_id.unwrap_or(row.id)))
}
