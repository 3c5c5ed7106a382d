//! Who owned a lead from when to when: written at every change of owner, whatever made it. Limits are counted from it.

use crate::{
    entity::{
        lead::Model as LeadRow,
        lead_ownership::{ActiveModel, Column, Entity, Model},
    },
    lead::load,
    words::{OwnershipEnd, OwnershipStart},
};
use chrono::{DateTime, Utc};
use identity::member::{MemberRef, refs};
use kernel::{
    Error, Grant, Inserts, WorkspaceTx,
    ids::{LeadId, MemberId, OwnershipId},
};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect as _, Set,
    sea_query::Expr,
};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;

const MAX_LISTED: u64 = 200;
/// SQLite takes 32 766 values in a statement.
const ROWS_PER_INSERT: usize = 1000;

/// Why leads change hands.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub start: OwnershipStart,
    /// Why it ends for the owner before, where it goes to nobody.
    pub end: OwnershipEnd,
    pub pool_key: Option<String>,
    /// What whoever lets go of it says.
    pub note: Option<String>,
}

impl Change {
    pub fn by(start: OwnershipStart) -> Self {
        let end = if start == OwnershipStart::Merged {
            OwnershipEnd::Merged
        } else {
            OwnershipEnd::Unassigned
        };
        Self { start, end, pool_key: None, note: None }
    }

    pub fn ending(end: OwnershipEnd) -> Self {
        Self { end, ..Self::by(OwnershipStart::Assigned) }
    }
}

/// The time in which a member owned a lead.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Ownership {
    pub id: OwnershipId,
    pub member: Option<MemberRef>,
    /// When it began.
    pub from_at: DateTime<Utc>,
    /// Null while they own it.
    pub until_at: Option<DateTime<Utc>>,
    pub started: OwnershipStart,
    /// Who made it so: a member's id, a key's, or the name of a job.
    #[schema(max_length = 100)]
    pub started_by: Option<String>,
    /// Null while they own it.
    pub ended: Option<OwnershipEnd>,
    /// Who ended it; null while it lasts.
    #[schema(max_length = 100)]
    pub ended_by: Option<String>,
    /// The public pool it was taken from.
    #[schema(max_length = 60)]
    pub pool_key: Option<String>,
    /// What whoever released it said.
    #[schema(max_length = 500)]
    pub note: Option<String>,
}

/// The owners of a lead, the latest first; at most two hundred.
pub async fn list(tx: &WorkspaceTx, lead_id: LeadId) -> Result<Vec<Ownership>, Error> {
    tx.require(Grant::LeadsRead)?;
    load(tx, lead_id).await?;
    let rows = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    let rows = rows.order_by_desc(Column::FromAt).order_by_desc(Column::Id).limit(MAX_LISTED);
    let rows = rows.all(&tx.db).await?;
    let names = refs(tx, rows.iter().map(|row| row.member_id)).await?;
    let view = |row: Model| Ownership {
        id: row.id,
        member: names.get(&row.member_id).cloned(),
        from_at: row.from_at,
        until_at: row.until_at,
        started: row.started,
        started_by: row.started_by,
        ended: row.ended,
        ended_by: row.ended_by,
        pool_key: row.pool_key,
        note: row.note,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// The first owner of a new lead, where it has one.
pub(crate) fn begin(tx: &WorkspaceTx, lead: &LeadRow, change: &Change, rows: &mut Inserts) {
    if let Some(owner) = lead.owner_id {
        rows.add(new_row(tx, lead.id, owner, tx.now(), change));
    }
}

/// Brings the ledger to what the leads say now.
pub(crate) async fn follow(
    tx: &WorkspaceTx,
    leads: &[(LeadId, Option<MemberId>)],
    change: &Change,
) -> Result<(), Error> {
    for leads in leads.chunks(ROWS_PER_INSERT) {
        let open = open_rows(tx, leads.iter().map(|(id, _)| *id)).await?;
        let owner_of = |id: &LeadId| open.get(id).map(|row| row.member_id);
        let differing: Vec<_> =
            leads.iter().copied().filter(|(id, owner)| owner_of(id) != *owner).collect();
        for (end, goes_to_somebody) in [(OwnershipEnd::Transferred, true), (change.end, false)] {
            let ended = differing.iter().filter(|(_, owner)| owner.is_some() == goes_to_somebody);
            let ended = ended.filter_map(|(id, _)| open.get(id)).map(|row| row.id);
            // Those of a merge say so, whoever comes next.
            let end = if change.end == OwnershipEnd::Merged { change.end } else { end };
            finish(tx, ended.collect(), end, change.note.as_deref()).await?;
        }
        let begun = differing
            .into_iter()
            .filter_map(|(id, owner)| Some(new_row(tx, id, owner?, tx.now(), change)));
        let begun: Vec<_> = begun.collect();
        if !begun.is_empty() {
            Entity::insert_many(begun).exec_without_returning(&tx.db).await?;
        }
    }
    Ok(())
}

/// The ledger of leads that are written as they are, with their own times: one owner each since then.
pub(crate) async fn write_past(
    tx: &WorkspaceTx,
    leads: &[(LeadId, MemberId, DateTime<Utc>)],
) -> Result<(), Error> {
    let change = Change::by(OwnershipStart::Entered);
    for leads in leads.chunks(ROWS_PER_INSERT) {
        let rows = leads.iter().map(|(id, owner, at)| new_row(tx, *id, *owner, *at, &change));
        Entity::insert_many(rows).exec_without_returning(&tx.db).await?;
    }
    Ok(())
}

/// How many leads a member has claimed from a pool since an instant, whatever became of them.
pub(crate) async fn claims_since(
    tx: &WorkspaceTx,
    member: MemberId,
    pool_key: &str,
    since: DateTime<Utc>,
) -> Result<u64, Error> {
    let rows = tx.find::<Entity>().filter(Column::MemberId.eq(member));
    let claims = rows
        .filter(Column::Started.eq(OwnershipStart::Claimed))
        .filter(Column::FromAt.gte(since))
        .filter(Column::PoolKey.eq(pool_key));
    Ok(claims.count(&tx.db).await?)
}

/// The last owner of each of these leads, and when they stopped owning it.
pub(crate) async fn last_owners(
    tx: &WorkspaceTx,
    leads: impl IntoIterator<Item = LeadId>,
) -> Result<HashMap<LeadId, (MemberId, DateTime<Utc>)>, Error> {
    let ids: HashSet<LeadId> = leads.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = tx.find::<Entity>().filter(Column::LeadId.is_in(ids));
    let rows = rows.filter(Column::UntilAt.is_not_null()).order_by_asc(Column::UntilAt);
    let rows = rows.order_by_asc(Column::Id).all(&tx.db).await?;
    let last =
        rows.into_iter().filter_map(|row| Some((row.lead_id, (row.member_id, row.until_at?))));
    Ok(last.collect())
}

async fn open_rows(
    tx: &WorkspaceTx,
    leads: impl IntoIterator<Item = LeadId>,
) -> Result<HashMap<LeadId, Model>, Error> {
    let rows = tx.find::<Entity>().filter(Column::LeadId.is_in(leads));
    let rows = rows.filter(Column::UntilAt.is_null()).all(&tx.db).await?;
    Ok(rows.into_iter().map(|row| (row.lead_id, row)).collect())
}

async fn finish(
    tx: &WorkspaceTx,
    ids: Vec<OwnershipId>,
    end: OwnershipEnd,
    note: Option<&str>,
) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    tx.update::<Entity>()
        .col_expr(Column::UntilAt, Expr::value(tx.now()))
        .col_expr(Column::Ended, Expr::value(end))
        .col_expr(Column::EndedBy, Expr::value(tx.caller.actor.id()))
        .col_expr(Column::Note, Expr::value(note))
        .filter(Column::Id.is_in(ids))
        .exec(&tx.db)
        .await?;
    Ok(())
}

fn new_row(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    member_id: MemberId,
    from_at: DateTime<Utc>,
    change: &Change,
) -> ActiveModel {
    ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        lead_id: Set(lead_id),
        member_id: Set(member_id),
        from_at: Set(from_at),
        until_at: Set(None),
        started: Set(change.start),
        started_by: Set(tx.caller.actor.id()),
        ended: Set(None),
        ended_by: Set(None),
        pool_key: Set(change.pool_key.clone()),
        note: Set(None),
    }
}
