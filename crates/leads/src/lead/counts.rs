//! How many leads there are, by stage and by channel.

use crate::{entity::lead::Column, lead::LeadFilter, stage, words::StatusType};
use chrono::{DateTime, Utc};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{ChannelId, LeadStageId},
};
use sea_orm::{ColumnTrait, PaginatorTrait as _, QueryFilter, QuerySelect};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LeadCounts {
    /// Every stage that isn't archived, in order.
    pub by_stage: Vec<StageCount>,
    /// Every channel that has leads, the largest first; `null` is an unknown channel.
    pub by_channel: Vec<ChannelCount>,
    /// Leads that are neither won nor lost and have no owner.
    pub unassigned: u64,
    /// Leads that are neither won nor lost.
    pub open: u64,
    pub total: u64,
    pub as_of: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StageCount {
    pub stage_id: LeadStageId,
    pub count: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChannelCount {
    pub channel_id: Option<ChannelId>,
    pub count: u64,
}

/// Counts the leads for which a filter holds.
pub async fn counts(tx: &WorkspaceTx, filter: &LeadFilter) -> Result<LeadCounts, Error> {
    tx.require(Grant::LeadsRead)?;
    filter.check()?;
    let in_stages = by_stage(tx, filter).await?;
    let stages = stage::rows(tx).await?;
    let count = |id: &LeadStageId| in_stages.get(id).copied().unwrap_or(0);
    let open = stages.iter().filter(|stage| stage.status_type.is_live());
    let live = StatusType::ALL.iter().copied().filter(|status| status.is_live());
    let unassigned =
        filter.select(tx).filter(Column::OwnerId.is_null()).filter(Column::StatusType.is_in(live));
    Ok(LeadCounts {
        open: open.map(|stage| count(&stage.id)).sum(),
        by_stage: stages
            .iter()
            .map(|stage| StageCount { stage_id: stage.id, count: count(&stage.id) })
            .collect(),
        by_channel: by_channel(tx, filter).await?,
        unassigned: unassigned.count(&tx.db).await?,
        total: in_stages.values().sum(),
        as_of: tx.now(),
    })
}

pub(crate) async fn by_stage(
    tx: &WorkspaceTx,
    filter: &LeadFilter,
) -> Result<HashMap<LeadStageId, u64>, Error> {
    let grouped = filter
        .select(tx)
        .select_only()
        .column(Column::StageId)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::StageId);
    let rows: Vec<(LeadStageId, i64)> = grouped.into_tuple().all(&tx.db).await?;
    Ok(rows.into_iter().map(|(id, count)| (id, count.unsigned_abs())).collect())
}

async fn by_channel(tx: &WorkspaceTx, filter: &LeadFilter) -> Result<Vec<ChannelCount>, Error> {
    let grouped = filter
        .select(tx)
        .select_only()
        .column(Column::ChannelId)
        .column_as(Column::Id.count(), "count")
        .group_by(Column::ChannelId);
    let rows: Vec<(Option<ChannelId>, i64)> = grouped.into_tuple().all(&tx.db).await?;
    let mut counts: Vec<_> = rows
        .into_iter()
        .map(|(channel_id, count)| ChannelCount { channel_id, count: count.unsigned_abs() })
        .collect();
    counts.sort_by_key(|entry| (std::cmp::Reverse(entry.count), entry.channel_id));
    Ok(counts)
}
