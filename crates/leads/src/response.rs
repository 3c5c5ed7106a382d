//! How soon a new lead gets its first answer: a clock in working time that stands still while the lead is on hold. A breach
//! is a fact with the instant at which it happened, whenever it is noticed.

mod clock;
mod figures;
mod input;
mod service;
mod watch;

pub use clock::{Clock, Pause, Pauses};
pub use figures::{RepResponse, ResponseFigures, ResponsePeriod, figures};
pub use input::{ResponsePolicy, ResponseRules, ResponseStart};
pub use service::{CountedTime, CurrentResponse, LeadResponse, get, of_lead, publish};
pub use watch::{ResponseWatcher, WatchResponse};

use crate::{
    entity::{
        lead::Model,
        lead_response::{Column, Entity, Model as Row},
    },
    routing::Desk,
    words::{ResponseState, StatusType},
};
use chrono::{DateTime, Days, Utc};
use identity::work_calendar::WorkTimes;
use jobs::{DomainEvent, Enqueue as _, Record as _, When};
use kernel::{Error, Inserts, WorkspaceTx, ids::LeadId};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel as _, QueryFilter};
use std::time::Duration;

/// Whether a first answer is still waited for.
pub(crate) const fn is_running(state: ResponseState) -> bool {
    matches!(state, ResponseState::Due | ResponseState::Paused)
}

/// Starts the clock of a lead, where a policy says so and it has none; the row is not written yet.
pub(crate) fn begin(
    tx: &WorkspaceTx,
    desk: &Desk,
    times: &WorkTimes,
    lead: &mut Model,
) -> Option<Row> {
    if lead.response_state.is_some() || !lead.status_type.is_live() {
        return None;
    }
    let policy = desk.policy_for(lead)?;
    if policy.starts == ResponseStart::Assigned && lead.owner_id.is_none() {
        return None;
    }
    let is_on_hold = lead.status_type == StatusType::OnHold;
    let mut row = Row {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id: lead.id,
        policy_key: policy.key.clone(),
        rules_version: desk.response.version,
        target_seconds: policy.target_minutes.saturating_mul(60),
        calendar_id: policy.calendar_id,
        started_at: tx.now(),
        due_at: None,
        paused_at: is_on_hold.then_some(tx.now()),
        pauses: Pauses::default(),
        answered_at: None,
        answered_by_id: None,
        answered_seconds: None,
        breached_at: None,
        created_at: tx.now(),
    };
    row.due_at = clock(&row, times).due();
    show(&row, lead);
    Some(row)
}

pub(crate) async fn store(tx: &WorkspaceTx, row: Row) -> Result<(), Error> {
    let mut rows = Inserts::default();
    store_with(tx, row, &mut rows).await?;
    Ok(rows.write(tx).await?)
}

/// Adds a clock, with whoever watches it, to what is written.
pub(crate) async fn store_with(
    tx: &WorkspaceTx,
    row: Row,
    rows: &mut Inserts,
) -> Result<(), Error> {
    if let Some((watch, when)) = watch(&row) {
        tx.enqueue_with(rows, &watch, when).await?;
    }
    rows.add(row.into_active_model().reset_all());
    Ok(())
}

/// Somebody of ours was in touch with the lead: stops the clock of its first answer. Changes the lead's row, which the
/// caller writes; a second answer changes nothing.
pub async fn answered(tx: &WorkspaceTx, lead: &mut Model, at: DateTime<Utc>) -> Result<(), Error> {
    if !lead.response_state.is_some_and(|it| is_running(it) || it == ResponseState::Breached) {
        return Ok(());
    }
    let Some(mut row) = load(tx, lead.id).await? else { return Ok(()) };
    if row.answered_at.is_some() {
        return Ok(());
    }
    let at = at.max(row.started_at);
    let times = WorkTimes::read(tx, row.started_at.date_naive() - Days::new(1)).await?;
    let elapsed = clock(&row, &times).elapsed(at);
    row.answered_at = Some(at);
    row.answered_by_id = tx.caller.member().or(lead.owner_id);
    row.answered_seconds = Some(elapsed.num_seconds());
    if let Some(due) = row.due_at.filter(|due| *due < at) {
        breach(tx, lead, &mut row, due).await?;
    }
    let is_in_time = row.breached_at.is_none();
    show(&row, lead);
    row.into_active_model().reset_all().update(&tx.db).await?;
    tx.record(DomainEvent::LeadAnswered { lead_id: lead.id, is_in_time }).await
}

/// The lead goes on hold, or comes back.
pub(crate) async fn hold(
    tx: &WorkspaceTx,
    lead: &mut Model,
    is_on_hold: bool,
) -> Result<(), Error> {
    let Some(mut row) = load(tx, lead.id).await? else { return Ok(()) };
    if row.paused_at.is_some() == is_on_hold {
        return Ok(());
    }
    if let Some(due) = row.due_at.filter(|due| *due < tx.now()) {
        breach(tx, lead, &mut row, due).await?;
    }
    if is_on_hold {
        row.paused_at = Some(tx.now());
    } else if let Some(from) = row.paused_at.take() {
        row.pauses.0.push(Pause { from, until: tx.now() });
    }
    let times = WorkTimes::read(tx, row.started_at.date_naive() - Days::new(1)).await?;
    row.due_at = clock(&row, &times).due();
    show(&row, lead);
    if let Some((watch, when)) = watch(&row) {
        tx.enqueue(&watch, when).await?;
    }
    row.into_active_model().reset_all().update(&tx.db).await?;
    Ok(())
}

/// It was not answered in time: once, at the instant when it was due.
async fn breach(
    tx: &WorkspaceTx,
    lead: &Model,
    row: &mut Row,
    due_at: DateTime<Utc>,
) -> Result<(), Error> {
    if row.breached_at.is_some() {
        return Ok(());
    }
    row.breached_at = Some(due_at);
    let (lead_id, owner_id) = (lead.id, lead.owner_id);
    tx.record(DomainEvent::LeadResponseBreached { lead_id, owner_id, due_at }).await
}

/// The job that looks when the answer is due.
fn watch(row: &Row) -> Option<(WatchResponse, When)> {
    let due_at = row.due_at.filter(|_| row.breached_at.is_none())?;
    Some((WatchResponse { lead_id: row.lead_id, due_at }, When::At(due_at)))
}

/// What lists show of the clock.
fn show(row: &Row, lead: &mut Model) {
    let state = state_of(row);
    lead.response_state = Some(state);
    // What was answered is due no more.
    lead.response_due_at = row.due_at.filter(|_| row.answered_at.is_none());
}

pub(crate) fn state_of(row: &Row) -> ResponseState {
    if row.breached_at.is_some() {
        ResponseState::Breached
    } else if row.answered_at.is_some() {
        ResponseState::Met
    } else if row.paused_at.is_some() {
        ResponseState::Paused
    } else {
        ResponseState::Due
    }
}

pub(crate) fn clock<'a>(row: &'a Row, times: &'a WorkTimes) -> Clock<'a> {
    Clock {
        calendar: times.calendar(row.calendar_id),
        started_at: row.started_at,
        target: Duration::from_secs(u64::try_from(row.target_seconds).unwrap_or(0)),
        pauses: &row.pauses,
        paused_at: row.paused_at,
    }
}

pub(crate) async fn load(tx: &WorkspaceTx, lead: LeadId) -> Result<Option<Row>, Error> {
    Ok(tx.find::<Entity>().filter(Column::LeadId.eq(lead)).one(&tx.db).await?)
}
