//! Figures of cost: pure, and null with a reason where there is nothing to divide by.

use kernel::money::{Currency, Money};
use serde::Serialize;
use utoipa::ToSchema;

/// An amount for each of something, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct CostFigure {
    /// Rounded to the minor unit.
    pub amount: Option<Money>,
    /// Why there is none: `no_cost`, `no_leads`, `no_valid_leads`, `no_customers`, `missing_rate`, `no_attribution`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, example = "no_leads")]
    pub reason: Option<&'static str>,
}

/// The same with what was paid to the channel alone, and with all it took.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct CostPair {
    pub media: CostFigure,
    pub loaded: CostFigure,
}

/// A ratio, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct RatioFigure {
    /// Null where there is none.
    #[schema(example = 3.2)]
    pub value: Option<f64>,
    /// Why there is none: `no_cost`, `no_customers`, `no_recurring_revenue`, `too_few_churned`, `missing_rate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, example = "no_cost")]
    pub reason: Option<&'static str>,
}

impl RatioFigure {
    pub const fn missing(reason: &'static str) -> Self {
        Self { value: None, reason: Some(reason) }
    }

    const fn of(value: f64) -> Self {
        Self { value: Some(value), reason: None }
    }
}

impl CostFigure {
    pub const fn missing(reason: &'static str) -> Self {
        Self { amount: None, reason: Some(reason) }
    }
}

/// What was spent, in minor units, and whether some of it is not known for want of a rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    pub media: i64,
    pub loaded: i64,
    pub misses_rate: bool,
}

/// Cost for each of `count`, which is whole or a sum of fractions; `none` is the reason where there are none.
pub(super) fn each(cost: Cost, count: f64, none: &'static str, currency: Currency) -> CostPair {
    let figure = |amount: i64| {
        if cost.misses_rate {
            CostFigure::missing("missing_rate")
        } else if amount <= 0 {
            CostFigure::missing("no_cost")
        } else if count <= 0.0 {
            CostFigure::missing(none)
        } else {
            let amount = Money::new(rounded(float(amount) / count), currency).ok();
            CostFigure { amount, reason: None }
        }
    };
    CostPair { media: figure(cost.media), loaded: figure(cost.loaded) }
}

/// The longest time that a customer is thought to stay: five years.
const LONGEST_MONTHS: f64 = 60.0;
/// How many customers must have been lost before a lifetime is told.
pub(super) const FEWEST_CHURNED: u32 = 20;

/// For how many months a customer stays by simple churn: twelve by the share that was lost in a year.
pub(super) fn lifetime_months(customers: u32, lost: u32) -> Option<f64> {
    let known = lost >= FEWEST_CHURNED && customers >= lost;
    known.then(|| (12.0 * f64::from(customers) / f64::from(lost)).min(LONGEST_MONTHS))
}

/// What customers bring in their lifetime by what they cost: a ratio of sums.
pub(super) fn yielded(
    monthly: i64,
    margin: f64,
    lifetime: Option<f64>,
    customers: u32,
    cost: Cost,
) -> RatioFigure {
    let Some(lifetime) = lifetime else { return RatioFigure::missing("too_few_churned") };
    match reason(monthly, customers, cost) {
        Some(reason) => RatioFigure::missing(reason),
        None => RatioFigure::of(float(monthly) * margin * lifetime / float(cost.loaded)),
    }
}

/// After how many months what customers pay has covered what they cost.
pub(super) fn payback_months(monthly: i64, margin: f64, customers: u32, cost: Cost) -> RatioFigure {
    match reason(monthly, customers, cost) {
        Some(reason) => RatioFigure::missing(reason),
        // (cost / customers) / (monthly / customers × margin)
        None => RatioFigure::of(float(cost.loaded) / (float(monthly) * margin)),
    }
}

/// What came back in the first year by what was spent.
pub(super) fn returned(first_year: i64, customers: u32, cost: Cost) -> RatioFigure {
    match reason(1, customers, cost) {
        Some(reason) => RatioFigure::missing(reason),
        None => RatioFigure::of(float(first_year) / float(cost.loaded)),
    }
}

const fn reason(monthly: i64, customers: u32, cost: Cost) -> Option<&'static str> {
    if cost.misses_rate {
        Some("missing_rate")
    } else if cost.loaded <= 0 {
        Some("no_cost")
    } else if customers == 0 {
        Some("no_customers")
    } else if monthly <= 0 {
        Some("no_recurring_revenue")
    } else {
        None
    }
}

#[expect(clippy::cast_precision_loss, reason = "amounts lie below 2^53")]
pub(super) const fn float(amount: i64) -> f64 {
    amount as f64
}

#[expect(clippy::cast_possible_truncation, reason = "an amount divided lies below 2^53")]
const fn rounded(amount: f64) -> i64 {
    amount.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn spent(loaded: i64) -> Cost {
        Cost { media: loaded, loaded, misses_rate: false }
    }

    #[test]
    fn published_examples_come_out() {
        // CAC 50 000 / 1 000 = 50 (naildd.com), in minor units.
        let cac = each(spent(5_000_000), 1_000.0, "no_customers", Currency::USD);
        assert_eq!(cac.loaded.amount, Money::new(5_000, Currency::USD).ok());
        // 600 / (100 × .8) = 7.5 months (knowmba.com).
        let payback = payback_months(10_000, 0.8, 1, spent(60_000)).value.unwrap();
        assert!((payback - 7.5).abs() < 1e-12);
        // Yield 18 000 / 105 = 171.4 (product page): 500 a month for 36 months, for 105.
        let lifetime = lifetime_months(60, 20);
        let found = yielded(50_000, 1.0, lifetime, 1, spent(10_500)).value.unwrap();
        assert!((found - 18_000.0 / 105.0).abs() < 1e-9, "{found}");
    }

    #[test]
    fn nothing_to_divide_by_is_said_not_shown_as_zero() {
        let none = each(spent(100), 0.0, "no_leads", Currency::CNY).media;
        assert_eq!((none.amount, none.reason), (None, Some("no_leads")));
        let free = each(Cost::default(), 5.0, "no_leads", Currency::CNY).loaded;
        assert_eq!(free.reason, Some("no_cost"));
        let unknown = Cost { misses_rate: true, ..spent(5) };
        assert_eq!(
            each(unknown, 5.0, "no_leads", Currency::CNY).media.reason,
            Some("missing_rate")
        );
        assert_eq!(payback_months(10, 1.0, 0, spent(5)).reason, Some("no_customers"));
        assert_eq!(payback_months(0, 1.0, 2, spent(5)).reason, Some("no_recurring_revenue"));
        assert_eq!(yielded(9, 1.0, None, 2, spent(5)).reason, Some("too_few_churned"));
        assert_eq!(returned(9, 2, Cost::default()).reason, Some("no_cost"));
    }

    #[test]
    fn a_lifetime_needs_twenty_who_left_and_ends_after_five_years() {
        assert_eq!(lifetime_months(100, 19), None);
        assert_eq!(lifetime_months(100, 0), None);
        assert_eq!(lifetime_months(100, 50), Some(24.0));
        assert_eq!(lifetime_months(10_000, 20), Some(60.0));
    }
}
