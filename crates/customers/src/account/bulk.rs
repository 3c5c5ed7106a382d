use super::service::CONTACT;
use crate::{
    entity::account::{Column, Entity, Model},
    owner, past_value,
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, Findings, Grant, WorkspaceTx,
    ids::{AccountId, MemberId},
};
use sea_orm::{ColumnTrait, ExprTrait as _, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use validator::Validate;

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AccountsAssignment {
    #[validate(length(min = 1, max = 500))]
    #[schema(min_items = 1, max_items = 500)]
    pub account_ids: Vec<AccountId>,
    /// The new owner; null takes the owner away.
    pub owner_id: Option<MemberId>,
}

/// What came of a change of many objects.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BulkResult {
    /// How many objects are now as asked, those included that were before.
    pub updated: u64,
    /// Those that could not be changed.
    pub failed: Vec<BulkFailure>,
}

/// One object that could not be changed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BulkFailure {
    pub id: String,
    /// Why, as a code of the error page.
    pub code: String,
}

/// Gives many accounts one owner. What isn't there is named; the rest is done.
pub async fn bulk_assign(tx: &WorkspaceTx, input: AccountsAssignment) -> Result<BulkResult, Error> {
    tx.require(Grant::CustomersWrite)?;
    let mut findings = Findings::of(&input);
    findings.extend(owner::check(tx, "/owner_id", input.owner_id).await?);
    findings.finish()?;
    let mut ids = input.account_ids;
    ids.sort_unstable();
    ids.dedup();
    let rows =
        tx.find::<Entity>().filter(Column::Id.is_in(ids.iter().copied())).all(&tx.db).await?;
    let missing = ids.iter().filter(|id| !rows.iter().any(|row| row.id == **id));
    let failed = missing
        .map(|id| BulkFailure { id: id.to_string(), code: "not_found".to_owned() })
        .collect::<Vec<_>>();
    let reassigned: Vec<_> = rows.iter().filter(|row| row.owner_id != input.owner_id).collect();
    tx.update::<Entity>()
        .col_expr(Column::OwnerId, Expr::value(input.owner_id))
        .col_expr(Column::UpdatedAt, Expr::value(tx.now()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.is_in(reassigned.iter().map(|row| row.id)))
        .exec(&tx.db)
        .await?;
    let owner_id = input.owner_id;
    let moved: Vec<_> = reassigned.iter().map(|row| Model { owner_id, ..(*row).clone() }).collect();
    let replaced: Vec<_> = reassigned.iter().copied().zip(&moved).collect();
    past_value::keep(tx, &replaced).await?;
    let event = |row: &&Model| {
        let (account_id, previous_owner_id) = (row.id, row.owner_id);
        let was = json!({ "owner_id": previous_owner_id });
        let changes = Changes::between(&was, &json!({ "owner_id": owner_id })).conceal(&CONTACT);
        (DomainEvent::AccountAssigned { account_id, owner_id, previous_owner_id }, changes)
    };
    tx.record_all(reassigned.iter().map(event).collect()).await?;
    Ok(BulkResult { updated: rows.len() as u64, failed })
}
