//! What to do with a channel, by plain thresholds that are told with it.

use super::Maturity;
use crate::campaign::Decision;
use serde::Serialize;
use utoipa::ToSchema;

kernel::words! {
    /// What the figures of a channel suggest.
    pub enum Advice {
        /// As it is.
        Keep = "keep",
        /// More of it.
        Grow = "grow",
        /// No more of it.
        Stop = "stop",
        /// It is too early, or there are too few customers to tell.
        Wait = "wait",
    }
}

impl From<Decision> for Advice {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Keep => Self::Keep,
            Decision::Grow => Self::Grow,
            Decision::Stop => Self::Stop,
        }
    }
}

/// One reason: a figure and what it was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct AdviceReason {
    /// `no_cost`, `immature`, `maturity_unknown`, `few_customers`, `no_customers`, `yield_high`, `yield_low`,
    /// `yield_fair`, `payback_short`, `payback_long`, `payback_fair`, `nothing_known`.
    #[schema(example = "yield_high")]
    pub code: &'static str,
    /// The figure.
    pub value: Option<f64>,
    /// What it was compared with.
    pub threshold: Option<f64>,
}

/// What to do, and why.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Suggestion {
    pub advice: Advice,
    pub reasons: Vec<AdviceReason>,
}

/// What figures are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct Thresholds {
    /// With fewer customers there is no suggestion but to wait.
    pub fewest_customers: u32,
    /// From this yield on: grow.
    pub grow_yield: f64,
    /// Below this yield: stop.
    pub stop_yield: f64,
    /// Up to so many months of payback, where there is no yield: grow.
    pub grow_payback_months: f64,
    /// Above so many, where there is no yield: stop.
    pub stop_payback_months: f64,
    /// Without any customer: stop once it cost as much as so many customers do elsewhere.
    pub stop_cost_of_customers: f64,
}

pub(super) const THRESHOLDS: Thresholds = Thresholds {
    fewest_customers: 5,
    grow_yield: 5.0,
    stop_yield: 1.0,
    grow_payback_months: 6.0,
    stop_payback_months: 24.0,
    stop_cost_of_customers: 3.0,
};

/// What is known of a channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub maturity: Maturity,
    pub customers: u32,
    pub has_cost: bool,
    pub yielded: Option<f64>,
    pub payback: Option<f64>,
    /// What it cost, in customers at what they cost over all channels.
    pub cost_in_customers: Option<f64>,
}

pub(super) fn suggest(known: Known) -> Suggestion {
    let limits = THRESHOLDS;
    let plain = |code| AdviceReason { code, value: None, threshold: None };
    let because = |advice, reason| Suggestion { advice, reasons: vec![reason] };
    let compared = |code, value, threshold| AdviceReason {
        code,
        value: Some(value),
        threshold: Some(threshold),
    };
    if !known.has_cost {
        return because(Advice::Wait, plain("no_cost"));
    }
    match known.maturity {
        Maturity::Mature => {}
        Maturity::Maturing => return because(Advice::Wait, plain("immature")),
        Maturity::Unknown => return because(Advice::Wait, plain("maturity_unknown")),
    }
    if known.customers == 0
        && let Some(cost) = known.cost_in_customers
        && cost >= limits.stop_cost_of_customers
    {
        let reason = compared("no_customers", cost, limits.stop_cost_of_customers);
        return because(Advice::Stop, reason);
    }
    if known.customers < limits.fewest_customers {
        let (customers, fewest) = (f64::from(known.customers), f64::from(limits.fewest_customers));
        return because(Advice::Wait, compared("few_customers", customers, fewest));
    }
    if let Some(found) = known.yielded {
        return if found >= limits.grow_yield {
            because(Advice::Grow, compared("yield_high", found, limits.grow_yield))
        } else if found < limits.stop_yield {
            because(Advice::Stop, compared("yield_low", found, limits.stop_yield))
        } else {
            because(Advice::Keep, compared("yield_fair", found, limits.grow_yield))
        };
    }
    match known.payback {
        Some(months) if months <= limits.grow_payback_months => {
            because(Advice::Grow, compared("payback_short", months, limits.grow_payback_months))
        }
        Some(months) if months > limits.stop_payback_months => {
            because(Advice::Stop, compared("payback_long", months, limits.stop_payback_months))
        }
        Some(months) => {
            because(Advice::Keep, compared("payback_fair", months, limits.stop_payback_months))
        }
        None => because(Advice::Wait, plain("nothing_known")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_waits_for_time_and_customers_before_it_says_anything() {
        let ripe = Known {
            maturity: Maturity::Mature,
            customers: 9,
            has_cost: true,
            yielded: Some(6.0),
            payback: None,
            cost_in_customers: Some(9.0),
        };
        let told = |known| {
            let found = suggest(known);
            (found.advice, found.reasons[0].code)
        };
        assert_eq!(told(ripe), (Advice::Grow, "yield_high"));
        assert_eq!(told(Known { yielded: Some(0.9), ..ripe }), (Advice::Stop, "yield_low"));
        assert_eq!(told(Known { yielded: Some(3.0), ..ripe }), (Advice::Keep, "yield_fair"));
        let payback = |months| Known { yielded: None, payback: Some(months), ..ripe };
        assert_eq!(told(payback(5.0)), (Advice::Grow, "payback_short"));
        assert_eq!(told(payback(25.0)), (Advice::Stop, "payback_long"));
        assert_eq!(told(payback(12.0)), (Advice::Keep, "payback_fair"));
        assert_eq!(told(Known { customers: 4, ..ripe }), (Advice::Wait, "few_customers"));
        assert_eq!(told(Known { customers: 0, ..ripe }), (Advice::Stop, "no_customers"));
        let early = Known { maturity: Maturity::Maturing, ..ripe };
        assert_eq!(told(early), (Advice::Wait, "immature"));
        assert_eq!(told(Known { has_cost: false, ..ripe }), (Advice::Wait, "no_cost"));
        assert_eq!(Advice::from(Decision::Grow), Advice::Grow);
    }
}
