//! What converting a lead sells by the quote that it accepted.

use super::{Lines, QuoteStatus, QuoteTotals, service::save, view::priced};
use crate::entity::quote::{Column, Entity, Model};
use kernel::{
    Error, FieldError, WorkspaceTx,
    ids::{AccountId, LeadId, PlanId, QuoteId},
    money::Money,
};
use sea_orm::{ColumnTrait, ExprTrait as _, QueryFilter, QuerySelect};
use serde::Serialize;
use utoipa::ToSchema;

/// What is sold by a quote: nothing that was accepted gets lost, whether it stands on a plan's line or on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct QuoteSale {
    /// The one plan that its lines name; null where they name none or several.
    pub plan_id: Option<PlanId>,
    /// Of that plan.
    pub seats: Option<i32>,
    /// All that is paid for each year, after discounts.
    pub annual_fee: Money,
    /// All that is paid once, after discounts.
    pub opening_fee: Money,
    /// Whether several plans are named, so that somebody must say which of them is subscribed to.
    pub several_plans: bool,
}

pub(super) fn of(lines: &Lines, totals: &QuoteTotals) -> QuoteSale {
    let mut plans: Vec<_> = lines.0.iter().filter_map(|line| line.plan_id).collect();
    plans.sort_unstable();
    plans.dedup();
    let plan_id = if let [plan] = plans[..] { Some(plan) } else { None };
    let of_plan = lines.0.iter().filter(|line| plan_id.is_some() && line.plan_id == plan_id);
    QuoteSale {
        plan_id,
        seats: of_plan.filter_map(|line| line.seats).max(),
        annual_fee: totals.yearly,
        opening_fee: totals.once,
        several_plans: plans.len() > 1,
    }
}

/// The quote by which a lead is converted, and what it sells; or what is wrong with it.
pub(crate) async fn accepted(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    id: QuoteId,
) -> Result<Result<(Model, QuoteSale), FieldError>, Error> {
    let of_lead = Column::Id.eq(id).and(Column::LeadId.eq(lead_id));
    let row = tx.find::<Entity>().filter(of_lead).lock_exclusive().one(&tx.db).await?;
    let Some(row) = row else { return Ok(Err(FieldError::new("/quote_id", "not_found"))) };
    if row.status != QuoteStatus::Accepted {
        return Ok(Err(FieldError::new("/quote_id", "not_accepted")));
    }
    let (_, totals) = priced(row.currency, &row.lines)?;
    let sale = of(&row.lines, &totals);
    Ok(Ok((row, sale)))
}

/// The quote keeps the customer that came of it.
pub(crate) async fn convert(
    tx: &WorkspaceTx,
    row: Model,
    account_id: AccountId,
) -> Result<(), Error> {
    save(tx, Model { account_id: Some(account_id), ..row }).await.map(drop)
}
