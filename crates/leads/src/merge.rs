//! Merging leads that are the same, so that it can be undone exactly.
//!
//! The winner takes what it lacks from the losers, and everything that hangs on them: touches, submissions, tasks,
//! notes. The losers are archived and point at the winner. What was and which rows moved is kept; undoing puts it
//! back, except what somebody changed of the winner after the merge.

mod rules;
mod undo;

use crate::{
    entity::{lead, lead_form_submission, lead_merge, touch},
    lead::{Fields, Lead, changes, hydrate_one, load_for_change, load_many_for_change, save},
};
use customers::entity::{note, task};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{FormSubmissionId, LeadId, MergeId, NoteId, TaskId, TouchId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, FromJsonQueryResult, QueryFilter, QuerySelect, Set,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;
use validator::Validate;

pub use undo::{exists, undo};

/// Which leads to merge into one, and whose value to keep where they differ.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct MergeLeads {
    /// The leads that go; at most 20.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    pub loser_ids: Vec<LeadId>,
    /// Field → the lead whose value it keeps. Other fields keep the winner's, or the first one there is.
    #[serde(default)]
    pub field_choices: HashMap<String, LeadId>,
}

/// The lead that is left, and the merge by which it can be undone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MergedLead {
    #[serde(flatten)]
    pub lead: Lead,
    pub merge_id: MergeId,
}

/// What the merge changed, as it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct BeforeMerge {
    pub(crate) winner: Fields,
    pub(crate) losers: Vec<LoserBefore>,
}

/// What the merge changed of a loser, as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoserBefore {
    pub(crate) id: LeadId,
    pub(crate) external_id: Option<String>,
}

/// The winner's fields as the merge left them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct AfterMerge {
    pub(crate) winner: Fields,
}

/// The rows that moved to the winner, by the loser they came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct MovedRows {
    pub(crate) touches: BTreeMap<LeadId, Vec<TouchId>>,
    pub(crate) submissions: BTreeMap<LeadId, Vec<FormSubmissionId>>,
    pub(crate) tasks: BTreeMap<LeadId, Vec<TaskId>>,
    pub(crate) notes: BTreeMap<LeadId, Vec<NoteId>>,
}

/// Merges leads into `winner_id`.
pub async fn merge(
    tx: &WorkspaceTx,
    winner_id: LeadId,
    input: MergeLeads,
) -> Result<MergedLead, Error> {
    tx.require(Grant::LeadsWrite)?;
    let winner = load_for_change(tx, winner_id).await?;
    check(&input, winner_id)?;
    let losers = load_losers(tx, &winner, &input.loser_ids).await?;
    let fields: Vec<_> = losers.iter().map(|row| (row.id, Fields::of(row))).collect();
    let before = BeforeMerge {
        winner: Fields::of(&winner),
        losers: losers
            .iter()
            .map(|row| LoserBefore { id: row.id, external_id: row.external_id.clone() })
            .collect(),
    };
    let united = rules::unite((winner_id, &before.winner), &fields, &input.field_choices);
    for loser in losers {
        retire(tx, loser, &winner, &united).await?;
    }
    let mut after = winner.clone();
    united.clone().apply(&mut after);
    let saved = save(tx, after).await?;
    let moved = move_rows(tx, winner_id, &input.loser_ids).await?;
    let merge_id = tx.new_id();
    lead_merge::ActiveModel {
        id: Set(merge_id),
        workspace_id: Set(tx.workspace()),
        winner_id: Set(winner_id),
        winner_version: Set(saved.version),
        before: Set(before),
        after: Set(AfterMerge { winner: united }),
        moved: Set(moved),
        created_at: Set(tx.now()),
        undone_at: Set(None),
    }
    .insert(&tx.db)
    .await?;
    let merged_lead_ids = input.loser_ids;
    let event = DomainEvent::LeadMerged { lead_id: winner_id, merge_id, merged_lead_ids };
    tx.record_change(event, changes(&winner, &saved)).await?;
    Ok(MergedLead { lead: hydrate_one(tx, saved).await?, merge_id })
}

fn check(input: &MergeLeads, winner_id: LeadId) -> Result<(), Error> {
    let mut findings = Findings::of(input);
    for (place, id) in input.loser_ids.iter().enumerate() {
        if *id == winner_id || input.loser_ids[..place].contains(id) {
            findings.add(FieldError::new(format!("/loser_ids/{place}"), "not_allowed"));
        }
    }
    for (field, id) in &input.field_choices {
        let pointer = format!("/field_choices/{field}");
        if !rules::CHOICES.contains(&field.as_str()) {
            let error = FieldError::new(pointer, "unknown_field");
            findings.add(error.with("known", rules::CHOICES.to_vec()));
        } else if *id != winner_id && !input.loser_ids.contains(id) {
            findings.add(FieldError::new(pointer, "not_allowed"));
        }
    }
    findings.finish()
}

/// In the order they were named, all of them free to be merged.
async fn load_losers(
    tx: &WorkspaceTx,
    winner: &lead::Model,
    ids: &[LeadId],
) -> Result<Vec<lead::Model>, Error> {
    let mut rows = load_many_for_change(tx, ids).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    let mut findings = Findings::default();
    for (place, id) in ids.iter().enumerate() {
        let row = rows.iter().find(|row| row.id == *id);
        let error = match row {
            None => "not_found",
            Some(row) if row.merged_into_id.is_some() || row.archived_at.is_some() => "not_allowed",
            // Its account would be left without the lead it came from.
            Some(row) if row.account_id.is_some() && row.account_id != winner.account_id => {
                "not_allowed"
            }
            Some(_) => continue,
        };
        findings.add(FieldError::new(format!("/loser_ids/{place}"), error));
    }
    findings.finish()?;
    if winner.archived_at.is_some() {
        return Err(Error::wrong_state("the lead is archived", "该线索已归档"));
    }
    Ok(rows)
}

/// Archives a loser. An external id that the winner takes over is given up first: it is unique.
async fn retire(
    tx: &WorkspaceTx,
    mut loser: lead::Model,
    winner: &lead::Model,
    united: &Fields,
) -> Result<(), Error> {
    if loser.external_id == united.external_id {
        loser.external_id = None;
    }
    loser.archived_at = Some(tx.now());
    loser.merged_into_id = Some(winner.id);
    save(tx, loser).await?;
    Ok(())
}

async fn move_rows(
    tx: &WorkspaceTx,
    winner_id: LeadId,
    losers: &[LeadId],
) -> Result<MovedRows, Error> {
    let (mut moved, all) = (MovedRows::default(), losers.iter().copied());
    let touches = tx.find::<touch::Entity>().select_only().column(touch::Column::LeadId);
    let touches =
        touches.column(touch::Column::Id).filter(touch::Column::LeadId.is_in(all.clone()));
    moved.touches = grouped(touches.into_tuple().all(&tx.db).await?);
    let sent = tx.find::<lead_form_submission::Entity>().select_only();
    let sent = sent
        .column(lead_form_submission::Column::LeadId)
        .column(lead_form_submission::Column::Id)
        .filter(lead_form_submission::Column::LeadId.is_in(all.clone()));
    moved.submissions = grouped(sent.into_tuple().all(&tx.db).await?);
    let tasks = tx.find::<task::Entity>().select_only().column(task::Column::SubjectId);
    let tasks = tasks.column(task::Column::Id);
    let tasks = tasks.filter(task::Column::SubjectId.is_in(all.clone().map(LeadId::uuid)));
    moved.tasks = grouped(tasks.into_tuple().all(&tx.db).await?);
    let notes = tx.find::<note::Entity>().select_only().column(note::Column::SubjectId);
    let notes = notes.column(note::Column::Id);
    let notes = notes.filter(note::Column::SubjectId.is_in(all.map(LeadId::uuid)));
    moved.notes = grouped(notes.into_tuple().all(&tx.db).await?);
    for loser in losers {
        give(tx, &moved, *loser, winner_id).await?;
    }
    Ok(moved)
}

fn grouped<T>(pairs: Vec<(LeadId, T)>) -> BTreeMap<LeadId, Vec<T>> {
    pairs.into_iter().fold(BTreeMap::new(), |mut groups, (lead, row)| {
        groups.entry(lead).or_default().push(row);
        groups
    })
}

/// Hangs the rows that are, or were, the loser's on a lead.
async fn give(tx: &WorkspaceTx, moved: &MovedRows, loser: LeadId, to: LeadId) -> Result<(), Error> {
    if let Some(ids) = moved.touches.get(&loser) {
        let update = tx.update::<touch::Entity>().col_expr(touch::Column::LeadId, Expr::value(to));
        update.filter(touch::Column::Id.is_in(ids.iter().copied())).exec(&tx.db).await?;
    }
    if let Some(ids) = moved.submissions.get(&loser) {
        let update = tx.update::<lead_form_submission::Entity>();
        let update = update.col_expr(lead_form_submission::Column::LeadId, Expr::value(to));
        let these = lead_form_submission::Column::Id.is_in(ids.iter().copied());
        update.filter(these).exec(&tx.db).await?;
    }
    if let Some(ids) = moved.tasks.get(&loser) {
        let update = tx.update::<task::Entity>();
        let update = update.col_expr(task::Column::SubjectId, Expr::value(to.uuid()));
        update.filter(task::Column::Id.is_in(ids.iter().copied())).exec(&tx.db).await?;
    }
    if let Some(ids) = moved.notes.get(&loser) {
        let update = tx.update::<note::Entity>();
        let update = update.col_expr(note::Column::SubjectId, Expr::value(to.uuid()));
        update.filter(note::Column::Id.is_in(ids.iter().copied())).exec(&tx.db).await?;
    }
    Ok(())
}
