//! What may still come in: open leads by stage and month, weighted by how often leads that were in the stage are won.
//!
//! The probability of a stage is learned from the leads that were closed in the last year and had been in it, once there are
//! enough of them; before that it is what the stage says. Won leads are no pipeline any more, and lost ones never were.

use crate::{
    entity::{lead, lead_stage, stage_stay},
    lead::LeadFilter,
    stage,
    words::StatusType,
};
use activity::question::Share;
use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};
use customers::settings;
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::LeadStageId,
    money::{Currency, Money},
};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, FromQueryResult, JoinType,
    QueryFilter as _, QuerySelect as _, sea_query::Expr,
};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;

/// Closed leads from which a stage's probability is learned; fewer say too little.
const ENOUGH: u64 = 20;
const YEAR: TimeDelta = TimeDelta::days(365);

kernel::words! {
    /// Where a probability comes from.
    pub enum ProbabilitySource {
        /// From the leads that were in the stage and were closed in the last year.
        Learned = "learned",
        /// As the stage says, because too few leads were closed.
        Stage = "stage",
    }
}

/// What may still come in.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Pipeline {
    /// Stages of type `open`, `ongoing` and `on_hold`, in order.
    pub stages: Vec<PipelineStage>,
    /// By the month in which leads are expected to decide, the earliest first; those without a date last.
    pub months: Vec<PipelineMonth>,
    /// Open leads.
    pub leads: u64,
    /// What they are expected to pay in the first year.
    pub amount: Money,
    /// The same, each by the probability of its stage.
    pub weighted: Money,
    /// Leads without an expected amount: they are in no sum.
    pub without_amount: u64,
    pub as_of: DateTime<Utc>,
}

/// The leads in a stage.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PipelineStage {
    pub stage_id: LeadStageId,
    pub name: String,
    /// The filter with `stage_id` of this stage.
    pub leads: u64,
    /// Leads without an expected amount: they are in no sum.
    pub without_amount: u64,
    pub amount: Money,
    pub weighted: Money,
    /// How often leads that were here are won; null where nothing is known, and then they weigh nothing.
    #[schema(minimum = 0, maximum = 1)]
    pub probability: Option<f64>,
    pub probability_source: Option<ProbabilitySource>,
    /// Won of those that were here and were closed in the last year, however few.
    pub learned: Share,
    /// How many were closed in the last year; 20 are needed.
    pub learned_from: u64,
}

/// The leads that are expected to decide in a month.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PipelineMonth {
    /// Its first day; null for leads without a date.
    pub month: Option<NaiveDate>,
    /// Whether it has passed.
    pub is_overdue: bool,
    /// How many leads.
    pub leads: u64,
    pub amount: Money,
    pub weighted: Money,
}

#[derive(FromQueryResult)]
struct Open {
    stage_id: LeadStageId,
    expected_amount: Option<i64>,
    expected_close_on: Option<NaiveDate>,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    leads: u64,
    without_amount: u64,
    amount: i64,
    weighted: i64,
}

impl Sum {
    fn add(&mut self, amount: Option<i64>, probability: f64) {
        self.leads += 1;
        self.without_amount += u64::from(amount.is_none());
        let amount = amount.unwrap_or(0);
        self.amount = self.amount.saturating_add(amount);
        self.weighted = self.weighted.saturating_add(weighted(amount, probability));
    }
}

/// In whole minor units, so that stages and months add up to the same.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "below 2^53")]
fn weighted(amount: i64, probability: f64) -> i64 {
    (amount as f64 * probability).round() as i64
}

/// The pipeline of the leads for which a filter holds.
pub async fn pipeline(tx: &WorkspaceTx, filter: &LeadFilter) -> Result<Pipeline, Error> {
    tx.require(Grant::LeadsRead)?;
    filter.check()?;
    let settings = settings::of_workspace(tx).await?;
    let stages = stage::rows(tx).await?;
    let stages: Vec<_> = stages.into_iter().filter(|it| it.status_type.is_live()).collect();
    let learned = learned(tx).await?;
    let chances: HashMap<_, _> =
        stages.iter().map(|stage| (stage.id, Chance::of(stage, &learned))).collect();
    let mut by_stage: HashMap<LeadStageId, Sum> = HashMap::new();
    let mut by_month: BTreeMap<(bool, Option<NaiveDate>), Sum> = BTreeMap::new();
    let mut all = Sum::default();
    for lead in open(tx, filter).await? {
        let chance = chances.get(&lead.stage_id).and_then(|it| it.probability).unwrap_or(0.0);
        let month = lead.expected_close_on.and_then(|day| day.with_day(1));
        for sum in [
            &mut all,
            by_stage.entry(lead.stage_id).or_default(),
            by_month.entry((month.is_none(), month)).or_default(),
        ] {
            sum.add(lead.expected_amount, chance);
        }
    }
    let today = settings.today(tx);
    let money = |amount| Money::new(amount, settings.currency).map_err(Error::internal);
    Ok(Pipeline {
        stages: stages
            .iter()
            .map(|stage| {
                let sum = by_stage.get(&stage.id).copied().unwrap_or_default();
                stage_view(stage, sum, &chances[&stage.id], settings.currency)
            })
            .collect::<Result<_, Error>>()?,
        months: by_month
            .into_iter()
            .map(|((_, month), sum)| {
                Ok(PipelineMonth {
                    month,
                    is_overdue: month.is_some_and(|month| Some(month) < today.with_day(1)),
                    leads: sum.leads,
                    amount: money(sum.amount)?,
                    weighted: money(sum.weighted)?,
                })
            })
            .collect::<Result<_, Error>>()?,
        leads: all.leads,
        amount: money(all.amount)?,
        weighted: money(all.weighted)?,
        without_amount: all.without_amount,
        as_of: tx.now(),
    })
}

fn stage_view(
    stage: &lead_stage::Model,
    sum: Sum,
    chance: &Chance,
    currency: Currency,
) -> Result<PipelineStage, Error> {
    let money = |amount| Money::new(amount, currency).map_err(Error::internal);
    Ok(PipelineStage {
        stage_id: stage.id,
        name: stage.name.clone(),
        leads: sum.leads,
        without_amount: sum.without_amount,
        amount: money(sum.amount)?,
        weighted: money(sum.weighted)?,
        probability: chance.probability,
        probability_source: chance.source,
        learned: Share::of(chance.won, chance.closed),
        learned_from: chance.closed,
    })
}

/// How likely a lead in a stage is to be won.
struct Chance {
    probability: Option<f64>,
    source: Option<ProbabilitySource>,
    won: u64,
    closed: u64,
}

impl Chance {
    fn of(stage: &lead_stage::Model, learned: &Learned) -> Self {
        let count = |status| learned.get(&(stage.id, status)).copied().unwrap_or(0);
        let won = count(StatusType::Won);
        let closed = won + count(StatusType::Lost);
        let share = Share::of(won, closed).rate.filter(|_| closed >= ENOUGH);
        let source = match (share, stage.probability) {
            (Some(_), _) => Some(ProbabilitySource::Learned),
            (None, Some(_)) => Some(ProbabilitySource::Stage),
            (None, None) => None,
        };
        Self { probability: share.or(stage.probability), source, won, closed }
    }
}

/// Leads that were in a stage and were closed in the last year, by what became of them.
type Learned = HashMap<(LeadStageId, StatusType), u64>;

async fn learned(tx: &WorkspaceTx) -> Result<Learned, Error> {
    let closed = Condition::all()
        .add(lead::Column::ArchivedAt.is_null())
        .add(lead::Column::ClosedAt.gte(tx.now() - YEAR))
        .add(lead::Column::StatusType.is_in([StatusType::Won, StatusType::Lost]));
    let counts = tx
        .find::<stage_stay::Entity>()
        .select_only()
        .column(stage_stay::Column::StageId)
        .column(lead::Column::StatusType)
        .column_as(
            Expr::col((stage_stay::Entity, stage_stay::Column::LeadId)).count_distinct(),
            "leads",
        )
        .join(JoinType::InnerJoin, to_lead())
        .filter(closed)
        .group_by(stage_stay::Column::StageId)
        .group_by(lead::Column::StatusType);
    let rows: Vec<(LeadStageId, StatusType, i64)> = counts.into_tuple().all(&tx.db).await?;
    Ok(rows.into_iter().map(|(id, status, leads)| ((id, status), leads.unsigned_abs())).collect())
}

fn to_lead() -> sea_orm::RelationDef {
    let relation = stage_stay::Entity::belongs_to(lead::Entity);
    relation.from(stage_stay::Column::LeadId).to(lead::Column::Id).into()
}

async fn open(tx: &WorkspaceTx, filter: &LeadFilter) -> Result<Vec<Open>, Error> {
    use lead::Column as Of;
    let live = StatusType::ALL.iter().copied().filter(|status| status.is_live());
    let open = filter
        .select(tx)
        .select_only()
        .columns([Of::StageId, Of::ExpectedAmount, Of::ExpectedCloseOn])
        .filter(Of::StatusType.is_in(live));
    Ok(open.into_model::<Open>().all(&tx.db).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the leads page: 100 000 each at 50, 50 and 100 %.
    #[test]
    fn an_amount_weighs_what_its_stage_is_worth_and_nothing_is_a_value() {
        assert_eq!(weighted(10_000_000, 0.5), 5_000_000);
        assert_eq!(weighted(10_000_000, 1.0), 10_000_000);
        assert_eq!(weighted(10_000_000, 0.0), 0);
        assert_eq!(weighted(1, 0.5), 1);
    }
}
