use super::{
    input::SalesTargetMonth,
    period::TargetPeriod,
    progress::{TargetGap, TargetProgress, progress},
};
use chrono::{DateTime, NaiveDate, Utc};
use identity::member::MemberRef;
use kernel::{
    Error,
    money::{Currency, Money},
};
use serde::Serialize;
use utoipa::ToSchema;

/// What was to be achieved in a period, and how far that is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SalesTargetReport {
    pub period: TargetPeriod,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// How much of the period is over, by the working days of the workspace's calendar; today is not over.
    #[schema(minimum = 0, maximum = 1, example = 0.71)]
    pub elapsed: f64,
    /// The targets as they were set, month by month; a month without any is there with an empty list.
    pub months: Vec<SalesTargetMonth>,
    /// The whole team, with what nobody's leads brought.
    pub team: TargetFigures,
    /// What the reps' own targets add up to, to be held against the team's.
    pub sum_of_reps: TargetSums,
    /// Everybody who has a target or achieved something in the period, by name.
    pub reps: Vec<TargetRow>,
    pub as_of: DateTime<Utc>,
}

/// A rep's targets.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TargetRow {
    pub member: MemberRef,
    pub figures: TargetFigures,
}

/// What was to be achieved, and what was.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TargetFigures {
    /// Leads won in the period: `closed_at` in it, `status_type=won`.
    pub won: CountTarget,
    /// What the won ones were expected to pay in the first year.
    pub won_amount: MoneyTarget,
    /// Orders of the period that bring money: opening and annual fees, expansions.
    pub ordered_amount: MoneyTarget,
}

/// A number that was to be achieved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct CountTarget {
    /// Null where there is none to compare with; `progress` says why.
    pub target: Option<i64>,
    /// What was achieved.
    pub actual: i64,
    pub progress: TargetProgress,
}

/// An amount that was to be achieved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct MoneyTarget {
    /// Null where there is none to compare with; `progress` says why.
    pub target: Option<Money>,
    /// What was achieved.
    pub actual: Money,
    pub progress: TargetProgress,
}

/// Sums of targets; null where nobody has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct TargetSums {
    /// Leads to be won.
    pub won: Option<i64>,
    /// What the won ones are expected to pay in the first year.
    pub won_amount: Option<Money>,
    /// What orders are to bring.
    pub ordered_amount: Option<Money>,
}

impl CountTarget {
    pub(super) fn of(target: Result<i64, TargetGap>, actual: i64, elapsed: f64) -> Self {
        Self { target: target.ok(), actual, progress: progress(target, actual, elapsed) }
    }
}

impl MoneyTarget {
    pub(super) fn of(
        target: Result<i64, TargetGap>,
        actual: Money,
        elapsed: f64,
    ) -> Result<Self, Error> {
        let amount = target.ok().map(|target| money(target, actual.currency())).transpose()?;
        let progress = progress(target, actual.amount(), elapsed);
        Ok(Self { target: amount, actual, progress })
    }
}

pub(super) fn money(amount: i64, currency: Currency) -> Result<Money, Error> {
    Money::new(amount, currency).map_err(Error::internal)
}
