//! Where a referral stands, what was earned by it, and what is suspicious about it: pure.

use super::{ReferralState, ReferralVerdict, RewardTrigger};
use crate::words::{StatusType, Validity};
use chrono::{Months, NaiveDate};
use kernel::ids::OrderId;
use language::company::{ALIKE, CompanyName, similarity};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

kernel::words! {
    /// Why a referral may not be an honest one.
    pub enum Suspicion {
        /// They referred themselves: the same phone, e-mail or WeChat.
        Oneself = "oneself",
        /// They work for the same company.
        SameCompany = "same_company",
        /// Both used the same device.
        SameDevice = "same_device",
        /// We knew the lead before.
        KnownLead = "known_lead",
    }
}

/// What is suspicious, each once.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult,
)]
#[serde(transparent)]
pub struct Suspicions(pub Vec<Suspicion>);

/// Mail providers that say nothing about where somebody works.
const FREE_MAIL: [&str; 18] = [
    "126.com",
    "139.com",
    "163.com",
    "189.cn",
    "aliyun.com",
    "foxmail.com",
    "gmail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "me.com",
    "outlook.com",
    "proton.me",
    "qq.com",
    "sina.com",
    "sohu.com",
    "yahoo.com",
    "yeah.net",
];

/// One side of a referral, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Party {
    /// Phones, e-mails and WeChat ids of the person, in their normal form.
    pub own: Vec<String>,
    /// The same of everybody else in the company.
    pub colleagues: Vec<String>,
    pub emails: Vec<String>,
    pub companies: Vec<String>,
}

/// What is known of both together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Together {
    /// We knew the lead before.
    pub known_before: bool,
    /// Both used the same browser.
    pub same_device: bool,
}

/// What is suspicious about one person who sends another.
pub(super) fn suspicions(advocate: &Party, lead: &Party, together: Together) -> Suspicions {
    let shares = |one: &[String], other: &[String]| one.iter().any(|it| other.contains(it));
    let oneself = shares(&advocate.own, &lead.own);
    let same_company = !oneself
        && (shares(&advocate.colleagues, &lead.own)
            || shares(&domains(&advocate.emails), &domains(&lead.emails))
            || is_one_company(&advocate.companies, &lead.companies));
    let found = [
        (oneself, Suspicion::Oneself),
        (same_company, Suspicion::SameCompany),
        (together.same_device, Suspicion::SameDevice),
        (together.known_before, Suspicion::KnownLead),
    ];
    Suspicions(found.into_iter().filter_map(|(is, why)| is.then_some(why)).collect())
}

fn domains(emails: &[String]) -> Vec<String> {
    let domains = emails.iter().filter_map(|email| Some(email.rsplit_once('@')?.1.to_lowercase()));
    domains.filter(|domain| !FREE_MAIL.contains(&domain.as_str())).collect()
}

fn is_one_company(ones: &[String], others: &[String]) -> bool {
    ones.iter().any(|one| {
        let one = CompanyName::read(one);
        others.iter().any(|other| similarity(&one, &CompanyName::read(other)) >= ALIKE)
    })
}

/// What a referral's state follows from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub status: StatusType,
    pub validity: Validity,
    /// Whether nobody else referred the lead before.
    pub is_first: bool,
    pub verdict: Option<ReferralVerdict>,
}

pub(super) fn state(standing: Standing) -> ReferralState {
    match (standing.verdict, standing.is_first, standing.status, standing.validity) {
        (Some(ReferralVerdict::Refused), ..) => ReferralState::Refused,
        (_, false, ..) => ReferralState::Duplicate,
        (_, _, StatusType::Won, _) => ReferralState::Won,
        (_, _, StatusType::Lost, _) => ReferralState::Lost,
        (_, _, _, Validity::Valid) => ReferralState::Qualified,
        _ => ReferralState::Pending,
    }
}

/// What was promised, in minor units of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Terms {
    pub qualified: Option<i64>,
    pub won: Option<i64>,
    /// Whole percent of what the customer pays.
    pub order_percent: Option<i32>,
    /// For so long after they became a customer.
    pub order_months: i32,
}

/// Money that came from the customer, or went back to them (below zero).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Payment {
    pub order_id: OrderId,
    pub amount: i64,
    pub on: NaiveDate,
}

/// What one has a claim to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Earned {
    pub trigger: RewardTrigger,
    pub order_id: Option<OrderId>,
    pub amount: i64,
    pub on: NaiveDate,
}

/// What was earned by a referral so far. `qualified_on` is the day on which its lead was first valid.
pub(super) fn earned(
    terms: Terms,
    state: ReferralState,
    qualified_on: Option<NaiveDate>,
    won_on: Option<NaiveDate>,
    payments: &[Payment],
) -> Vec<Earned> {
    let counts = matches!(state, ReferralState::Qualified | ReferralState::Won);
    let won_on = won_on.filter(|_| state == ReferralState::Won);
    let once = |trigger, amount: Option<i64>, on: Option<NaiveDate>| {
        let amount = amount.filter(|amount| *amount > 0)?;
        Some(Earned { trigger, order_id: None, amount, on: on? })
    };
    let qualified_on = qualified_on.or(won_on).filter(|_| counts);
    let qualified = once(RewardTrigger::Qualified, terms.qualified, qualified_on);
    let won = once(RewardTrigger::Won, terms.won, won_on);
    let mut all: Vec<_> = qualified.into_iter().chain(won).collect();
    if let Some((percent, won_on)) = terms.order_percent.zip(won_on) {
        let months = Months::new(u32::try_from(terms.order_months).unwrap_or(0));
        let until = won_on.checked_add_months(months).unwrap_or(NaiveDate::MAX);
        let kept = kept(payments).into_iter().filter(|payment| payment.on < until);
        all.extend(kept.filter_map(|payment| {
            let amount = i128::from(payment.amount) * i128::from(percent) / 100;
            let amount = i64::try_from(amount).unwrap_or(i64::MAX);
            let order_id = Some(payment.order_id);
            let earned = Earned { trigger: RewardTrigger::Order, order_id, amount, on: payment.on };
            (amount > 0).then_some(earned)
        }));
    }
    all
}

/// What stays of each payment after what went back: a refund takes from the latest payment before it, then from the one
/// before that.
fn kept(payments: &[Payment]) -> Vec<Payment> {
    let mut sorted = payments.to_vec();
    sorted.sort_by_key(|payment| (payment.on, payment.amount < 0, payment.order_id));
    let mut kept: Vec<Payment> = Vec::with_capacity(sorted.len());
    for payment in sorted {
        if payment.amount >= 0 {
            kept.push(payment);
            continue;
        }
        let mut back = payment.amount.saturating_neg();
        for earlier in kept.iter_mut().rev() {
            let taken = back.min(earlier.amount);
            earlier.amount -= taken;
            back -= taken;
        }
    }
    kept
}

#[cfg(test)]
mod tests;
