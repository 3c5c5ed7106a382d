//! How long leads stay in each stage.

use super::Durations;
use crate::{
    entity::{lead, stage_stay},
    lead::LeadFilter,
    stage,
};
use chrono::{DateTime, Utc};
use kernel::{Error, Grant, WorkspaceTx, ids::LeadStageId};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// The time in each stage.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageTimes {
    /// Every stage that isn't archived, in order.
    pub stages: Vec<StageTime>,
    pub as_of: DateTime<Utc>,
}

/// How long leads were in a stage. Somebody who came back was in it twice.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageTime {
    pub stage_id: LeadStageId,
    pub name: String,
    /// The stays that are over.
    pub over: Durations,
    /// The stays that go on, so far.
    pub going_on: Durations,
}

/// The time in stages of the leads for which a filter holds.
pub async fn stage_times(tx: &WorkspaceTx, filter: &LeadFilter) -> Result<StageTimes, Error> {
    use stage_stay::Column as Of;
    tx.require(Grant::LeadsRead)?;
    filter.check()?;
    let leads = filter.select(tx).select_only().column(lead::Column::Id).into_query();
    let stays = tx
        .find::<stage_stay::Entity>()
        .select_only()
        .column(Of::StageId)
        .column(Of::EnteredAt)
        .column(Of::LeftAt)
        .filter(Of::LeadId.in_subquery(leads));
    let stays: Vec<(LeadStageId, DateTime<Utc>, Option<DateTime<Utc>>)> =
        stays.into_tuple().all(&tx.db).await?;
    let mut by_stage: HashMap<LeadStageId, (Vec<i64>, Vec<i64>)> = HashMap::new();
    for (stage_id, entered_at, left_at) in stays {
        let (over, going_on) = by_stage.entry(stage_id).or_default();
        match left_at {
            Some(left_at) => over.push((left_at - entered_at).num_seconds()),
            None => going_on.push((tx.now() - entered_at).num_seconds()),
        }
    }
    let stages = stage::rows(tx).await?.into_iter().map(|stage| {
        let (over, going_on) = by_stage.remove(&stage.id).unwrap_or_default();
        StageTime {
            stage_id: stage.id,
            name: stage.name,
            over: Durations::of(over),
            going_on: Durations::of(going_on),
        }
    });
    Ok(StageTimes { stages: stages.collect(), as_of: tx.now() })
}
