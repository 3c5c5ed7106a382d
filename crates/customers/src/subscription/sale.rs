//! What a subscription is sold for, and what can be wrong with that.

use super::SubscriptionState;
use crate::entity::{
    plan,
    subscription::{Column, Entity, Model},
};
use kernel::{
    Error, FieldError, Findings, WorkspaceTx,
    ids::{AccountId, PlanId},
    money::{Currency, Money},
};
use sea_orm::{ColumnTrait as _, ExprTrait as _, QueryFilter as _};

/// What a subscription is to be sold for.
pub(super) struct Terms {
    pub plan: Option<plan::Model>,
    pub fee: Option<Money>,
    pub errors: Vec<FieldError>,
}

pub(super) async fn offered(
    tx: &WorkspaceTx,
    account_id: Option<AccountId>,
    plan_id: Option<PlanId>,
    annual_fee: Option<Money>,
) -> Result<Terms, Error> {
    let mut findings = Findings::default();
    let plan = match plan_id {
        Some(id) => crate::plan::find(tx, id).await?,
        None => None,
    };
    if plan_id.is_some() && plan.is_none() {
        findings.add(FieldError::new("/plan_id", "not_found"));
    }
    let fee = findings.keep(fee_of(annual_fee, plan.as_ref()));
    if let (Some(account_id), Some(fee)) = (account_id, fee) {
        findings.extend(check_currency(tx, account_id, fee.currency()).await?);
    }
    Ok(Terms { plan, fee, errors: findings.into_errors() })
}

/// What is wrong with selling this, before there is a subscription to create; `account_id` is none where the account
/// is still to be made.
pub async fn check_sale(
    tx: &WorkspaceTx,
    account_id: Option<AccountId>,
    plan_id: PlanId,
    annual_fee: Option<Money>,
) -> Result<Vec<FieldError>, Error> {
    Ok(offered(tx, account_id, Some(plan_id), annual_fee).await?.errors)
}

/// The fee that was named, or the plan's.
pub(super) fn fee_of(
    named: Option<Money>,
    plan: Option<&plan::Model>,
) -> Result<Money, FieldError> {
    let of_plan = plan.and_then(|plan| Money::new(plan.annual_fee, plan.currency).ok());
    match named.or(of_plan) {
        Some(fee) if fee.is_negative() => {
            Err(FieldError::new("/annual_fee/amount", "too_small").with("min", 0))
        }
        Some(fee) => Ok(fee),
        None => Err(FieldError::new("/annual_fee", "required")),
    }
}

/// An account pays in one currency: amounts of two could not be one MRR.
async fn check_currency(
    tx: &WorkspaceTx,
    account_id: AccountId,
    currency: Currency,
) -> Result<Option<FieldError>, Error> {
    let running = Column::AccountId
        .eq(account_id)
        .and(Column::State.ne(SubscriptionState::Ended))
        .and(Column::Currency.ne(currency));
    let other = tx.find::<Entity>().filter(running).one(&tx.db).await?;
    Ok(other.map(|other| wrong_currency(other.currency)))
}

/// A subscription keeps its currency: what was paid before could not be compared with what is paid now.
pub(super) fn same_currency(row: &Model, fee: Money) -> Option<FieldError> {
    (fee.currency() != row.currency).then(|| wrong_currency(row.currency))
}

fn wrong_currency(expected: Currency) -> FieldError {
    FieldError::new("/annual_fee/currency", "wrong_currency").with("expected", expected.code())
}
