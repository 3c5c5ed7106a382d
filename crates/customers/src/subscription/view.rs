use super::{
    EndReason, PauseReason, SubscriptionState,
    pauses::{Pause, Pauses},
};
use crate::entity::{subscription::Model, subscription_term};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Error,
    ids::{AccountId, PlanId, SubscriptionId},
    money::{Currency, Money},
};
use serde::Serialize;
use utoipa::ToSchema;

/// One term of a subscription, as it was bought; pauses that extend it are counted in.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SubscriptionTerm {
    /// 1 for the first.
    pub number: i32,
    pub plan_id: Option<PlanId>,
    pub starts_on: NaiveDate,
    /// The first day after it.
    pub ends_on: NaiveDate,
    pub months: i32,
    pub annual_fee: Money,
    pub seats: Option<i32>,
}

impl SubscriptionTerm {
    pub(super) fn new(
        row: &subscription_term::Model,
        currency: Currency,
        pauses: &Pauses,
    ) -> Result<Self, Error> {
        let moved = |day| pauses.moved(day).ok_or_else(|| Error::internal("beyond the calendar"));
        Ok(Self {
            number: row.number,
            plan_id: row.plan_id,
            starts_on: moved(row.starts_on)?,
            ends_on: moved(row.ends_on)?,
            months: row.months,
            annual_fee: Money::new(row.annual_fee, currency).map_err(Error::internal)?,
            seats: row.seats,
        })
    }
}

/// A stretch of days on which a subscription doesn't run.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SubscriptionPause {
    /// The first day on which it doesn't run.
    pub paused_on: NaiveDate,
    /// The first day on which it runs again; null where that isn't known.
    pub resumes_on: Option<NaiveDate>,
    /// How many days it lasts; null where that isn't known.
    pub days: Option<i64>,
    /// Whether the term ends that many days later.
    pub extends_term: bool,
    pub reason: Option<PauseReason>,
    pub note: Option<String>,
}

impl From<Pause> for SubscriptionPause {
    fn from(pause: Pause) -> Self {
        Self {
            days: pause.days(),
            paused_on: pause.paused_on,
            resumes_on: pause.resumes_on,
            extends_term: pause.extends_term,
            reason: pause.reason,
            note: pause.note,
        }
    }
}

/// A subscription, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Subscription {
    pub id: SubscriptionId,
    pub account_id: AccountId,
    pub plan_id: Option<PlanId>,
    pub external_id: Option<String>,
    pub state: SubscriptionState,
    pub starts_on: NaiveDate,
    /// Months of the current term.
    pub term_months: i32,
    /// The first day after the current term, pauses that extend it counted in.
    pub renews_on: NaiveDate,
    pub annual_fee: Money,
    /// Its part of the account's monthly recurring revenue; zero unless active. While it is paused, the workspace's
    /// `mrr_while_paused` decides.
    pub mrr: Money,
    pub seats: Option<i32>,
    /// All terms, the first first.
    pub terms: Vec<SubscriptionTerm>,
    /// All pauses, those that are agreed for later too; the first first.
    pub pauses: Vec<SubscriptionPause>,
    /// The first day on which it no longer runs; may lie in the future.
    pub ended_on: Option<NaiveDate>,
    pub end_reason: Option<EndReason>,
    pub end_note: Option<String>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Subscription {
    pub(super) fn new(row: Model, terms: Vec<SubscriptionTerm>) -> Result<Self, Error> {
        let money = |amount| Money::new(amount, row.currency).map_err(Error::internal);
        Ok(Self {
            id: row.id,
            account_id: row.account_id,
            plan_id: row.plan_id,
            external_id: row.external_id,
            state: row.state,
            starts_on: row.starts_on,
            term_months: row.term_months,
            renews_on: row.renews_on,
            annual_fee: money(row.annual_fee)?,
            mrr: money(row.mrr)?,
            seats: row.seats,
            terms,
            pauses: row.pauses.0.into_iter().map(SubscriptionPause::from).collect(),
            ended_on: row.ended_on,
            end_reason: row.end_reason,
            end_note: row.end_note,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
