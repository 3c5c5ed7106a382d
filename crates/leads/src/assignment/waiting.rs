//! Leads that nobody could get wait, the oldest first, until somebody comes back into working hours or has earned another.

use super::{AssignmentRules, State};
use crate::{
    entity::lead::{Column, Entity, Model},
    lead::{changes, hand_over, save},
    ownership::Change,
    routing::{self, Desk, decision_row, settle},
    ruleset,
    words::OwnershipStart,
};
use chrono::{DateTime, Utc};
use jobs::{Enqueue as _, JobSpec, Perform, Record as _, Run, When, enqueue_all};
use kernel::{
    Error, SystemTx, WorkspaceTx,
    ids::{LeadId, WorkspaceId},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ExprTrait as _, PaginatorTrait as _, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};

const AT_ONCE: u64 = 100;

/// Looks for owners of the leads of a workspace that wait.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct AssignWaiting {
    workspace_id: WorkspaceId,
}

impl AssignWaiting {
    pub(crate) fn of(tx: &WorkspaceTx) -> Self {
        Self { workspace_id: tx.workspace() }
    }
}

impl JobSpec for AssignWaiting {
    const KIND: &'static str = "leads.assign_waiting";

    fn unique_key(&self) -> Option<String> {
        Some(self.workspace_id.to_string())
    }
}

/// The same for every workspace where leads wait.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct AssignWaitingEverywhere {}

impl JobSpec for AssignWaitingEverywhere {
    const KIND: &'static str = "leads.assign_waiting_everywhere";
}

/// Looks again soon, if leads wait.
pub(crate) async fn look_again(tx: &WorkspaceTx) -> Result<(), Error> {
    if waiting(tx).count(&tx.db).await? > 0 {
        tx.enqueue(&AssignWaiting::of(tx), When::Now).await?;
    }
    Ok(())
}

/// Performs [`AssignWaitingEverywhere`].
pub struct AssignerEverywhere;

#[async_trait::async_trait]
impl Perform for AssignerEverywhere {
    type Job = AssignWaitingEverywhere;

    async fn perform(&self, _: AssignWaitingEverywhere, run: &Run) -> Result<(), Error> {
        let tx = SystemTx::write(&run.db).await?;
        let rows = tx.find::<Entity>().select_only().column(Column::WorkspaceId);
        let rows = rows.filter(Column::WaitingSince.is_not_null());
        let rows = rows.filter(Column::ArchivedAt.is_null()).distinct();
        let found: Vec<WorkspaceId> = rows.into_tuple().all(&tx.db).await?;
        let jobs = found.into_iter().map(|id| (id, AssignWaiting { workspace_id: id }));
        enqueue_all(&tx, &jobs.collect::<Vec<_>>()).await?;
        tx.commit().await
    }
}

/// Performs [`AssignWaiting`].
pub struct Assigner;

#[async_trait::async_trait]
impl Perform for Assigner {
    type Job = AssignWaiting;

    async fn perform(&self, _: AssignWaiting, run: &Run) -> Result<(), Error> {
        let mut after = None;
        loop {
            let tx = run.write().await?;
            let last = batch(&tx, after).await?;
            tx.commit().await?;
            match last {
                Some(last) => after = Some(last),
                None => return Ok(()),
            }
        }
    }
}

fn waiting(tx: &WorkspaceTx) -> sea_orm::Select<Entity> {
    let rows = tx.find::<Entity>().filter(Column::WaitingSince.is_not_null());
    rows.filter(Column::ArchivedAt.is_null())
}

async fn batch(
    tx: &WorkspaceTx,
    after: Option<(DateTime<Utc>, LeadId)>,
) -> Result<Option<(DateTime<Utc>, LeadId)>, Error> {
    ruleset::lock::<AssignmentRules>(tx).await?;
    let desk = Desk::read(tx).await?;
    let Some(compiled) = desk.compiled() else { return Ok(None) };
    let rest = after.map_or(Column::Id.is_not_null(), |(at, id)| {
        let later = Column::WaitingSince.gt(at);
        later.or(Column::WaitingSince.eq(at).and(Column::Id.gt(id)))
    });
    let rows = waiting(tx).filter(rest).order_by_asc(Column::WaitingSince);
    let rows = rows.order_by_asc(Column::Id).limit(AT_ONCE).lock_exclusive().all(&tx.db).await?;
    let last = rows.last().and_then(|row| Some((row.waiting_since?, row.id)));
    let is_last = (rows.len() as u64) < AT_ONCE;
    let times = routing::times(tx, &desk).await?;
    let members = desk.assignment.rules.members();
    let mut state = State::load(tx, &members, compiled.needs_open_leads()).await?;
    for row in rows {
        let decision = compiled.decide(&row, &state, &times, tx.now());
        state.keep(&decision, tx.now());
        if decision.member.is_none() && row.waiting_reason == Some(decision.outcome) {
            // Nothing new: one decision says why it waits.
            continue;
        }
        let basis = decision_row(tx, &row, &decision, desk.assignment.version);
        basis.insert(&tx.db).await?;
        match decision.member {
            Some(member) => {
                let change = Change::by(OwnershipStart::Routed);
                hand_over(tx, &desk, row, Some(member), &change).await?;
            }
            None => stay(tx, &desk, row, &decision).await?,
        }
    }
    state.store(tx).await?;
    Ok(last.filter(|_| !is_last))
}

/// It waits for another reason now, or goes to a pool.
async fn stay(
    tx: &WorkspaceTx,
    desk: &Desk,
    before: Model,
    decision: &super::Decision,
) -> Result<(), Error> {
    let mut after = before.clone();
    settle(desk, &mut after, decision, tx.now());
    let changes = changes(&before, &after);
    let saved = save(tx, after).await?;
    tx.record_change(routing::told(&saved, None), changes).await
}
