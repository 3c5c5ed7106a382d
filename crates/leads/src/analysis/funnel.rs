//! The funnel: how far those who came have come.
//!
//! A lead counts for the furthest stage of type `open` or `ongoing` that it ever was in, by the order of the stages today:
//! stages that it skipped count as passed, going back takes nothing away, and lost leads stay where they came to. Won leads
//! have passed all. So no step holds more than the one before.

use crate::{
    entity::{lead, lead_stage, stage_stay},
    lead::LeadFilter,
    stage,
    words::StatusType,
};
use activity::question::Share;
use chrono::{DateTime, Utc};
use kernel::{Error, Grant, WorkspaceTx, ids::LeadStageId};
use sea_orm::{
    ConnectionTrait as _, EntityTrait as _, ExprTrait as _, JoinType, QuerySelect as _,
    QueryTrait as _,
    sea_query::{Alias, Expr, Query},
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// How far leads came.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadFunnel {
    /// All leads of the filter.
    pub leads: u64,
    /// The stages of type `open` and `ongoing` in their order, then `won`.
    pub steps: Vec<LeadFunnelStep>,
    pub as_of: DateTime<Utc>,
}

/// One step of the funnel.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadFunnelStep {
    /// Null for the last step, which is being won.
    pub stage_id: Option<LeadStageId>,
    /// What the stage is called; null for the last step.
    pub name: Option<String>,
    /// Leads that came at least here: those of the filter with `reached_stage_id` of this stage, or `status_type=won`.
    pub reached: u64,
    /// Of those who reached the step before.
    pub of_previous: Share,
    /// Of all leads.
    pub of_all: Share,
    /// Came no further and may still: `furthest_stage_id` of this stage, `status_type=open,ongoing`.
    pub still_open: u64,
    /// Came no further and rest: the same with `status_type=on_hold`.
    pub on_hold: u64,
    /// Came no further and were lost: the same with `status_type=lost`.
    pub lost: u64,
}

/// The funnel of the leads for which a filter holds.
pub async fn funnel(tx: &WorkspaceTx, filter: &LeadFilter) -> Result<LeadFunnel, Error> {
    tx.require(Grant::LeadsRead)?;
    filter.check()?;
    let stages = stage::rows(tx).await?;
    let stages: Vec<_> = stages.into_iter().filter(|it| is_step(it.status_type)).collect();
    let counts = furthest(tx, filter).await?;
    Ok(LeadFunnel { steps: steps(&stages, &counts), leads: counts.values().sum(), as_of: tx.now() })
}

const fn is_step(status: StatusType) -> bool {
    matches!(status, StatusType::Open | StatusType::Ongoing)
}

/// The place of the furthest stage, and what became of the lead → how many. A lead that was in no such stage has the place
/// before all.
type Counts = BTreeMap<(i32, StatusType), u64>;

async fn furthest(tx: &WorkspaceTx, filter: &LeadFilter) -> Result<Counts, Error> {
    let position = Expr::col((lead_stage::Entity, lead_stage::Column::Position)).max();
    let each = filter
        .select(tx)
        .select_only()
        .column_as(lead::Column::StatusType, "status_type")
        .column_as(position, "furthest")
        .join(JoinType::LeftJoin, to_stays())
        .join(JoinType::LeftJoin, to_steps())
        .group_by(lead::Column::Id)
        .group_by(lead::Column::StatusType)
        .into_query();
    let (each_lead, status, place) =
        (Alias::new("each_lead"), Alias::new("status_type"), Alias::new("furthest"));
    let counted = Query::select()
        .column(status.clone())
        .column(place.clone())
        .expr_as(Expr::col(sea_orm::sea_query::Asterisk).count(), Alias::new("leads"))
        .from_subquery(each, each_lead)
        .group_by_col(status)
        .group_by_col(place)
        .to_owned();
    let mut counts = Counts::new();
    for row in tx.db.query_all(&counted).await? {
        let place: Option<i32> = row.try_get("", "furthest")?;
        let status: StatusType = row.try_get("", "status_type")?;
        let leads: i64 = row.try_get("", "leads")?;
        *counts.entry((place.unwrap_or(i32::MIN), status)).or_default() += leads.unsigned_abs();
    }
    Ok(counts)
}

fn to_stays() -> sea_orm::RelationDef {
    let relation = lead::Entity::belongs_to(stage_stay::Entity);
    relation.from(lead::Column::Id).to(stage_stay::Column::LeadId).into()
}

fn to_steps() -> sea_orm::RelationDef {
    let relation = stage_stay::Entity::belongs_to(lead_stage::Entity)
        .from(stage_stay::Column::StageId)
        .to(lead_stage::Column::Id)
        .on_condition(|_, stage| {
            let status = Expr::col((stage, lead_stage::Column::StatusType));
            status.is_in([StatusType::Open, StatusType::Ongoing]).into()
        });
    relation.into()
}

fn steps(stages: &[lead_stage::Model], counts: &Counts) -> Vec<LeadFunnelStep> {
    let all: u64 = counts.values().sum();
    let won = |(_, status): &(i32, StatusType)| *status == StatusType::Won;
    // The first stage is passed by everybody who came; a place between two stages, of one that is archived, counts for
    // the one before.
    let begins = |step: usize| if step == 0 { i32::MIN } else { stages[step].position };
    let ends = |step: usize| stages.get(step + 1).map_or(i32::MAX, |next| next.position);
    let sum = |holds: &dyn Fn(&(i32, StatusType)) -> bool| {
        counts.iter().filter(|(key, _)| holds(key)).map(|(_, leads)| leads).sum::<u64>()
    };
    let mut previous = all;
    let mut steps = Vec::with_capacity(stages.len() + 1);
    for (n, stage) in stages.iter().enumerate() {
        let reached = sum(&|key| won(key) || key.0 >= begins(n));
        let stayed = |which: &[StatusType]| {
            sum(&|key| which.contains(&key.1) && key.0 >= begins(n) && key.0 < ends(n))
        };
        steps.push(LeadFunnelStep {
            stage_id: Some(stage.id),
            name: Some(stage.name.clone()),
            reached,
            of_previous: Share::of(reached, previous),
            of_all: Share::of(reached, all),
            still_open: stayed(&[StatusType::Open, StatusType::Ongoing]),
            on_hold: stayed(&[StatusType::OnHold]),
            lost: stayed(&[StatusType::Lost]),
        });
        previous = reached;
    }
    let reached = sum(&won);
    steps.push(LeadFunnelStep {
        stage_id: None,
        name: None,
        reached,
        of_previous: Share::of(reached, previous),
        of_all: Share::of(reached, all),
        still_open: 0,
        on_hold: 0,
        lost: 0,
    });
    steps
}
