//! How far the leads of a period came on their journey: a cohort, so that the counts never rise from stage to stage.
//!
//! A lead counts for every stage up to the furthest it reached, by the rules of [`leads::lead::reached`].

use chrono::{DateTime, TimeDelta, Utc};
use customers::{
    account::{self, AccountFilter, LifecycleStage},
    entity::account as account_entity,
};
use kernel::{Error, Grant, WorkspaceTx, ids::LeadStageId};
use leads::{
    entity::{lead, lead_stage},
    lead::reached,
    words::{JourneyStage, StatusType},
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationDef,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// How many stages the journey has.
const STAGES: usize = JourneyStage::ALL.len();

/// Which leads are followed.
#[derive(Clone, Debug, Deserialize, IntoParams, Validate)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct JourneyQuery {
    /// Leads that were created in so many days before now.
    #[validate(range(min = 1, max = 1100))]
    #[param(minimum = 1, maximum = 1100, default = 365)]
    pub period_days: i64,
}

impl Default for JourneyQuery {
    fn default() -> Self {
        Self { period_days: 365 }
    }
}

/// One stage of the journey.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct JourneyFigure {
    pub stage: JourneyStage,
    /// Leads of the cohort that came at least this far: the list of leads whose `reached` is this stage, beside
    /// `created_at_gte`.
    pub reached: i64,
    /// Of these, leads that are in this stage now and still open: they may yet go on.
    pub waiting: i64,
    /// `reached` over `reached` of the stage before; null for the first stage, and where nobody could.
    pub conversion_from_previous: Option<f64>,
    /// Why the conversion is null: `first_stage` or `nobody_reached_previous`.
    pub conversion_from_previous_reason: Option<String>,
    /// The stages of leads behind `waiting`: the value of `stage_id` for the list of leads, beside `created_at_gte`.
    pub waiting_stage_ids: Vec<LeadStageId>,
    /// Accounts that came of leads of the cohort and are at least this far. Several leads may become one account, and
    /// a lead may be won without one, so these need not be as many as `reached`.
    pub customers: i64,
    /// The stages of accounts behind `customers`: the value of `lifecycle_stage` for the list of accounts, beside
    /// `lead_created_at_gte`.
    pub customer_stages: Vec<LifecycleStage>,
}

/// The journey of a cohort.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Journey {
    /// The cohort: leads created at this time or later. The value of `created_at_gte` for the list of leads behind a
    /// figure, and of `lead_created_at_gte` for the list of accounts.
    pub created_at_gte: DateTime<Utc>,
    /// When this was counted.
    pub as_of: DateTime<Utc>,
    /// `journey_of_cohort`: what exactly is counted stands in the documentation of metrics.
    pub definition: String,
    /// The six stages in order.
    #[schema(min_items = 6, max_items = 6)]
    pub stages: Vec<JourneyFigure>,
}

pub async fn get(tx: &WorkspaceTx, query: &JourneyQuery) -> Result<Journey, Error> {
    tx.require(Grant::LeadsRead)?;
    query.validate()?;
    let since = tx.now() - TimeDelta::days(query.period_days);
    let stages = tx.find::<lead_stage::Entity>().all(&tx.db).await?;
    let waits = |stage: &&lead_stage::Model| {
        !matches!(stage.status_type, StatusType::Won | StatusType::Lost)
    };
    let waiting_in: HashMap<_, _> =
        stages.iter().filter(waits).map(|stage| (stage.id, stage.journey_stage)).collect();
    let stages: HashMap<_, _> =
        stages.into_iter().map(|stage| (stage.id, stage.journey_stage)).collect();

    let mut furthest = [0; STAGES];
    let mut waiting = [0; STAGES];
    for group in groups(tx, since).await? {
        let at = stages.get(&group.stage_id).copied().unwrap_or(JourneyStage::Discover);
        let lost_from = group.lost_from_stage_id.and_then(|id| stages.get(&id).copied());
        let shown = reached::by_stage(group.status_type, at, lost_from);
        let of_account = group.lifecycle_stage.map(reached::by_account);
        furthest[index_of(of_account.map_or(shown, |far| Ord::max(far, shown)))] += group.leads;
        if of_account.is_none() && group.status_type.is_live() {
            waiting[index_of(at)] += group.leads;
        }
    }
    let of_cohort = AccountFilter { lead_created_at_gte: Some(since), ..AccountFilter::default() };
    let accounts = account::count_by_stage(tx, &of_cohort).await?;
    Ok(Journey {
        created_at_gte: since,
        as_of: tx.now(),
        definition: "journey_of_cohort".to_owned(),
        stages: figures(&furthest, &waiting, &waiting_in, &accounts),
    })
}

/// From "got exactly this far" to "got at least this far".
fn figures(
    furthest: &[i64; STAGES],
    waiting: &[i64; STAGES],
    waiting_in: &HashMap<LeadStageId, JourneyStage>,
    accounts: &HashMap<LifecycleStage, i64>,
) -> Vec<JourneyFigure> {
    let reached: Vec<i64> = (0..STAGES).map(|stage| furthest[stage..].iter().sum()).collect();
    let figure = |(index, stage): (usize, &JourneyStage)| {
        let previous = index.checked_sub(1).map(|before| reached[before]);
        let (conversion, reason) = conversion(reached[index], previous);
        let mut ids: Vec<_> =
            waiting_in.iter().filter(|(_, at)| *at == stage).map(|(id, _)| *id).collect();
        ids.sort();
        let customer_stages: Vec<_> = LifecycleStage::ALL
            .iter()
            .copied()
            .filter(|it| reached::by_account(*it) >= *stage)
            .collect();
        JourneyFigure {
            stage: *stage,
            reached: reached[index],
            waiting: waiting[index],
            conversion_from_previous: conversion,
            conversion_from_previous_reason: reason.map(str::to_owned),
            waiting_stage_ids: ids,
            customers: customer_stages.iter().filter_map(|stage| accounts.get(stage)).sum(),
            customer_stages,
        }
    };
    JourneyStage::ALL.iter().enumerate().map(figure).collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn conversion(reached: i64, previous: Option<i64>) -> (Option<f64>, Option<&'static str>) {
    match previous {
        None => (None, Some("first_stage")),
        Some(0) => (None, Some("nobody_reached_previous")),
        Some(previous) => (Some(reached as f64 / previous as f64), None),
    }
}

fn index_of(stage: JourneyStage) -> usize {
    JourneyStage::ALL.iter().position(|known| *known == stage).unwrap_or_default()
}

/// Leads of the cohort that stand alike.
#[derive(FromQueryResult)]
struct Group {
    stage_id: LeadStageId,
    status_type: StatusType,
    lost_from_stage_id: Option<LeadStageId>,
    lifecycle_stage: Option<LifecycleStage>,
    leads: i64,
}

const STANDING: [lead::Column; 3] =
    [lead::Column::StageId, lead::Column::StatusType, lead::Column::LostFromStageId];

async fn groups(tx: &WorkspaceTx, since: DateTime<Utc>) -> Result<Vec<Group>, Error> {
    let select = cohort(tx, since)
        .select_only()
        .columns(STANDING)
        .column(account_entity::Column::LifecycleStage)
        .column_as(lead::Column::Id.count(), "leads")
        .join(JoinType::LeftJoin, lead_to_account())
        .group_by(account_entity::Column::LifecycleStage);
    let select = STANDING.into_iter().fold(select, QuerySelect::group_by);
    Ok(select.into_model::<Group>().all(&tx.db).await?)
}

fn cohort(tx: &WorkspaceTx, since: DateTime<Utc>) -> sea_orm::Select<lead::Entity> {
    tx.find::<lead::Entity>()
        .filter(lead::Column::CreatedAt.gte(since))
        .filter(lead::Column::ArchivedAt.is_null())
        .filter(lead::Column::MergedIntoId.is_null())
}

fn lead_to_account() -> RelationDef {
    lead::Entity::belongs_to(account_entity::Entity)
        .from(lead::Column::AccountId)
        .to(account_entity::Column::Id)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nobody_at_all_gives_no_ratio_and_says_why() {
        let figures = figures(&[0; 6], &[0; 6], &HashMap::new(), &HashMap::new());
        assert!(figures.iter().all(|figure| figure.conversion_from_previous.is_none()));
        assert_eq!(figures[0].conversion_from_previous_reason.as_deref(), Some("first_stage"));
        assert_eq!(
            figures[3].conversion_from_previous_reason.as_deref(),
            Some("nobody_reached_previous")
        );
    }

    #[test]
    fn who_got_further_counts_for_the_stages_before_too() {
        let figures = figures(&[5, 3, 0, 0, 2, 0], &[0; 6], &HashMap::new(), &HashMap::new());
        let reached: Vec<_> = figures.iter().map(|figure| figure.reached).collect();
        assert_eq!(reached, [10, 5, 2, 2, 2, 0]);
        assert_eq!(figures[1].conversion_from_previous, Some(0.5));
        assert_eq!(
            figures[3].conversion_from_previous,
            Some(1.0),
            "a stage that was skipped counts as passed"
        );
    }

    proptest! {
        #[test]
        fn the_funnel_never_widens(furthest in prop::array::uniform6(0_i64..1000)) {
            let figures = figures(&furthest, &[0; 6], &HashMap::new(), &HashMap::new());
            prop_assert_eq!(figures[0].reached, furthest.iter().sum::<i64>());
            prop_assert!(figures.windows(2).all(|pair| pair[0].reached >= pair[1].reached));
            prop_assert!(figures.iter().filter_map(|f| f.conversion_from_previous).all(|c| (0.0..=1.0).contains(&c)));
        }
    }
}
