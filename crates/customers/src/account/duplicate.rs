use super::{Account, service::load};
use crate::entity::account::{Column, Entity};
use kernel::{Error, Grant, WorkspaceTx, ids::AccountId};
use sea_orm::{ColumnTrait, ExprTrait as _, QueryFilter, QueryOrder as _, QuerySelect as _};
use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeMap};
use utoipa::ToSchema;

const MAX_SHOWN: usize = 20;

kernel::words! {
    /// Why two objects may be the same.
    pub enum DuplicateReason {
        Phone = "phone",
        Email = "email",
        Wechat = "wechat",
        Website = "website",
        /// The same name but for its legal form, spaces and punctuation.
        Name = "name",
    }
}

/// An account that may be the same company.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccountDuplicate {
    pub account: Account,
    pub reasons: Vec<DuplicateReason>,
}

/// Accounts that share phone number, website or name with this one, newest first.
pub async fn list_duplicates(
    tx: &WorkspaceTx,
    id: AccountId,
) -> Result<Vec<AccountDuplicate>, Error> {
    tx.require(Grant::CustomersRead)?;
    let own = load(tx, id).await?;
    let same_name = (!own.name_key.is_empty()).then(|| Column::NameKey.eq(&own.name_key));
    let same = [
        same_name,
        own.phone.as_ref().map(|phone| Column::Phone.eq(phone.clone())),
        own.website.as_ref().map(|website| Column::Website.eq(website)),
    ];
    // One question each: all of them in one would have SQLite look through every account.
    let mut rows = BTreeMap::new();
    for same in same.into_iter().flatten() {
        let others = Column::Id.ne(id).and(Column::ArchivedAt.is_null());
        let found = tx.find::<Entity>().filter(same).filter(others);
        let found =
            found.order_by_desc(Column::CreatedAt).limit(MAX_SHOWN as u64).all(&tx.db).await?;
        rows.extend(found.into_iter().map(|row| (Reverse((row.created_at, row.id)), row)));
    }
    let duplicate = |row: crate::entity::account::Model| {
        let same = |reason, is: bool| is.then_some(reason);
        let reasons = [
            same(DuplicateReason::Phone, row.phone.is_some() && row.phone == own.phone),
            same(DuplicateReason::Website, row.website.is_some() && row.website == own.website),
            same(DuplicateReason::Name, row.name_key == own.name_key),
        ];
        let reasons = reasons.into_iter().flatten().collect();
        AccountDuplicate { account: Account::seen_by(tx, row), reasons }
    };
    Ok(rows.into_values().take(MAX_SHOWN).map(duplicate).collect())
}
