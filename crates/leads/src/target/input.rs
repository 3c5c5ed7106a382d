use crate::entity::sales_target_month::Model;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{FieldError, Findings, ids::MemberId, money::Currency, money::Money};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use utoipa::ToSchema;
use validator::Validate;

/// A thousand times what anybody sells, and far from where sums of months overflow.
const LARGEST_AMOUNT: i64 = 1_000_000_000_000;

/// What somebody is to achieve in a month. What is left out is no target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SalesTarget {
    /// A rep; null for the whole team.
    pub member_id: Option<MemberId>,
    /// How many leads are to be won.
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000, example = 8)]
    pub won: Option<u32>,
    /// What the won ones are expected to pay in the first year.
    pub won_amount: Option<Money>,
    /// What orders are to bring: opening and annual fees, expansions.
    pub ordered_amount: Option<Money>,
}

impl SalesTarget {
    pub(super) const fn says_something(&self) -> bool {
        self.won.is_some() || self.won_amount.is_some() || self.ordered_amount.is_some()
    }
}

/// The targets of a month, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct TargetList(pub Vec<SalesTarget>);

/// All targets of a month; they take the place of those that were there.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SetSalesTargets {
    /// Everybody at most once, the team as well. Who has none is left out; an empty list takes the
    /// month's targets away.
    #[validate(length(max = 500), nested)]
    #[schema(max_items = 500)]
    pub targets: Vec<SalesTarget>,
}

/// The targets of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SalesTargetMonth {
    /// Its first day.
    pub month: NaiveDate,
    /// Of the team and of its members; whoever has none is not there.
    pub targets: Vec<SalesTarget>,
    /// 0 before anybody has set any.
    pub version: i64,
    /// Null before anybody has set any.
    pub updated_at: Option<DateTime<Utc>>,
}

impl SalesTargetMonth {
    pub(super) const fn empty(month: NaiveDate) -> Self {
        Self { month, targets: Vec::new(), version: 0, updated_at: None }
    }
}

impl From<Model> for SalesTargetMonth {
    fn from(row: Model) -> Self {
        Self {
            month: row.month,
            targets: row.targets.0,
            version: row.version,
            updated_at: Some(row.updated_at),
        }
    }
}

impl SetSalesTargets {
    /// What is wrong with it, as far as it can be told without asking who the members are.
    pub(super) fn findings(&self, currency: Currency) -> Findings {
        let mut findings = Findings::of(self);
        let mut seen = HashSet::new();
        for (at, target) in self.targets.iter().enumerate() {
            let pointer = format!("/targets/{at}");
            if !seen.insert(target.member_id) {
                findings.add(FieldError::new(format!("{pointer}/member_id"), "duplicate"));
            }
            let amounts =
                [("won_amount", target.won_amount), ("ordered_amount", target.ordered_amount)];
            for (name, amount) in amounts {
                findings.extend(amount.and_then(|amount| {
                    check_amount(&format!("{pointer}/{name}"), amount, currency)
                }));
            }
        }
        findings
    }
}

fn check_amount(pointer: &str, amount: Money, currency: Currency) -> Option<FieldError> {
    if amount.currency() != currency {
        let error = FieldError::new(format!("{pointer}/currency"), "unknown_value");
        return Some(error.with("allowed", vec![currency.code()]));
    }
    match amount.amount() {
        ..1 => Some(FieldError::new(format!("{pointer}/amount"), "too_small").with("min", 1)),
        1..=LARGEST_AMOUNT => None,
        _ => {
            let error = FieldError::new(format!("{pointer}/amount"), "too_large");
            Some(error.with("max", LARGEST_AMOUNT))
        }
    }
}
