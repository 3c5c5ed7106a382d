use super::{EndReason, SubscriptionState};
use crate::entity::{subscription::Model, subscription_term};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    Error,
    ids::{AccountId, PlanId, SubscriptionId},
    money::{Currency, Money},
};
use serde::Serialize;
use utoipa::ToSchema;

/// One term of a subscription, as it was bought.
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
    pub(super) fn new(row: &subscription_term::Model, currency: Currency) -> Result<Self, Error> {
        Ok(Self {
            number: row.number,
            plan_id: row.plan_id,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            months: row.months,
            annual_fee: Money::new(row.annual_fee, currency).map_err(Error::internal)?,
            seats: row.seats,
        })
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
    /// The first day after the current term.
    pub renews_on: NaiveDate,
    pub annual_fee: Money,
    /// Its part of the account's monthly recurring revenue; zero unless active.
    pub mrr: Money,
    pub seats: Option<i32>,
    /// All terms, the first first.
    pub terms: Vec<SubscriptionTerm>,
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
            ended_on: row.ended_on,
            end_reason: row.end_reason,
            end_note: row.end_note,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
