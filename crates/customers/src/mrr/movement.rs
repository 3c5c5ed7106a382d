//! Movements of one customer's MRR; pure.

use super::fees::Fees;
use crate::subscription::rules::monthly;
use chrono::NaiveDate;
use kernel::{ids::SubscriptionId, money::Currency};
use std::collections::BTreeSet;

kernel::words! {
    /// Why the MRR of a customer moved.
    pub enum MovementKind {
        /// Pays for the first time.
        New = "new",
        /// Pays again after it had churned.
        Reactivation = "reactivation",
        /// Pays more.
        Expansion = "expansion",
        /// Pays less, but something.
        Contraction = "contraction",
        /// Pays nothing any more.
        Churn = "churn",
    }
}

/// What is paid for, and for how long.
#[derive(Clone, Debug)]
pub struct Contract {
    pub id: SubscriptionId,
    pub currency: Currency,
    pub starts_on: NaiveDate,
    /// The first day on which it no longer runs.
    pub ended_on: Option<NaiveDate>,
    pub fees: Fees,
}

impl Contract {
    fn fee_on(&self, day: NaiveDate) -> i64 {
        let runs = self.starts_on <= day && self.ended_on.is_none_or(|ended_on| day < ended_on);
        if runs { self.fees.on(day) } else { 0 }
    }

    /// Every day on which its fee may begin to differ.
    fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        std::iter::once(self.starts_on).chain(self.fees.days()).chain(self.ended_on)
    }
}

/// A change of what a customer pays, on one day and in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    pub on: NaiveDate,
    pub kind: MovementKind,
    pub currency: Currency,
    /// The difference: negative for contraction and churn.
    pub amount: i64,
    /// What it pays from that day on.
    pub after: i64,
    /// The subscription whose change it was, if it was one only.
    pub subscription_id: Option<SubscriptionId>,
}

/// All movements of a customer, the first first. What happens on one day is one movement.
pub fn movements(contracts: &[Contract]) -> Vec<Movement> {
    let mut currencies: Vec<Currency> = Vec::new();
    for contract in contracts {
        if !currencies.contains(&contract.currency) {
            currencies.push(contract.currency);
        }
    }
    let days: BTreeSet<NaiveDate> = contracts.iter().flat_map(Contract::days).collect();
    let mut paid = vec![0; currencies.len()];
    let mut has_paid = false;
    let mut movements = Vec::new();
    for day in days {
        for (currency, before) in currencies.iter().zip(&mut paid) {
            let of_it = || contracts.iter().filter(|contract| contract.currency == *currency);
            let after = monthly(of_it().map(|contract| contract.fee_on(day)).sum());
            let kind = match (*before, after) {
                (before, after) if before == after => continue,
                (0, _) if has_paid => MovementKind::Reactivation,
                (0, _) => MovementKind::New,
                (_, 0) => MovementKind::Churn,
                (before, after) if after > before => MovementKind::Expansion,
                _ => MovementKind::Contraction,
            };
            let mut changed = of_it().filter(|contract| contract.days().any(|it| it == day));
            let only = changed.next().filter(|_| changed.next().is_none());
            movements.push(Movement {
                on: day,
                kind,
                currency: *currency,
                amount: after - *before,
                after,
                subscription_id: only.map(|contract| contract.id),
            });
            *before = after;
            has_paid = true;
        }
    }
    movements
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn contract(starts_on: &str, ended_on: Option<&str>, annual_fee: i64) -> Contract {
        Contract {
            id: Uuid::from_u128(annual_fee.unsigned_abs().into()).into(),
            currency: Currency::CNY,
            starts_on: day(starts_on),
            ended_on: ended_on.map(day),
            fees: Fees::of(day(starts_on), annual_fee),
        }
    }

    /// The example of `ChartMogul`: 2 000 a year; a second subscription of 60 a month, which is cancelled; the first not renewed;
    /// then three of 50 a month.
    #[test]
    fn the_published_example_comes_out_to_the_cent() {
        let mut contracts = vec![
            contract("2026-01-01", Some("2027-01-01"), 200_000),
            contract("2026-03-01", Some("2026-06-01"), 72_000),
        ];
        contracts.extend((0..3).map(|_| contract("2027-04-01", None, 60_000)));
        let told: Vec<_> =
            movements(&contracts).iter().map(|it| (it.kind, it.amount, it.after)).collect();
        assert_eq!(
            told,
            [
                (MovementKind::New, 16_667, 16_667),
                (MovementKind::Expansion, 6_000, 22_667),
                (MovementKind::Contraction, -6_000, 16_667),
                (MovementKind::Churn, -16_667, 0),
                (MovementKind::Reactivation, 15_000, 15_000),
            ]
        );
    }

    #[test]
    fn what_happens_on_one_day_is_one_movement_and_nothing_where_it_evens_out() {
        let moved = |contracts: &[Contract]| movements(contracts).len();
        let ended = contract("2026-01-01", Some("2026-05-01"), 1200);
        assert_eq!(moved(&[ended.clone(), contract("2026-05-01", None, 1200)]), 1, "changed over");
        let upgraded = [ended, contract("2026-05-01", None, 2400)];
        let last = movements(&upgraded)[1];
        assert_eq!(
            (last.kind, last.amount, last.subscription_id),
            (MovementKind::Expansion, 100, None)
        );
        assert_eq!(moved(&[contract("2026-01-01", Some("2026-01-01"), 1200)]), 0, "never ran");
        assert_eq!(moved(&[contract("2026-01-01", None, 0)]), 0, "free");
    }

    #[test]
    fn a_fee_that_changes_within_a_term_moves_on_its_day() {
        let mut one = contract("2026-01-01", None, 1200);
        one.fees.change(day("2026-07-01"), 2400);
        one.fees.change(day("2027-01-01"), 600);
        let told: Vec<_> = movements(&[one]).iter().map(|it| (it.on, it.kind)).collect();
        assert_eq!(
            told,
            [
                (day("2026-01-01"), MovementKind::New),
                (day("2026-07-01"), MovementKind::Expansion),
                (day("2027-01-01"), MovementKind::Contraction),
            ]
        );
    }

    proptest! {
        #[test]
        fn movements_add_up_to_what_is_paid_on_any_day(
            parts in proptest::collection::vec((0..60_i32, 0..60_i32, 0..5_i64, 0..60_i32, 0..5_i64), 0..6),
            on in 0..80_i32,
        ) {
            let at = |number: i32| NaiveDate::from_epoch_days(20_000 + number).unwrap();
            let contracts: Vec<_> = parts.iter().map(|(start, length, fee, later, other)| {
                let mut fees = Fees::of(at(*start), fee * 1001);
                fees.change(at(*later), other * 777);
                Contract {
                    id: Uuid::nil().into(),
                    currency: if fee % 2 == 0 { Currency::CNY } else { Currency::USD },
                    starts_on: at(*start),
                    ended_on: (length % 3 > 0).then(|| at(start + length)),
                    fees,
                }
            }).collect();
            let all = movements(&contracts);
            prop_assert!(all.windows(2).all(|pair| pair[0].on <= pair[1].on));
            prop_assert!(all.iter().filter(|it| it.kind == MovementKind::New).count() <= 1);
            for currency in [Currency::CNY, Currency::USD] {
                let moved = all.iter().filter(|it| it.currency == currency && it.on <= at(on));
                let sum: i64 = moved.map(|it| it.amount).sum();
                let paid = contracts.iter().filter(|it| it.currency == currency).map(|it| it.fee_on(at(on))).sum();
                prop_assert_eq!(sum, monthly(paid));
            }
        }
    }
}
