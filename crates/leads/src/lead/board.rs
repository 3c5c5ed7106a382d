//! The board: a column per stage, each with its total and its first leads.

use crate::{
    lead::{
        Lead, LeadFilter,
        counts::by_stage,
        list::{hydrate, included, rows},
    },
    stage::{self, Stage},
};
use chrono::{DateTime, Utc};
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    filter::Many,
    ids::LeadStageId,
    page::{Page, PageRequest},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

const DEFAULT_PER_STAGE: u64 = 20;
const MAX_PER_STAGE: u64 = 100;

/// How much of the board is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct BoardRequest {
    /// How many leads of each column.
    #[param(minimum = 1, maximum = 100, default = 20)]
    pub per_stage: Option<u64>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Board {
    pub columns: Vec<BoardColumn>,
    pub as_of: DateTime<Utc>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BoardColumn {
    pub stage: Stage,
    /// How many leads are in the column.
    pub total: u64,
    /// The first of them, in the order of the board.
    pub leads: Vec<Lead>,
    /// Where to go on, with `list_leads` of the same filter, this `stage_id` and `sort=board`.
    pub next_cursor: Option<String>,
}

/// The board of the leads for which a filter holds. With `stage_id` it has these columns only.
pub async fn board(
    tx: &WorkspaceTx,
    filter: &LeadFilter,
    request: &BoardRequest,
) -> Result<Board, Error> {
    tx.require(Grant::LeadsRead)?;
    filter.check()?;
    let limit = checked(request.per_stage)?;
    let stages = stage::rows(tx).await?;
    let wanted = |id| filter.stage_id.as_ref().is_none_or(|ids| ids.0.contains(&id));
    let totals = by_stage(tx, filter).await?;
    let (mut cards, mut columns) = (Vec::new(), Vec::new());
    for stage in stages.into_iter().filter(|stage| wanted(stage.id)) {
        let page = first_of(tx, filter, stage.id, limit).await?;
        let total = totals.get(&stage.id).copied().unwrap_or(0);
        columns.push((stage, total, page.data.len(), page.next_cursor));
        cards.extend(page.data);
    }
    // The names of all columns at once.
    let mut leads = hydrate(tx, cards, &included(filter)).await?.into_iter();
    let columns = columns.into_iter().map(|(stage, total, count, next_cursor)| BoardColumn {
        stage: Stage::from(stage),
        total,
        leads: leads.by_ref().take(count).collect(),
        next_cursor,
    });
    Ok(Board { columns: columns.collect(), as_of: tx.now() })
}

/// The first page of the list that a client goes on with, so that its cursor fits.
async fn first_of(
    tx: &WorkspaceTx,
    filter: &LeadFilter,
    stage_id: LeadStageId,
    limit: u64,
) -> Result<Page<crate::entity::lead::Model>, Error> {
    let of_stage = LeadFilter { stage_id: Some(Many(vec![stage_id])), ..filter.clone() };
    let sort = Some("board".to_owned());
    let page = PageRequest { limit: Some(limit), sort, ..PageRequest::default() };
    rows(tx, &of_stage, &page).await
}

fn checked(per_stage: Option<u64>) -> Result<u64, Error> {
    match per_stage {
        None => Ok(DEFAULT_PER_STAGE),
        Some(limit @ 1..=MAX_PER_STAGE) => Ok(limit),
        Some(_) => {
            let error = FieldError::new("/per_stage", "out_of_range");
            Err(Error::invalid(vec![error.with("min", 1).with("max", MAX_PER_STAGE)]))
        }
    }
}
