//! Merging leads that are the same, so that it can be undone exactly.
//!
//! The winner takes what it lacks from the losers, and everything that hangs on them: touches, submissions, tasks,
//! notes. The losers are archived and point at the winner. What was and which rows moved is kept; undoing puts it
//! back, except what somebody changed of the winner after the merge.

mod hanging;
mod rules;
mod undo;

use crate::{
    entity::{lead, lead_merge},
    lead::{Fields, Lead, changes, hydrate_one, load_for_change, load_many_for_change, save},
    validity,
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{LeadId, MergeId},
};
use sea_orm::{ActiveModelTrait, FromJsonQueryResult, Set};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use validator::Validate;

pub use hanging::MovedRows;
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
    let moved = hanging::move_to(tx, winner_id, &input.loser_ids).await?;
    let saved = validity::refresh(tx, saved).await?;
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
