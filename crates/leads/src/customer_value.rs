//! What customers paid, as figures of channels need it: since when, how much in the first year, how much a month.

use crate::rate::Rates;
use chrono::{Days, Months, NaiveDate};
use customers::{
    entity::{customer_order, subscription},
    order::OrderKind,
    settings::Settings,
};
use kernel::{
    Error, WorkspaceTx,
    ids::AccountId,
    money::{Currency, Money},
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::BTreeMap;

/// Subscriptions that start so soon after the first payment belong to the first sale.
const FIRST_SALE_DAYS: u64 = 31;

/// A customer who paid something once. Amounts are in the currency of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Customer {
    pub first_paid_on: NaiveDate,
    /// Orders of the first year less what was paid back; the annual fee of its subscriptions where there are no orders.
    pub first_year: i64,
    /// A twelfth of the annual fees of the first sale.
    pub monthly: i64,
    /// Some of it is in a currency without a rate, and not in the sums.
    pub misses_rate: bool,
}

/// How many paid a year ago, and how many of them no longer do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Churn {
    pub customers: u32,
    pub lost: u32,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Customers {
    pub by_account: BTreeMap<AccountId, Customer>,
    pub churn: Churn,
}

#[derive(Default)]
struct Paid {
    orders: Vec<(OrderKind, i64, Currency, NaiveDate)>,
    terms: Vec<Term>,
}

struct Term {
    starts_on: NaiveDate,
    ended_on: Option<NaiveDate>,
    fee: i64,
    currency: Currency,
}

impl Term {
    fn runs_on(&self, day: NaiveDate) -> bool {
        self.fee > 0 && self.starts_on <= day && self.ended_on.is_none_or(|end| end > day)
    }
}

type TermRow = (AccountId, NaiveDate, Option<NaiveDate>, customers::mrr::Fees, Currency);

pub(crate) async fn customers(
    tx: &WorkspaceTx,
    settings: &Settings,
    rates: &Rates,
) -> Result<Customers, Error> {
    use customer_order::Column as Order;
    use subscription::Column as Of;
    let mut paid: BTreeMap<AccountId, Paid> = BTreeMap::new();
    let orders = tx.find::<customer_order::Entity>().filter(Order::VoidedAt.is_null());
    let orders = orders.select_only().columns([
        Order::AccountId,
        Order::Kind,
        Order::Amount,
        Order::Currency,
        Order::OrderedOn,
    ]);
    let orders = orders.into_tuple::<(AccountId, OrderKind, i64, Currency, NaiveDate)>();
    for (account, kind, amount, currency, day) in orders.all(&tx.db).await? {
        paid.entry(account).or_default().orders.push((kind, amount, currency, day));
    }
    let terms = tx.find::<subscription::Entity>().select_only().columns([
        Of::AccountId,
        Of::StartsOn,
        Of::EndedOn,
        Of::Fees,
        Of::Currency,
    ]);
    for (account, starts_on, ended_on, fees, currency) in
        terms.into_tuple::<TermRow>().all(&tx.db).await?
    {
        let fee = fees.on(starts_on);
        paid.entry(account).or_default().terms.push(Term { starts_on, ended_on, fee, currency });
    }
    let today = settings.today(tx);
    let year_ago = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    let mut found = Customers::default();
    for (account, paid) in paid {
        if paid.terms.iter().any(|term| term.runs_on(year_ago)) {
            found.churn.customers += 1;
            found.churn.lost += u32::from(!paid.terms.iter().any(|term| term.runs_on(today)));
        }
        if let Some(customer) = paid.customer(rates, settings.currency) {
            found.by_account.insert(account, customer);
        }
    }
    Ok(found)
}

impl Paid {
    fn customer(&self, rates: &Rates, own: Currency) -> Option<Customer> {
        let paying =
            self.orders.iter().filter(|(kind, amount, ..)| !kind.gives_back() && *amount > 0);
        let ordered = paying.map(|(.., day)| *day).min();
        let subscribed =
            self.terms.iter().filter(|term| term.fee > 0).map(|term| term.starts_on).min();
        let first_paid_on = ordered.into_iter().chain(subscribed).min()?;
        let year_end = first_paid_on.checked_add_months(Months::new(12))?;
        let sale_end = first_paid_on + Days::new(FIRST_SALE_DAYS);
        let mut misses_rate = false;
        let mut convert = |amount, currency, day| {
            let converted = rates.convert(amount, currency, own, day);
            misses_rate |= converted.is_none();
            converted.unwrap_or(0)
        };
        let mut first_year = 0;
        for (kind, amount, currency, day) in self.orders.iter().filter(|(.., day)| *day < year_end)
        {
            let effect = Money::new(*amount, *currency).map(|money| kind.effect(money).amount());
            first_year += convert(effect.unwrap_or(0), *currency, *day);
        }
        let mut monthly = 0;
        for term in &self.terms {
            if ordered.is_none() && term.starts_on < year_end {
                first_year += convert(term.fee, term.currency, term.starts_on);
            }
            if term.starts_on <= sale_end {
                monthly += convert(term.fee, term.currency, term.starts_on);
            }
        }
        Some(Customer { first_paid_on, first_year, monthly: monthly / 12, misses_rate })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn order(kind: OrderKind, amount: i64, on: &str) -> (OrderKind, i64, Currency, NaiveDate) {
        (kind, amount, Currency::CNY, day(on))
    }

    #[test]
    fn the_first_year_is_what_was_ordered_less_what_was_paid_back() {
        let term = Term {
            starts_on: day("2026-01-20"),
            ended_on: None,
            fee: 120_000,
            currency: Currency::CNY,
        };
        let orders = vec![
            order(OrderKind::Opening, 50_000, "2026-01-10"),
            order(OrderKind::Annual, 120_000, "2026-01-20"),
            order(OrderKind::Refund, 20_000, "2026-06-01"),
            order(OrderKind::Annual, 120_000, "2027-01-20"),
        ];
        let paid = Paid { orders, terms: vec![term] };
        let customer = paid.customer(&Rates::default(), Currency::CNY).unwrap();
        assert_eq!(customer.first_paid_on, day("2026-01-10"));
        assert_eq!((customer.first_year, customer.monthly), (150_000, 10_000));
        assert!(!customer.misses_rate);
    }

    #[test]
    fn who_only_tries_a_free_plan_is_no_paying_customer() {
        let term =
            Term { starts_on: day("2026-01-20"), ended_on: None, fee: 0, currency: Currency::CNY };
        let paid = Paid { orders: Vec::new(), terms: vec![term] };
        assert_eq!(paid.customer(&Rates::default(), Currency::CNY), None);
    }
}
