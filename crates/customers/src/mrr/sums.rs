//! Sums over periods of the movements in one currency.

use super::{
    ledger::Moves,
    movement::{Movement, MovementKind},
    summary::MrrPeriod,
};
use chrono::{Days, Months, NaiveDate};
use kernel::{
    Error,
    ids::AccountId,
    money::{Currency, Money},
};
use std::collections::BTreeMap;

/// The movements in one currency, account by account.
pub(super) struct Ledger {
    currency: Currency,
    accounts: Vec<Moves>,
}

/// What an account pays on a day, and what it would if nothing were paused.
#[derive(Clone, Copy)]
struct Balance {
    paid: i64,
    agreed: i64,
}

impl Balance {
    /// Who is paused is a customer still.
    const fn is_customer(self) -> bool {
        self.agreed > 0
    }
}

impl Ledger {
    pub fn of(movements: &BTreeMap<AccountId, Moves>, currency: Currency) -> Self {
        let within = |all: &[Movement]| {
            all.iter().filter(|it| it.currency == currency).copied().collect::<Vec<_>>()
        };
        let accounts = movements
            .values()
            .map(|all| Moves { paid: within(&all.paid), agreed: within(&all.agreed) });
        Self { currency, accounts: accounts.collect() }
    }

    /// What each account pays on a day.
    pub fn paid(&self, day: NaiveDate) -> impl Iterator<Item = i64> + '_ {
        self.accounts.iter().map(move |moves| after(&moves.paid, day))
    }

    fn balances(&self, day: NaiveDate) -> impl Iterator<Item = Balance> + '_ {
        self.accounts.iter().map(move |moves| Balance {
            paid: after(&moves.paid, day),
            agreed: after(&moves.agreed, day),
        })
    }

    pub fn period(
        &self,
        (starts_on, ends_on): (NaiveDate, NaiveDate),
        today: NaiveDate,
    ) -> Result<MrrPeriod, Error> {
        let until = ends_on.min(today);
        let all = self.accounts.iter().flat_map(|moves| &moves.paid);
        let within: Vec<&Movement> =
            all.filter(|movement| (starts_on..=until).contains(&movement.on)).collect();
        let moved = |kind| within.iter().filter(|it| it.kind == kind).map(|it| it.amount).sum();
        let [new, reactivation, expansion, contraction, churn, pause, resume]: [i64; 7] = [
            moved(MovementKind::New),
            moved(MovementKind::Reactivation),
            moved(MovementKind::Expansion),
            moved(MovementKind::Contraction),
            moved(MovementKind::Churn),
            moved(MovementKind::Pause),
            moved(MovementKind::Resume),
        ];
        let (lost_mrr, regained) = (churn + contraction + pause, expansion + reactivation + resume);
        // A period that has not begun starts with what is paid today.
        let before = (starts_on - Days::new(1)).min(today);
        let pairs: Vec<(Balance, Balance)> =
            self.balances(before).zip(self.balances(until)).collect();
        let start: i64 = pairs.iter().map(|pair| pair.0.paid).sum();
        // Counted by itself, so that whoever adds the movements up checks something.
        let end: i64 = pairs.iter().map(|pair| pair.1.paid).sum();
        let at_start = || pairs.iter().filter(|pair| pair.0.is_customer());
        let at_end = || pairs.iter().filter(|pair| pair.1.is_customer());
        let lost = at_start().filter(|pair| !pair.1.is_customer()).count();
        let at_start = at_start().count();
        let retention = self.retention(until);
        let reasons = [
            (at_start == 0).then_some("no_customers_at_start"),
            (retention.customers == 0).then_some("no_customers_12_months_ago"),
        ];
        let money = |amount| Money::new(amount, self.currency).map_err(Error::internal);
        Ok(MrrPeriod {
            starts_on,
            ends_on,
            is_over: ends_on < today,
            start: money(start)?,
            new: money(new)?,
            reactivation: money(reactivation)?,
            expansion: money(expansion)?,
            contraction: money(contraction)?,
            churn: money(churn)?,
            pause: money(pause)?,
            resume: money(resume)?,
            end: money(end)?,
            annual: money(end * 12)?,
            customers_at_start: at_start,
            customers_at_end: at_end().count(),
            customers_paused_at_end: at_end().filter(|pair| pair.1.paid == 0).count(),
            customers_lost: lost,
            customer_churn_rate: ratio(count(lost), count(at_start)),
            gross_mrr_churn_rate: ratio(-lost_mrr, start),
            net_mrr_churn_rate: ratio(-(lost_mrr + regained), start),
            customers_12_months_ago: retention.customers,
            gross_retention_12_months: retention.gross,
            net_retention_12_months: retention.net,
            rate_reasons: reasons.into_iter().flatten().collect(),
        })
    }

    fn retention(&self, day: NaiveDate) -> Retention {
        let then = day.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN);
        let pairs = self.paid(then).zip(self.paid(day));
        let (mut customers, mut paid, mut kept, mut all) = (0, 0, 0, 0);
        for (before, now) in pairs.filter(|pair| pair.0 > 0) {
            customers += 1;
            paid += before;
            kept += before.min(now);
            all += now;
        }
        Retention { customers, gross: ratio(kept, paid), net: ratio(all, paid) }
    }
}

/// Of the customers that paid twelve months before: how many they were, and what they pay still.
struct Retention {
    customers: usize,
    gross: Option<f64>,
    net: Option<f64>,
}

fn after(movements: &[Movement], day: NaiveDate) -> i64 {
    movements.iter().rev().find(|movement| movement.on <= day).map_or(0, |movement| movement.after)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "amounts are below 2^53")]
fn ratio(part: i64, whole: i64) -> Option<f64> {
    (whole != 0).then(|| part as f64 / whole as f64)
}
