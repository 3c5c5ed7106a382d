//! How long each lead was in which stage: a row for each stay, the last of them still open. From it follow how far leads
//! came, how long stages take, and how often those who were in one are won.
//!
//! Stays begin where a lead is captured, moved or imported, and are the lead's own: when it is merged into another, that
//! one's stays are the story that goes on.

use crate::entity::{
    lead,
    stage_stay::{Column, Entity, Model},
};
use chrono::{DateTime, Utc};
use customers::rows as many;
use kernel::{Error, Inserts, WorkspaceTx, ids::LeadId};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ExprTrait as _, IntoActiveModel as _, QueryFilter,
};
use std::collections::HashMap;

/// Where a lead is from an instant on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entered {
    pub lead_id: LeadId,
    pub stage_id: kernel::ids::LeadStageId,
    pub at: DateTime<Utc>,
}

impl Entered {
    pub fn of(lead: &lead::Model, at: DateTime<Utc>) -> Self {
        Self { lead_id: lead.id, stage_id: lead.stage_id, at }
    }

    /// For a lead that comes with a history of its own: a closed one entered its stage when it was closed.
    pub fn by_history(lead: &lead::Model) -> Self {
        Self::of(lead, lead.closed_at.unwrap_or(lead.first_touch_at))
    }
}

/// Ends the stay of each lead that is somewhere else now, and begins the next.
pub(crate) async fn follow(tx: &WorkspaceTx, entered: &[Entered]) -> Result<(), Error> {
    let leads = entered.iter().map(|it| it.lead_id);
    let open = Column::LeftAt.is_null().and(Column::LeadId.is_in(leads));
    let open = tx.find::<Entity>().filter(open).all(&tx.db).await?;
    let open: HashMap<LeadId, Model> = open.into_iter().map(|row| (row.lead_id, row)).collect();
    let (mut ended, mut begun) = (Vec::new(), Vec::new());
    for entered in entered {
        let stay = open.get(&entered.lead_id);
        if stay.is_some_and(|stay| stay.stage_id == entered.stage_id) {
            continue;
        }
        // A file may tell of an end before the beginning; a stay is never negative.
        let at = stay.map_or(entered.at, |stay| Ord::max(stay.entered_at, entered.at));
        ended.extend(stay.map(|stay| Model { left_at: Some(at), ..stay.clone() }));
        begun.push(row(tx, Entered { at, ..*entered }));
    }
    many::update_all::<Entity>(tx, ended, Column::Id).await?;
    many::insert_all::<Entity>(tx, begun).await
}

/// The first stay of a new lead.
pub(crate) fn begin(tx: &WorkspaceTx, entered: Entered, rows: &mut Inserts) {
    rows.add(row(tx, entered).into_active_model().reset_all());
}

/// The first stays of new leads.
pub(crate) async fn begin_all(tx: &WorkspaceTx, entered: Vec<Entered>) -> Result<(), Error> {
    let rows = entered.into_iter().map(|it| row(tx, it));
    many::insert_all::<Entity>(tx, rows.collect()).await
}

fn row(tx: &WorkspaceTx, entered: Entered) -> Model {
    Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id: entered.lead_id,
        stage_id: entered.stage_id,
        entered_at: entered.at,
        left_at: None,
    }
}
