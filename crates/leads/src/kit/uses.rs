//! Where items of the kit were used, and how these leads came out.

use super::item::load;
use crate::{
    entity::{
        lead,
        sales_kit_use::{Column, Entity, Model},
    },
    lead::load_for_change,
    words::StatusType,
};
use activity::question::Share;
use chrono::{DateTime, TimeDelta, Utc};
use identity::member::{self, MemberRef};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{KitItemId, LeadId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait as _, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder as _, QuerySelect, RelationDef, sea_query::Expr,
};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

const YEAR: TimeDelta = TimeDelta::days(365);
/// Closed leads with and without an item, of which fewer say too little.
const ENOUGH: u64 = 10;

/// When an item was used with a lead, and by whom.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KitUse {
    pub kit_item_id: KitItemId,
    /// Who used it; null for programs and members who left.
    pub member: Option<MemberRef>,
    /// When it was used.
    pub used_at: DateTime<Utc>,
}

/// How leads that were closed in the last year came out, with an item and without it. A difference is no proof: an item may
/// be used with leads that were promising anyway.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KitEffect {
    pub kit_item_id: KitItemId,
    /// Leads with which it was ever used, closed or not.
    pub leads: u64,
    /// Those of them that were closed in the last year and won.
    pub won_with: u64,
    /// Those of them that were closed in the last year.
    pub closed_with: u64,
    /// Won of the closed ones with which it was used.
    pub win_rate_with: Share,
    /// All others that were closed in the last year and won.
    pub won_without: u64,
    /// All others that were closed in the last year.
    pub closed_without: u64,
    /// Won of all other closed ones.
    pub win_rate_without: Share,
    /// The first less the second; null while either side has fewer than 10 closed leads.
    pub difference: Option<f64>,
    /// Why there is none: `too_few`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub difference_reason: Option<&'static str>,
}

/// Notes that an item was used with a lead, now.
pub async fn mark_used(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    item: KitItemId,
) -> Result<KitUse, Error> {
    tx.require(Grant::LeadsWrite)?;
    load_for_change(tx, lead_id).await?;
    load(tx, item).await?;
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id,
        kit_item_id: item,
        member_id: tx.caller.member(),
        used_at: tx.now(),
    };
    let row = row.into_active_model().reset_all().insert(&tx.db).await?;
    tx.record(DomainEvent::KitItemUsed { lead_id, kit_item_id: item }).await?;
    let members = member::refs(tx, row.member_id).await?;
    let member = row.member_id.and_then(|id| members.get(&id).cloned());
    Ok(KitUse { kit_item_id: item, member, used_at: row.used_at })
}

/// Takes back that an item was used with a lead, all times.
pub async fn unmark_used(tx: &WorkspaceTx, lead_id: LeadId, item: KitItemId) -> Result<(), Error> {
    tx.require(Grant::LeadsWrite)?;
    load_for_change(tx, lead_id).await?;
    load(tx, item).await?;
    let uses = tx.delete::<Entity>().filter(Column::LeadId.eq(lead_id));
    uses.filter(Column::KitItemId.eq(item)).exec(&tx.db).await?;
    Ok(())
}

/// The latest use of each item with a lead.
pub(crate) async fn latest_of_lead(
    tx: &WorkspaceTx,
    lead_id: LeadId,
) -> Result<HashMap<KitItemId, KitUse>, Error> {
    let rows = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    let rows = rows.order_by_asc(Column::UsedAt).order_by_asc(Column::Id).all(&tx.db).await?;
    let members = member::refs(tx, rows.iter().filter_map(|row| row.member_id)).await?;
    let view = |row: Model| {
        let member = row.member_id.and_then(|id| members.get(&id).cloned());
        (row.kit_item_id, KitUse { kit_item_id: row.kit_item_id, member, used_at: row.used_at })
    };
    Ok(rows.into_iter().map(view).collect())
}

/// How leads came out with each item that was ever used.
pub async fn effects(tx: &WorkspaceTx) -> Result<Vec<KitEffect>, Error> {
    tx.require(Grant::LeadsRead)?;
    let all = closed(tx).await?;
    let mut with: HashMap<KitItemId, Closed> = HashMap::new();
    for (item, status, leads) in closed_with(tx).await? {
        with.entry(item).or_default().add(status, leads);
    }
    let mut effects: Vec<_> = ever_used(tx)
        .await?
        .into_iter()
        .map(|(item, leads)| effect(item, leads, with.remove(&item).unwrap_or_default(), all))
        .collect();
    effects.sort_by_key(|it| (std::cmp::Reverse(it.leads), it.kit_item_id));
    Ok(effects)
}

#[derive(Clone, Copy, Default)]
struct Closed {
    won: u64,
    all: u64,
}

impl Closed {
    fn add(&mut self, status: StatusType, leads: u64) {
        self.all += leads;
        if status == StatusType::Won {
            self.won += leads;
        }
    }
}

fn effect(kit_item_id: KitItemId, leads: u64, with: Closed, all: Closed) -> KitEffect {
    let without = Closed { won: all.won - with.won, all: all.all - with.all };
    let (rate_with, rate_without) =
        (Share::of(with.won, with.all), Share::of(without.won, without.all));
    let enough = with.all >= ENOUGH && without.all >= ENOUGH;
    let difference = rate_with.rate.zip(rate_without.rate).filter(|_| enough);
    KitEffect {
        kit_item_id,
        leads,
        won_with: with.won,
        closed_with: with.all,
        win_rate_with: rate_with,
        won_without: without.won,
        closed_without: without.all,
        win_rate_without: rate_without,
        difference: difference.map(|(with, without)| with - without),
        difference_reason: difference.is_none().then_some("too_few"),
    }
}

/// Leads closed in the last year.
async fn closed(tx: &WorkspaceTx) -> Result<Closed, Error> {
    use lead::Column as Of;
    let counts = tx
        .find::<lead::Entity>()
        .select_only()
        .column(Of::StatusType)
        .column_as(Of::Id.count(), "leads")
        .filter(is_closed(tx))
        .group_by(Of::StatusType);
    let rows: Vec<(StatusType, i64)> = counts.into_tuple().all(&tx.db).await?;
    let mut closed = Closed::default();
    for (status, leads) in rows {
        closed.add(status, leads.unsigned_abs());
    }
    Ok(closed)
}

fn is_closed(tx: &WorkspaceTx) -> sea_orm::Condition {
    use lead::Column as Of;
    sea_orm::Condition::all()
        .add(Of::ArchivedAt.is_null())
        .add(Of::ClosedAt.gte(tx.now() - YEAR))
        .add(Of::StatusType.is_in([StatusType::Won, StatusType::Lost]))
}

async fn closed_with(tx: &WorkspaceTx) -> Result<Vec<(KitItemId, StatusType, u64)>, Error> {
    let counts = tx
        .find::<Entity>()
        .select_only()
        .column(Column::KitItemId)
        .column(lead::Column::StatusType)
        .column_as(leads(), "leads")
        .join(JoinType::InnerJoin, to_lead())
        .filter(is_closed(tx))
        .group_by(Column::KitItemId)
        .group_by(lead::Column::StatusType);
    let rows: Vec<(KitItemId, StatusType, i64)> = counts.into_tuple().all(&tx.db).await?;
    Ok(rows.into_iter().map(|(item, status, it)| (item, status, it.unsigned_abs())).collect())
}

async fn ever_used(tx: &WorkspaceTx) -> Result<Vec<(KitItemId, u64)>, Error> {
    let counts = tx
        .find::<Entity>()
        .select_only()
        .column(Column::KitItemId)
        .column_as(leads(), "leads")
        .group_by(Column::KitItemId);
    let rows: Vec<(KitItemId, i64)> = counts.into_tuple().all(&tx.db).await?;
    Ok(rows.into_iter().map(|(item, leads)| (item, leads.unsigned_abs())).collect())
}

/// However often an item was used with a lead, that is one lead.
fn leads() -> Expr {
    Expr::col((Entity, Column::LeadId)).count_distinct()
}

fn to_lead() -> RelationDef {
    Entity::belongs_to(lead::Entity).from(Column::LeadId).to(lead::Column::Id).into()
}
