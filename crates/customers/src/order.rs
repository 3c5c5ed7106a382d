//! The ledger of orders: what was sold, when, and for how much. Amounts are never edited; a wrong entry is declared
//! void and stays visible, so that sums of the past can be explained.

mod export;
mod list;

pub use export::OrderColumn;
pub use list::{OrderFilter, OrderInclude, list};

use crate::{
    account::{self, PlanRef},
    entity::{
        customer_order::{self, Column, Entity, Model},
        subscription,
    },
    input, plan,
    settings::{self, whole_number},
    subject,
};
use chrono::{DateTime, NaiveDate, Utc};
use jobs::{DomainEvent, Record as _, Subject};
use kernel::{
    Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    ids::{AccountId, OrderId, PlanId, SubscriptionId},
    money::{Currency, Money, MoneyError},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ExprTrait as _, IntoActiveModel, QueryFilter, QuerySelect as _,
    Set, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::Validate;

kernel::words! {
    /// What an order is for.
    pub enum OrderKind {
        /// The fee paid once, at the beginning.
        Opening = "opening",
        /// The fee of a year or term.
        Annual = "annual",
        /// More seats, shops or features.
        Expansion = "expansion",
        /// Less of them: money that is credited.
        Contraction = "contraction",
        /// Money that was paid back.
        Refund = "refund",
    }
}

impl OrderKind {
    /// Whether the money goes from the vendor to the customer.
    pub const fn gives_back(self) -> bool {
        matches!(self, Self::Contraction | Self::Refund)
    }

    /// What an order of this kind adds to the ledger.
    pub const fn effect(self, amount: Money) -> Money {
        if self.gives_back() { amount.negated() } else { amount }
    }
}

/// What was received in one currency: paid less given back.
pub fn received(
    currency: Currency,
    orders: impl IntoIterator<Item = (OrderKind, Money)>,
) -> Result<Money, MoneyError> {
    Money::sum(currency, orders.into_iter().map(|(kind, amount)| kind.effect(amount)))
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewOrder {
    pub account_id: AccountId,
    pub kind: OrderKind,
    /// Never negative: the kind tells in which direction the money goes.
    pub amount: Money,
    pub plan_id: Option<PlanId>,
    pub subscription_id: Option<SubscriptionId>,
    /// Your own id of it; unique among orders.
    #[validate(length(max = 200))]
    #[schema(max_length = 200)]
    pub external_id: Option<String>,
    /// Today, in the workspace's time zone, unless said otherwise.
    pub ordered_on: Option<NaiveDate>,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub note: Option<String>,
}

/// Why an order doesn't count.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct VoidOrder {
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500, example = "Entered twice")]
    pub reason: String,
}

/// An account by its name.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountRef {
    pub id: AccountId,
    pub name: Option<String>,
}

/// An entry of the ledger, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Order {
    pub id: OrderId,
    pub account_id: AccountId,
    /// Only with `include=account` and on single orders.
    pub account: Option<AccountRef>,
    pub plan_id: Option<PlanId>,
    /// Only with `include=plan` and on single orders.
    pub plan: Option<PlanRef>,
    pub subscription_id: Option<SubscriptionId>,
    pub external_id: Option<String>,
    pub kind: OrderKind,
    pub amount: Money,
    /// What it adds to the ledger: negative where money goes back, zero once it is void.
    pub effect: Money,
    pub ordered_on: NaiveDate,
    pub note: Option<String>,
    pub voided_at: Option<DateTime<Utc>>,
    pub void_reason: Option<String>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl TryFrom<Model> for Order {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let amount = Money::new(row.amount, row.currency).map_err(Error::internal)?;
        let void = row.voided_at.is_some();
        Ok(Self {
            id: row.id,
            account_id: row.account_id,
            account: None,
            plan_id: row.plan_id,
            plan: None,
            subscription_id: row.subscription_id,
            external_id: row.external_id,
            kind: row.kind,
            amount,
            effect: if void { Money::zero(row.currency) } else { row.kind.effect(amount) },
            ordered_on: row.ordered_on,
            note: row.note,
            voided_at: row.voided_at,
            void_reason: row.void_reason,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// What an account has paid in one currency, over its whole life.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LedgerTotal {
    /// Paid less given back; void orders don't count.
    pub received: Money,
    pub orders: i64,
}

pub async fn get(tx: &WorkspaceTx, id: OrderId) -> Result<Order, Error> {
    tx.require(Grant::CustomersRead)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    seen(tx, row.ok_or_else(|| Error::not_found("order"))?).await
}

/// The whole order with the names of its account and plan.
async fn seen(tx: &WorkspaceTx, row: Model) -> Result<Order, Error> {
    let mut order = Order::try_from(row)?;
    name(tx, std::slice::from_mut(&mut order), OrderInclude::ALL).await?;
    Ok(order)
}

/// Brings names along, with one query however many orders there are.
async fn name(
    tx: &WorkspaceTx,
    orders: &mut [Order],
    include: &[OrderInclude],
) -> Result<(), Error> {
    let with_account = include.contains(&OrderInclude::Account);
    let with_plan = include.contains(&OrderInclude::Plan);
    let accounts = orders.iter().filter(|_| with_account).map(|it| Subject::from(it.account_id));
    let plans = orders.iter().filter(|_| with_plan).filter_map(|it| it.plan_id).map(Subject::from);
    let labels = subject::labels(tx, accounts.chain(plans)).await?;
    for order in orders {
        let account = AccountRef { id: order.account_id, name: labels.of(order.account_id) };
        order.account = with_account.then_some(account);
        let plan = order.plan_id.filter(|_| with_plan);
        order.plan = plan.map(|id| PlanRef { id, name: labels.of(id) });
    }
    Ok(())
}

/// What an account has paid, by currency.
pub async fn totals(tx: &WorkspaceTx, account_id: AccountId) -> Result<Vec<LedgerTotal>, Error> {
    tx.require(Grant::CustomersRead)?;
    account::load(tx, account_id).await?;
    let whole = whole_number(tx.backend());
    let rows = tx
        .find::<Entity>()
        .filter(Column::AccountId.eq(account_id).and(Column::VoidedAt.is_null()))
        .select_only()
        .column(Column::Currency)
        .column(Column::Kind)
        .column_as(Expr::col(Column::Amount).sum().cast_as(whole), "amount")
        .column_as(Expr::col(Column::Id).count(), "orders")
        .group_by(Column::Currency)
        .group_by(Column::Kind)
        .into_tuple::<(Currency, OrderKind, i64, i64)>()
        .all(&tx.db)
        .await?;
    let mut by_currency = BTreeMap::new();
    for (currency, kind, amount, orders) in rows {
        let entry = by_currency.entry(currency.code()).or_insert_with(|| (currency, Vec::new(), 0));
        entry.1.push((kind, Money::new(amount, currency).map_err(Error::internal)?));
        entry.2 += orders;
    }
    let total = |(currency, amounts, orders)| {
        let received = received(currency, amounts).map_err(Error::internal)?;
        Ok(LedgerTotal { received, orders })
    };
    by_currency.into_values().map(total).collect()
}

pub async fn create(tx: &WorkspaceTx, input: NewOrder) -> Result<Order, Error> {
    tx.require(Grant::CustomersWrite)?;
    let today = settings::of_workspace(tx).await?.today(tx);
    let mut findings = Findings::of(&input);
    if input.amount.is_negative() {
        findings.add(FieldError::new("/amount/amount", "too_small").with("min", 0));
    }
    findings.extend(check_references(tx, &input).await?);
    findings.finish()?;
    let row = customer_order::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        account_id: Set(input.account_id),
        plan_id: Set(input.plan_id),
        subscription_id: Set(input.subscription_id),
        external_id: Set(input::text(input.external_id)),
        kind: Set(input.kind),
        amount: Set(input.amount.amount()),
        currency: Set(input.amount.currency()),
        ordered_on: Set(input.ordered_on.unwrap_or(today)),
        note: Set(input::text(input.note)),
        voided_at: Set(None),
        void_reason: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await.or_conflict("order", "/external_id")?;
    let (order_id, account_id, kind) = (row.id, row.account_id, row.kind.as_str().to_owned());
    tx.record(DomainEvent::OrderCreated { order_id, account_id, kind }).await?;
    seen(tx, row).await
}

async fn check_references(tx: &WorkspaceTx, input: &NewOrder) -> Result<Vec<FieldError>, Error> {
    let mut errors = Vec::new();
    if !account::exists(tx, input.account_id).await? {
        errors.push(FieldError::new("/account_id", "not_found"));
    }
    if let Some(id) = input.plan_id
        && plan::find(tx, id).await?.is_none()
    {
        errors.push(FieldError::new("/plan_id", "not_found"));
    }
    if let Some(id) = input.subscription_id {
        use subscription::Column as Of;
        // One of another account is as good as none.
        let own = Of::Id.eq(id).and(Of::AccountId.eq(input.account_id));
        if tx.find::<subscription::Entity>().filter(own).one(&tx.db).await?.is_none() {
            errors.push(FieldError::new("/subscription_id", "not_found"));
        }
    }
    Ok(errors)
}

/// Declares an order void: it stays in the ledger and no longer counts.
pub async fn void(tx: &WorkspaceTx, id: OrderId, input: VoidOrder) -> Result<Order, Error> {
    tx.require(Grant::CustomersWrite)?;
    let mut findings = Findings::of(&input);
    let reason = findings.keep(input::required("/reason", &input.reason));
    findings.finish()?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let mut row = row.ok_or_else(|| Error::not_found("order"))?;
    tx.expect_version(row.version)?;
    if row.voided_at.is_some() {
        return Err(Error::wrong_state("the order is void already", "该订单已作废"));
    }
    row.voided_at = Some(tx.now());
    row.void_reason = reason;
    row.updated_at = tx.now();
    row.version += 1;
    let row = row.into_active_model().reset_all().update(&tx.db).await?;
    let account_id = row.account_id;
    tx.record(DomainEvent::OrderVoided { order_id: id, account_id }).await?;
    seen(tx, row).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy as _, prop_assert_eq, proptest};

    fn order() -> impl proptest::strategy::Strategy<Value = (OrderKind, Money)> {
        let kinds = (0..OrderKind::ALL.len()).prop_map(|at| OrderKind::ALL[at]);
        (kinds, 0..1_000_000_000_i64)
            .prop_map(|(kind, amount)| (kind, Money::new(amount, Currency::CNY).unwrap()))
    }

    #[test]
    fn what_goes_back_is_taken_off_what_was_paid() {
        let yuan = |fen| Money::new(fen, Currency::CNY).unwrap();
        let life = [
            (OrderKind::Opening, yuan(800_000)),
            (OrderKind::Annual, yuan(500_000)),
            (OrderKind::Annual, yuan(500_000)),
            (OrderKind::Refund, yuan(100_000)),
        ];
        assert_eq!(received(Currency::CNY, life).unwrap(), yuan(1_700_000));
    }

    proptest! {
        #[test]
        fn a_ledger_sums_to_the_same_in_any_order_and_in_parts(
            orders in proptest::collection::vec(order(), 0..40), cut in 0..40_usize,
        ) {
            let whole = received(Currency::CNY, orders.clone()).unwrap();
            let mut backwards = orders.clone();
            backwards.reverse();
            prop_assert_eq!(received(Currency::CNY, backwards).unwrap(), whole);
            let (left, right) = orders.split_at(cut.min(orders.len()));
            let left = received(Currency::CNY, left.iter().copied()).unwrap();
            let right = received(Currency::CNY, right.iter().copied()).unwrap();
            prop_assert_eq!(left.checked_add(right).unwrap(), whole);
        }
    }
}
