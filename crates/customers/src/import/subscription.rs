//! The subscription that a row of a file of accounts describes.

use super::{account_fields::CONTRACTS, fault};
use crate::{
    entity::{plan, subscription, subscription_term},
    mrr::Fees,
    subscription::{EndReason, SubscriptionState, pauses::Pauses, rules},
};
use chrono::{Months, NaiveDate};
use exchange::{
    row_error::Fault,
    target::{ImportRow, RowFault},
    value::Value,
};
use kernel::{WorkspaceTx, ids::AccountId, money::Money, text::normal_form};
use std::collections::HashMap;

const PREFIX: &str = "subscription.";
const TERM: std::ops::RangeInclusive<i64> = 1..=120;
const TENURE: std::ops::RangeInclusive<i64> = 0..=1200;

/// What a row says of a subscription, checked.
#[derive(Debug)]
pub(super) struct Described {
    pub plan: Option<plan::Model>,
    pub annual_fee: Option<Money>,
    pub starts_on: Option<NaiveDate>,
    tenure_months: Option<i32>,
    term_months: Option<i32>,
    pub seats: Option<i32>,
    pub ended: Option<(NaiveDate, EndReason)>,
    pub end_note: Option<String>,
}

/// Whether a row says anything of a subscription.
pub(super) fn is_described(row: &ImportRow) -> bool {
    row.values.keys().any(|key| key.starts_with(PREFIX))
}

pub(super) fn read(
    row: &ImportRow,
    plans: &HashMap<String, plan::Model>,
    today: NaiveDate,
) -> Result<Described, Vec<RowFault>> {
    let mut faults = Vec::new();
    let plan = row.text("subscription.plan").and_then(|word| {
        let plan = plans.get(&normal_form(word)).cloned();
        if plan.is_none() {
            faults.push(fault("subscription.plan", "not_found"));
        }
        plan
    });
    let annual_fee = fee(row, &mut faults);
    let mut integer = |key: &str, bounds: std::ops::RangeInclusive<i64>| {
        let Some(Value::Integer(number)) = row.value(key) else { return None };
        let fits = bounds.contains(number).then(|| i32::try_from(*number).ok()).flatten();
        if fits.is_none() {
            let fault = Fault::new("out_of_range");
            let fault = fault.with("min", *bounds.start()).with("max", *bounds.end());
            faults.push(RowFault::of(key, fault));
        }
        fits
    };
    let tenure_months = integer("subscription.tenure_months", TENURE);
    let term_months = integer("subscription.term_months", TERM).or_else(|| contract(row));
    let seats = integer("subscription.seats", 1..=1_000_000);
    let starts_on = date(row, "subscription.starts_on");
    let ended = end(row, today);
    if let (Some(start), Some((end, _))) = (starts_on, ended)
        && end < start
    {
        faults.push(fault("subscription.ended_on", "before_start"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let end_note = row.text("subscription.end_note").map(str::to_owned);
    Ok(Described {
        plan,
        annual_fee,
        starts_on,
        tenure_months,
        term_months,
        seats,
        ended,
        end_note,
    })
}

/// What a year costs; a monthly fee is a twelfth of it, exactly.
fn fee(row: &ImportRow, faults: &mut Vec<RowFault>) -> Option<Money> {
    let money = |key: &'static str| match row.value(key) {
        Some(Value::Money(money)) => Some((key, *money)),
        _ => None,
    };
    let annual = money("subscription.annual_fee").map(|(key, fee)| (key, Ok(fee)));
    let monthly = || money("subscription.monthly_fee").map(|(key, fee)| (key, fee.checked_mul(12)));
    match annual.or_else(monthly)? {
        (_, Ok(fee)) if !fee.is_negative() => Some(fee),
        (key, Ok(_)) => {
            faults.push(RowFault::of(key, Fault::new("too_small").with("min", 0)));
            None
        }
        (key, Err(_)) => {
            faults.push(fault(key, "money_too_large"));
            None
        }
    }
}

fn contract(row: &ImportRow) -> Option<i32> {
    let word = row.text("subscription.contract")?;
    CONTRACTS.iter().find(|(value, ..)| *value == word).map(|(_, months, ..)| *months)
}

fn date(row: &ImportRow, key: &str) -> Option<NaiveDate> {
    match row.value(key) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

/// A row that only says that it has ended means today: the file doesn't know better.
fn end(row: &ImportRow, today: NaiveDate) -> Option<(NaiveDate, EndReason)> {
    let reason = row.text("subscription.end_reason").and_then(|word| word.parse().ok());
    let reason = reason.unwrap_or(EndReason::Unknown);
    let has_ended = match row.value("subscription.ended") {
        Some(Value::Boolean(ended)) => Some(*ended),
        _ => None,
    };
    match (has_ended, date(row, "subscription.ended_on")) {
        (Some(false), _) | (None, None) => None,
        (_, Some(day)) => Some((day, reason)),
        (Some(true), None) => Some((today, reason)),
    }
}

impl Described {
    /// A new subscription with its running term (the last one, if it has ended). Of the terms before that a file
    /// tells nothing, so none are made up.
    pub fn build(
        &self,
        tx: &WorkspaceTx,
        account_id: AccountId,
        today: NaiveDate,
    ) -> Result<(subscription::Model, subscription_term::Model), Vec<RowFault>> {
        let of_plan = self.plan.as_ref().and_then(|it| Money::new(it.annual_fee, it.currency).ok());
        let Some(fee) = self.annual_fee.or(of_plan) else {
            return Err(vec![RowFault { field: None, fault: Fault::new("fee_required") }]);
        };
        let ended_on = self.ended.map(|(day, _)| day);
        let last_day = ended_on.and_then(|day| day.pred_opt()).unwrap_or(today);
        let tenure = self.tenure_months.and_then(|it| u32::try_from(it).ok()).unwrap_or_default();
        let from_tenure = ended_on.unwrap_or(today).checked_sub_months(Months::new(tenure));
        let starts_on = self.starts_on.or(from_tenure).unwrap_or(today);
        let of_plan = self.plan.as_ref().map(|plan| plan.term_months);
        let term_months = self.term_months.or(of_plan).unwrap_or(12);
        let terms = rules::terms_until(starts_on, term_months, last_day);
        let dates = terms.and_then(|terms| {
            let begin = rules::term_end(starts_on, (terms - 1) * term_months)?;
            Some((terms, begin, rules::term_end(starts_on, terms * term_months)?))
        });
        let Some((terms, begin, renews_on)) = dates else {
            return Err(vec![fault("subscription.starts_on", "date_out_of_range")]);
        };
        let row = subscription::Model {
            id: tx.new_id(),
            workspace_id: tx.workspace(),
            account_id,
            plan_id: self.plan.as_ref().map(|plan| plan.id),
            external_id: None,
            state: rules::state_on(today, starts_on, ended_on, &Pauses::default()),
            starts_on,
            term_months,
            months_bought: terms * term_months,
            renews_on,
            annual_fee: fee.amount(),
            fees: Fees::of(starts_on, fee.amount()),
            pauses: Pauses::default(),
            currency: fee.currency(),
            mrr: 0,
            seats: self.seats,
            ended_on,
            end_reason: self.ended.map(|(_, reason)| reason),
            end_note: self.end_note.clone(),
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        let term = subscription_term::Model {
            id: tx.new_id(),
            workspace_id: tx.workspace(),
            subscription_id: row.id,
            number: terms,
            plan_id: row.plan_id,
            starts_on: begin,
            ends_on: renews_on,
            months: term_months,
            annual_fee: row.annual_fee,
            seats: row.seats,
            created_at: tx.now(),
        };
        Ok((row, term))
    }

    /// What the file says anew of a subscription that is there. Its dates stay, unless it ended.
    pub fn change(&self, row: &mut subscription::Model, today: NaiveDate) {
        if let Some(fee) = self.annual_fee {
            (row.annual_fee, row.currency) = (fee.amount(), fee.currency());
            row.fees.change(today, fee.amount());
        }
        row.plan_id = self.plan.as_ref().map(|plan| plan.id).or(row.plan_id);
        row.seats = self.seats.or(row.seats);
        if let Some((day, reason)) = self.ended
            && row.state != SubscriptionState::Ended
        {
            let ended_on = day.max(row.starts_on);
            row.ended_on = Some(ended_on);
            row.pauses = std::mem::take(&mut row.pauses).until(ended_on);
            row.end_reason = Some(reason);
            row.end_note = self.end_note.clone().or(row.end_note.take());
            row.state = rules::state_on(today, row.starts_on, row.ended_on, &row.pauses);
        }
    }
}
