use super::{
    Person,
    service::{load, with_accounts},
};
use crate::{
    account::DuplicateReason,
    entity::person::{Column, Entity, Model},
};
use kernel::{Error, Grant, WorkspaceTx, email::Email, ids::PersonId, phone::Phone};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder as _, QuerySelect as _};
use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeMap};
use utoipa::ToSchema;

const MAX_SHOWN: usize = 20;

/// A person that may be the same one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonDuplicate {
    pub person: Person,
    pub reasons: Vec<DuplicateReason>,
}

/// People that share phone number, e-mail address or WeChat id with this one, newest first.
pub async fn list_duplicates(
    tx: &WorkspaceTx,
    id: PersonId,
) -> Result<Vec<PersonDuplicate>, Error> {
    tx.require(Grant::CustomersRead)?;
    let own = load(tx, id).await?;
    let rows = same_contact(tx, own.phone.as_ref(), own.email.as_ref(), own.wechat.as_deref());
    let rows: Vec<_> = rows.await?.into_iter().filter(|row| row.id != id).collect();
    let reasons: Vec<_> = rows.iter().map(|row| shared(&own, row)).collect();
    let people = with_accounts(tx, rows).await?;
    Ok(people
        .into_iter()
        .zip(reasons)
        .map(|(person, reasons)| PersonDuplicate { person, reasons })
        .collect())
}

fn shared(own: &Model, row: &Model) -> Vec<DuplicateReason> {
    let same = |reason, is: bool| is.then_some(reason);
    [
        same(DuplicateReason::Phone, row.phone.is_some() && row.phone == own.phone),
        same(DuplicateReason::Email, row.email.is_some() && row.email == own.email),
        same(DuplicateReason::Wechat, row.wechat.is_some() && row.wechat == own.wechat),
        same(DuplicateReason::Name, row.name == own.name),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The person in use that can be reached by the same phone number or e-mail address, the oldest if there are
/// several. For crates above that meet people: a lead that becomes a customer.
pub async fn find_same(
    tx: &WorkspaceTx,
    phone: Option<&Phone>,
    email: Option<&Email>,
) -> Result<Option<PersonId>, Error> {
    let rows = same_contact(tx, phone, email, None).await?;
    Ok(rows.last().map(|row| row.id))
}

async fn same_contact(
    tx: &WorkspaceTx,
    phone: Option<&Phone>,
    email: Option<&Email>,
    wechat: Option<&str>,
) -> Result<Vec<Model>, Error> {
    let same = [
        phone.map(|phone| Column::Phone.eq(phone.clone())),
        email.map(|email| Column::Email.eq(email.clone())),
        wechat.map(|wechat| Column::Wechat.eq(wechat)),
    ];
    // One question each: all of them in one would have SQLite look through everybody.
    let mut people = BTreeMap::new();
    for same in same.into_iter().flatten() {
        let found = tx.find::<Entity>().filter(same).filter(Column::ArchivedAt.is_null());
        let found = found.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
        let found = found.limit(MAX_SHOWN as u64).all(&tx.db).await?;
        people.extend(found.into_iter().map(|row| (Reverse((row.created_at, row.id)), row)));
    }
    Ok(people.into_values().take(MAX_SHOWN).collect())
}
