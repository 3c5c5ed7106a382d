//! Which orders, in which order.

use super::{Order, OrderKind};
use crate::entity::customer_order::{Column, Entity};
use chrono::NaiveDate;
use kernel::{
    Error, Grant, WorkspaceTx,
    filter::Many,
    ids::{AccountId, SubscriptionId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _};
use serde::Deserialize;
use utoipa::IntoParams;

kernel::words! {
    /// What else a list of orders can bring along.
    pub enum OrderInclude {
        Account = "account",
        Plan = "plan",
    }
}

/// Which orders are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct OrderFilter {
    /// Accounts, separated by commas.
    #[param(value_type = Option<String>)]
    pub account_id: Option<Many<AccountId>>,
    #[param(value_type = Option<String>)]
    pub subscription_id: Option<SubscriptionId>,
    /// Kinds, separated by commas.
    #[param(value_type = Option<String>, example = "opening,annual")]
    pub kind: Option<Many<OrderKind>>,
    pub ordered_on_gte: Option<NaiveDate>,
    pub ordered_on_lt: Option<NaiveDate>,
    /// Only those declared void, or only the others.
    pub voided: Option<bool>,
    #[param(max_length = 200)]
    pub external_id: Option<String>,
    /// `account`, `plan`, separated by commas: brings their names along.
    #[param(value_type = Option<String>, example = "account,plan")]
    pub include: Option<Many<OrderInclude>>,
}

impl OrderFilter {
    /// What cursors are bound to: what is shown beside the rows doesn't matter to it.
    fn binding(&self) -> String {
        format!("{:?}", Self { include: None, ..self.clone() })
    }
}

/// Orders, latest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &OrderFilter,
    page: &PageRequest,
) -> Result<Page<Order>, Error> {
    tx.require(Grant::CustomersRead)?;
    let void = |void: bool| {
        if void { Column::VoidedAt.is_not_null() } else { Column::VoidedAt.is_null() }
    };
    let condition = Condition::all()
        .add_option(
            filter.account_id.as_ref().map(|it| Column::AccountId.is_in(it.0.iter().copied())),
        )
        .add_option(filter.subscription_id.map(|id| Column::SubscriptionId.eq(id)))
        .add_option(filter.kind.as_ref().map(|it| Column::Kind.is_in(it.0.iter().copied())))
        .add_option(filter.ordered_on_gte.map(|day| Column::OrderedOn.gte(day)))
        .add_option(filter.ordered_on_lt.map(|day| Column::OrderedOn.lt(day)))
        .add_option(filter.voided.map(void))
        .add_option(filter.external_id.as_ref().map(|id| Column::ExternalId.eq(id)));
    let keyset = Keyset {
        sorts: &[
            Sort::by("ordered_on", Column::OrderedOn),
            Sort::by("created_at", Column::CreatedAt),
        ],
        default_sort: "-ordered_on",
        id: Column::Id,
        filter: filter.binding(),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let orders = std::mem::take(&mut rows.data).into_iter().map(Order::try_from);
    let mut orders: Vec<Order> = orders.collect::<Result<_, _>>()?;
    if let Some(include) = &filter.include {
        super::name(tx, &mut orders, &include.0).await?;
    }
    Ok(rows.with(orders))
}
