//! Visitors who became leads. A lead keeps the ids of the browsers that it is known under; what was seen there before it
//! came, and is seen until it is closed, becomes touches of it: one per visit, with the channel that its traces tell.
//!
//! The touches follow from the events: whichever comes first, a visit is one touch, of the first lead that was told its
//! browser, so that no visit counts for two. Events are no domain events, as there are too many of them to tell everybody;
//! a job looks every five minutes through those that are new ([`follow`]) for pages that a lead's browser saw.
//!
//! Visits after a lead was closed are no touches of it: they would push out those that led to the outcome.

mod follow;
mod page;
mod visit;
mod visits;

pub use follow::register;
pub(crate) use visits::Visits;

use crate::entity::{
    lead_visit_progress as progress,
    lead_visitor::{self, Column, Entity},
};
use chrono::{DateTime, Utc};
use kernel::{Error, WorkspaceTx, ids::LeadId, is_one_of_ids};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _,
    QueryTrait as _, Set,
    sea_query::{Expr, OnConflict, SelectStatement},
};
use std::collections::HashMap;

/// Browsers that one lead is known under; a program that makes up more changes nothing.
const MOST_BROWSERS: u64 = 20;

/// Remembers that a lead is known under the id of a browser.
pub(crate) async fn know(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    anonymous_id: &str,
) -> Result<(), Error> {
    let known = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id)).count(&tx.db).await?;
    if known >= MOST_BROWSERS {
        return Ok(());
    }
    let row = lead_visitor::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        lead_id: Set(lead_id),
        told_of_id: Set(lead_id),
        anonymous_id: Set(anonymous_id.to_owned()),
        created_at: Set(tx.now()),
    };
    let told = [Column::WorkspaceId, Column::AnonymousId, Column::ToldOfId];
    let already = OnConflict::columns(told).do_nothing().to_owned();
    Entity::insert_many([row]).on_conflict(already).exec_without_returning(&tx.db).await?;
    // What came before is read at once, so the job begins here.
    let begun = progress::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        last_event: Set(activity::visitor::last_number(tx).await?),
    };
    let already = OnConflict::column(progress::Column::WorkspaceId).do_nothing().to_owned();
    let begun = progress::Entity::insert_many([begun]).on_conflict(already);
    begun.exec_without_returning(&tx.db).await?;
    Ok(())
}

/// Leads with the ids of browsers under which each was known by an instant.
pub(crate) async fn known(
    tx: &WorkspaceTx,
    leads: impl Iterator<Item = (LeadId, DateTime<Utc>)>,
) -> Result<Vec<(LeadId, String)>, Error> {
    let until: HashMap<LeadId, DateTime<Utc>> = leads.collect();
    let among = is_one_of_ids(tx.backend(), Expr::col(Column::LeadId), until.keys().copied());
    let rows = tx.find::<Entity>().filter(among).all(&tx.db).await?;
    let in_time = |row: &lead_visitor::Model| {
        until.get(&row.lead_id).is_some_and(|until| row.created_at <= *until)
    };
    Ok(rows.into_iter().filter(in_time).map(|row| (row.lead_id, row.anonymous_id)).collect())
}

/// The ids of all leads that are known under a browser.
pub(crate) fn known_leads(tx: &WorkspaceTx) -> SelectStatement {
    tx.find::<Entity>().select_only().column(Column::LeadId).into_query()
}
