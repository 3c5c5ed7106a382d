//! What a row says of where a lead stands: its owner, its stage, and when and why it was closed.

use super::catalogue::Catalogue;
use crate::{
    entity::lead::Model,
    lead::{check_lost, enter, rank},
    words::StatusType,
};
use chrono::{DateTime, Utc};
use customers::import::fault;
use exchange::{
    row_error::Fault,
    target::{ImportRow, RowFault},
    value::Value,
};
use kernel::FieldError;

pub(super) fn assign(catalogue: &Catalogue, lead: &mut Model, row: &ImportRow) -> Option<RowFault> {
    match catalogue.owner(row.text("owner")?) {
        Ok(owner) if lead.archived_at.is_some() && lead.owner_id != Some(owner) => {
            Some(fault("owner", "archived"))
        }
        Ok(owner) => {
            lead.owner_id = Some(owner);
            None
        }
        Err(fault) => Some(RowFault::of("owner", fault)),
    }
}

/// Unlike a lead that is entered, one that is imported may have been won or lost before.
pub(super) fn place(
    catalogue: &Catalogue,
    lead: &mut Model,
    row: &ImportRow,
    now: DateTime<Utc>,
) -> Vec<RowFault> {
    if let Some(wrong) = enter_stage(catalogue, lead, row, now) {
        return vec![wrong];
    }
    let reason = row.text("lost_reason").and_then(|word| word.parse().ok());
    let note = row.text("lost_note").map(str::to_owned);
    if lead.status_type == StatusType::Lost {
        lead.lost_reason = reason.or(lead.lost_reason);
        lead.lost_note = note.or(lead.lost_note.take());
    } else {
        (lead.lost_reason, lead.lost_note) = (reason, note);
    }
    let wrong = check_lost(lead.status_type, lead.lost_reason, lead.lost_note.as_deref());
    let mut faults: Vec<_> = wrong.into_iter().map(in_words_of_files).collect();
    if let Err(wrong) = close(catalogue, lead, row) {
        faults.push(RowFault::of("closed_at", wrong));
    }
    faults
}

fn enter_stage(
    catalogue: &Catalogue,
    lead: &mut Model,
    row: &ImportRow,
    now: DateTime<Utc>,
) -> Option<RowFault> {
    let stage = match catalogue.stage(row.text("stage")?) {
        Ok(stage) => stage,
        Err(wrong) => return Some(RowFault::of("stage", wrong)),
    };
    if stage.id == lead.stage_id {
        return None;
    }
    if lead.archived_at.is_some() {
        return Some(fault("stage", "archived"));
    }
    enter(lead, stage, now);
    lead.board_rank = rank::nth_on_top(now, row.line);
    None
}

/// What is missing is said at a column that the file has.
fn in_words_of_files(error: FieldError) -> RowFault {
    let field = error.pointer.trim_start_matches('/').to_owned();
    match (field.as_str(), error.code.as_ref()) {
        ("lost_reason", "required") => fault("stage", "lost_reason_required"),
        ("lost_note", "required") => fault("lost_reason", "lost_note_required"),
        _ => RowFault::of(&field, error.into()),
    }
}

fn close(catalogue: &Catalogue, lead: &mut Model, row: &ImportRow) -> Result<(), Fault> {
    let Some(Value::Date(day)) = row.value("closed_at") else { return Ok(()) };
    let Some(known) = lead.closed_at else { return Err(Fault::new("not_allowed")) };
    let closed_at = catalogue.instant(*day, known)?;
    if *day < catalogue.day_of(lead.first_touch_at) {
        return Err(Fault::new("before_start"));
    }
    // On the day of the first touch it was closed after it.
    let closed_at = closed_at.max(lead.first_touch_at);
    lead.closed_at = Some(closed_at);
    lead.won_at = lead.won_at.map(|_| closed_at);
    Ok(())
}
