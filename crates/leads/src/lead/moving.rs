//! A lead moves to another stage, or to another place in its column of the board.

use crate::{
    activity::{self, NextStep},
    entity::{
        lead::{Column, Entity, Model},
        lead_stage,
    },
    lead::{
        Lead,
        list::hydrate_one,
        rank,
        store::{changes, load_for_change, save},
    },
    routing, stage,
    stay::{self, Entered},
    words::{LostReason, StatusType},
};
use chrono::{DateTime, Utc};
use customers::task;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{LeadId, LeadStageId},
};
use sea_orm::{ColumnTrait, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Where a lead goes.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Move {
    pub stage_id: LeadStageId,
    /// Why it is lost: needed for a stage of type `lost`, refused for others.
    pub lost_reason: Option<LostReason>,
    /// Needed when the reason is `other`.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub lost_note: Option<String>,
    /// What comes next, as a task about the lead. Some stages need it, or a task that is open already.
    #[validate(nested)]
    pub next_step: Option<NextStep>,
    /// The lead of that stage to come before on the board; left out it comes to the top.
    pub before_lead_id: Option<LeadId>,
}

/// Moves a lead.
pub async fn move_to(tx: &WorkspaceTx, id: LeadId, to: Move) -> Result<Lead, Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = load_for_change(tx, id).await?;
    let target = Target::find(tx, to).await?;
    let saved = move_row(tx, row, &target).await?;
    hydrate_one(tx, saved).await
}

/// A checked place to move to.
pub(crate) struct Target {
    stage: lead_stage::Model,
    lost_reason: Option<LostReason>,
    lost_note: Option<String>,
    next_step: Option<NextStep>,
    place: Place,
}

/// Where in the column a lead goes.
enum Place {
    Top,
    Before(Box<Model>),
    /// Among many that come together.
    Nth(u64),
}

impl Target {
    pub async fn find(tx: &WorkspaceTx, to: Move) -> Result<Self, Error> {
        let mut findings = Findings::of(&to);
        let stage = findings.keep(stage::find_live(tx, to.stage_id, "/stage_id").await?);
        let lost_note = customers::input::text(to.lost_note);
        if let Some(stage) = &stage {
            let status = stage.status_type;
            findings.extend(check_lost(status, to.lost_reason, lost_note.as_deref()));
        }
        let before = match to.before_lead_id {
            None => None,
            Some(id) => {
                let live = Column::Id.eq(id).and(Column::StageId.eq(to.stage_id));
                let found = tx.find::<Entity>().filter(live).one(&tx.db).await?;
                let missing = || FieldError::new("/before_lead_id", "not_found");
                findings.keep(found.ok_or_else(missing))
            }
        };
        findings.finish()?;
        let stage = stage.ok_or_else(|| Error::internal("a stage without a finding"))?;
        let place = before.map_or(Place::Top, |row| Place::Before(Box::new(row)));
        let (lost_reason, next_step) = (to.lost_reason, to.next_step);
        Ok(Self { stage, lost_reason, lost_note, next_step, place })
    }

    /// At the top of a stage that needs no reason.
    pub fn top_of(stage: lead_stage::Model) -> Self {
        Self { stage, lost_reason: None, lost_note: None, next_step: None, place: Place::Top }
    }

    /// The same at place `n` among many.
    pub fn set_nth(&mut self, n: u64) {
        self.place = Place::Nth(n);
    }
}

/// A lost lead needs a reason, the reason `other` a note, and no other lead has either.
pub(crate) fn check_lost(
    status: StatusType,
    reason: Option<LostReason>,
    note: Option<&str>,
) -> Vec<FieldError> {
    let wrong = |pointer, code| vec![FieldError::new(pointer, code)];
    match (status, reason, note) {
        (StatusType::Lost, None, _) => wrong("/lost_reason", "required"),
        (StatusType::Lost, Some(LostReason::Other), None) => wrong("/lost_note", "required"),
        (StatusType::Lost, Some(_), _) | (_, None, None) => Vec::new(),
        (_, Some(_), _) => wrong("/lost_reason", "not_allowed"),
        (_, None, Some(_)) => wrong("/lost_note", "not_allowed"),
    }
}

/// Moves a row that is held, and records what changed. Moving to where it is changes nothing.
pub(crate) async fn move_row(
    tx: &WorkspaceTx,
    before: Model,
    target: &Target,
) -> Result<Model, Error> {
    if before.archived_at.is_some() {
        return Err(Error::wrong_state("the lead is archived", "该线索已归档"));
    }
    let mut after = before.clone();
    let changes_stage = before.stage_id != target.stage.id;
    enter(&mut after, &target.stage, tx.now());
    Box::pin(routing::moved(tx, &before, &mut after)).await?;
    after.lost_reason = target.lost_reason;
    after.lost_note.clone_from(&target.lost_note);
    match &target.place {
        Place::Before(lead) => {
            after.board_rank = rank_before(tx, &after, Some(lead)).await?;
        }
        Place::Top if changes_stage => after.board_rank = rank_before(tx, &after, None).await?,
        Place::Nth(n) if changes_stage => after.board_rank = rank::nth_on_top(tx.now(), *n),
        Place::Top | Place::Nth(_) => {}
    }
    if after == before && target.next_step.is_none() {
        return Ok(before);
    }
    plan_next_step(tx, &before, target).await?;
    let changes = changes(&before, &after);
    let saved = save(tx, after).await?;
    if changes_stage {
        stay::follow(tx, &[Entered::of(&saved, tx.now())]).await?;
        let event = DomainEvent::LeadStageChanged {
            lead_id: saved.id,
            stage_id: saved.stage_id,
            previous_stage_id: before.stage_id,
            status_type: saved.status_type.to_string(),
            lost_reason: saved.lost_reason.map(|reason| reason.to_string()),
        };
        tx.record_change(event, changes).await?;
    } else if !changes.is_empty() {
        tx.record_change(DomainEvent::LeadUpdated { lead_id: saved.id }, changes).await?;
    }
    Ok(saved)
}

/// A stage may need that somebody has planned what comes next.
async fn plan_next_step(tx: &WorkspaceTx, lead: &Model, target: &Target) -> Result<(), Error> {
    if let Some(step) = &target.next_step {
        activity::plan(tx, lead.id, step.clone()).await?;
        return Ok(());
    }
    let enters = lead.stage_id != target.stage.id && target.stage.status_type.is_live();
    if !enters || !target.stage.next_step_required {
        return Ok(());
    }
    let planned = task::next_of(tx, [lead.id.into()]).await?;
    if planned.is_empty() { Err(Error::invalid_field("/next_step", "required")) } else { Ok(()) }
}

/// What follows from being in a stage: when it was closed, when won, and from where lost.
pub(crate) fn enter(row: &mut Model, stage: &lead_stage::Model, now: DateTime<Utc>) {
    let same_outcome = row.status_type == stage.status_type;
    let came_from = std::mem::replace(&mut row.stage_id, stage.id);
    row.status_type = stage.status_type;
    row.stage_position = stage.position;
    if same_outcome {
        return;
    }
    let closed = !stage.status_type.is_live();
    row.closed_at = closed.then_some(now);
    row.won_at = (stage.status_type == StatusType::Won).then_some(now);
    row.lost_from_stage_id = (stage.status_type == StatusType::Lost).then_some(came_from);
}

/// The rank right before a lead of the column; before a group of equal ranks that means before the group.
async fn rank_before(
    tx: &WorkspaceTx,
    row: &Model,
    before: Option<&Model>,
) -> Result<String, Error> {
    let top = rank::on_top(tx.now());
    let Some(before) = before else {
        let first = neighbour(tx, row, None).await?;
        let above_all = first.as_deref().is_none_or(|first| top.as_str() < first);
        return Ok(if above_all { top } else { above(None, first.as_deref(), top) });
    };
    let previous = neighbour(tx, row, Some(&before.board_rank)).await?;
    let fits = previous.is_none() && top < before.board_rank;
    Ok(if fits { top } else { above(previous.as_deref(), Some(&before.board_rank), top) })
}

fn above(lower: Option<&str>, upper: Option<&str>, otherwise: String) -> String {
    rank::between(lower, upper).unwrap_or(otherwise)
}

/// The first rank of the column, or the last one before `below`; the lead's own doesn't count.
async fn neighbour(
    tx: &WorkspaceTx,
    row: &Model,
    below: Option<&str>,
) -> Result<Option<String>, Error> {
    let column = tx
        .find::<Entity>()
        .select_only()
        .column(Column::BoardRank)
        .filter(Column::StageId.eq(row.stage_id))
        .filter(Column::ArchivedAt.is_null())
        .filter(Column::Id.ne(row.id));
    let select = match below {
        None => column.order_by_asc(Column::BoardRank),
        Some(rank) => column.filter(Column::BoardRank.lt(rank)).order_by_desc(Column::BoardRank),
    };
    Ok(select.limit(1).into_tuple().one(&tx.db).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_lost_lead_has_a_reason_and_only_other_needs_a_note() {
        let codes = |status, reason, note| {
            check_lost(status, reason, note)
                .into_iter()
                .map(|error| format!("{} {}", error.pointer, error.code))
                .collect::<Vec<_>>()
        };
        let price = Some(LostReason::Price);
        assert!(codes(StatusType::Lost, price, None).is_empty());
        assert!(codes(StatusType::Lost, Some(LostReason::Other), Some("moved")).is_empty());
        assert!(codes(StatusType::Open, None, None).is_empty());
        assert_eq!(codes(StatusType::Lost, None, None), ["/lost_reason required"]);
        assert_eq!(codes(StatusType::Lost, Some(LostReason::Other), None), ["/lost_note required"]);
        assert_eq!(codes(StatusType::Won, price, None), ["/lost_reason not_allowed"]);
        assert_eq!(codes(StatusType::OnHold, None, Some("x")), ["/lost_note not_allowed"]);
    }
}
