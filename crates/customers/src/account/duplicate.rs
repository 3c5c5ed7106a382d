use super::{Account, service::load};
use crate::entity::account::{Column, Entity};
use kernel::{Error, Grant, WorkspaceTx, ids::AccountId};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait as _, QueryFilter, QueryOrder as _, QuerySelect as _,
};
use serde::Serialize;
use utoipa::ToSchema;

const MAX_SHOWN: u64 = 20;

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
    let same = Condition::any()
        .add_option(same_name)
        .add_option(own.phone.as_ref().map(|phone| Column::Phone.eq(phone.clone())))
        .add_option(own.website.as_ref().map(|website| Column::Website.eq(website)));
    if same.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx
        .find::<Entity>()
        .filter(same)
        .filter(Column::Id.ne(id).and(Column::ArchivedAt.is_null()))
        .order_by_desc(Column::CreatedAt)
        .limit(MAX_SHOWN)
        .all(&tx.db)
        .await?;
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
    Ok(rows.into_iter().map(duplicate).collect())
}
