//! Movements of one customer's MRR; pure.

use super::fees::Fees;
use crate::subscription::{pauses::Pauses, rules::monthly};
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
        /// Pays nothing, or less, because a subscription is paused; it hasn't ended.
        Pause = "pause",
        /// Pays again because a pause is over.
        Resume = "resume",
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
    /// The stretches of days on which it counts for nothing.
    pub pauses: Pauses,
}

impl Contract {
    fn fee_on(&self, day: NaiveDate) -> i64 {
        if self.pauses.covers(day) { 0 } else { self.agreed_on(day) }
    }

    /// The same as if it were never paused.
    fn agreed_on(&self, day: NaiveDate) -> i64 {
        let holds = self.starts_on <= day && self.ended_on.is_none_or(|ended_on| day < ended_on);
        if holds { self.fees.on(day) } else { 0 }
    }

    /// Every day on which its fee may begin to differ.
    fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        let agreed = std::iter::once(self.starts_on).chain(self.fees.days()).chain(self.ended_on);
        agreed.chain(self.pauses.days())
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
    let mut last = vec![Balance::default(); currencies.len()];
    let mut has_paid = false;
    let mut movements = Vec::new();
    for day in days {
        for (currency, before) in currencies.iter().zip(&mut last) {
            let of_it = || contracts.iter().filter(|contract| contract.currency == *currency);
            let after = Balance {
                paid: monthly(of_it().map(|contract| contract.fee_on(day)).sum()),
                agreed: monthly(of_it().map(|contract| contract.agreed_on(day)).sum()),
            };
            let was = std::mem::replace(before, after);
            if after.paid == was.paid {
                continue;
            }
            let kind = kind(was, after, has_paid);
            let mut changed = of_it().filter(|contract| contract.days().any(|it| it == day));
            let only = changed.next().filter(|_| changed.next().is_none());
            movements.push(Movement {
                on: day,
                kind,
                currency: *currency,
                amount: after.paid - was.paid,
                after: after.paid,
                subscription_id: only.map(|contract| contract.id),
            });
            has_paid = true;
        }
    }
    movements
}

/// What a customer pays a month in one currency, and what it would if nothing were paused.
#[derive(Clone, Copy, Debug, Default)]
struct Balance {
    paid: i64,
    agreed: i64,
}

/// What was agreed and what is paused may both change on one day; the larger part of the difference names it.
const fn kind(before: Balance, after: Balance, has_paid: bool) -> MovementKind {
    let moved = after.paid - before.paid;
    let agreed = after.agreed - before.agreed;
    let paused = moved - agreed;
    match () {
        () if !has_paid => MovementKind::New,
        () if moved > 0 && paused > agreed => MovementKind::Resume,
        () if moved < 0 && paused < agreed => MovementKind::Pause,
        () if before.agreed == 0 => MovementKind::Reactivation,
        () if after.agreed == 0 => MovementKind::Churn,
        () if moved > 0 => MovementKind::Expansion,
        () => MovementKind::Contraction,
    }
}

/// The same movements as if nothing were ever paused: how much was agreed on, whether or not it counts.
pub fn agreed(contracts: &[Contract]) -> Vec<Movement> {
    let unpaused = |contract: &Contract| Contract { pauses: Pauses::default(), ..contract.clone() };
    movements(&contracts.iter().map(unpaused).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests;
