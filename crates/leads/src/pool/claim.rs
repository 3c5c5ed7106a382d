//! A lead leaves a pool or comes into one by hand.

use super::{PoolRule, is_pooled, service::limits_of};
use crate::{
    entity::lead::{Column, Entity, Model},
    lead::{Lead, changes, hydrate_one, load, load_for_change, save},
    ownership::{self, Change, last_owners},
    response,
    routing::{self, Desk},
    words::{OwnershipEnd, OwnershipStart},
};
use chrono::TimeDelta;
use identity::entity::member;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{LeadId, MemberId},
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect as _, sea_query::Expr};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// Why somebody gives a lead back.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Release {
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500, example = "三次联系未果")]
    pub reason: String,
    /// The pool it goes to; left out it is the one whose condition the lead fulfils.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60)]
    pub pool_key: Option<String>,
}

/// Where a lead is put.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PoolPlacement {
    /// The pool, by its key.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60, example = "default")]
    pub pool_key: String,
}

/// Takes a lead from its pool. Of several who try at the same time exactly one gets it; the others learn that it is gone.
pub async fn claim(tx: &WorkspaceTx, id: LeadId) -> Result<Lead, Error> {
    tx.require(Grant::LeadsWrite)?;
    let me = tx.caller.member();
    // Whoever claims twice at the same time does so one after the other: else both would be below the limit.
    if let Some(me) = me {
        let own = tx.find::<member::Entity>().filter(member::Column::Id.eq(me)).lock_exclusive();
        own.one(&tx.db).await?;
    }
    let seen = load(tx, id).await?;
    let Some(me) = me else {
        return Err(Error::wrong_state(
            "only a member of the workspace can own leads",
            "只有工作区成员才能领取线索",
        ));
    };
    let desk = Desk::read(tx).await?;
    let Some(key) = seen.pool_key.clone().filter(|_| is_pooled(&seen)) else {
        return Err(gone());
    };
    let pool = desk.pools.rules.get(&key);
    if let Some(pool) = pool {
        allow(tx, pool, &seen, me).await?;
    }
    let taken = tx
        .update::<Entity>()
        .col_expr(Column::OwnerId, Expr::value(me))
        .col_expr(Column::PoolKey, Expr::value(None::<String>))
        .filter(Column::Id.eq(id))
        .filter(Column::PoolKey.eq(&key))
        .filter(Column::OwnerId.is_null())
        .filter(Column::ArchivedAt.is_null())
        .exec(&tx.db)
        .await?;
    if taken.rows_affected != 1 {
        return Err(gone());
    }
    // It is ours now, and held: what somebody changed of it meanwhile stays.
    let mut row = load_for_change(tx, id).await?;
    desk.own(&mut row, tx.now());
    let times = routing::times(tx, &desk).await?;
    let clock = response::begin(tx, &desk, &times, &mut row);
    let changes = changes(&seen, &row);
    let saved = save(tx, row).await?;
    if let Some(clock) = clock {
        response::store(tx, clock).await?;
    }
    let pool_key = Some(key.clone());
    let change = Change { pool_key, ..Change::by(OwnershipStart::Claimed) };
    ownership::follow(tx, &[(id, Some(me))], &change).await?;
    let event = DomainEvent::LeadClaimed { lead_id: id, owner_id: me, pool_key: key };
    tx.record_change(event, changes).await?;
    hydrate_one(tx, saved).await
}

/// Whether a pool lets a member take a lead now. Whoever may change its rules is not bound by them.
async fn allow(tx: &WorkspaceTx, pool: &PoolRule, lead: &Model, me: MemberId) -> Result<(), Error> {
    if tx.allows(Grant::LeadsConfigure) {
        return Ok(());
    }
    let limits = limits_of(tx, pool, me).await?;
    if limits.claims_left == Some(0) {
        return Err(Error::wrong_state(
            "you have claimed as many leads as the pool allows in a day",
            "今天的领取次数已用完",
        ));
    }
    if limits.room_left == Some(0) {
        return Err(Error::wrong_state(
            "you own as many open leads as the pool allows",
            "你持有的线索已达上限",
        ));
    }
    let held_until = lead.pooled_at.map(|at| at + TimeDelta::hours(i64::from(pool.hold_hours)));
    if held_until.is_some_and(|until| tx.now() < until) {
        return Err(Error::wrong_state(
            "the lead has only just come into the pool and can't be claimed yet",
            "线索刚进入公海，暂不可领取",
        ));
    }
    let last = last_owners(tx, [lead.id]).await?;
    let cooldown = TimeDelta::days(i64::from(pool.cooldown_days));
    let is_cooling =
        |(member, until): &(MemberId, _)| *member == me && tx.now() < *until + cooldown;
    if last.get(&lead.id).is_some_and(is_cooling) {
        return Err(Error::wrong_state(
            "you owned this lead until recently; somebody else should try",
            "你刚释放过该线索，冷却期内不能再次领取",
        ));
    }
    Ok(())
}

fn gone() -> Error {
    Error::wrong_state(
        "the lead is not in the public pool any more; somebody else was faster",
        "该线索已不在公海，可能已被他人领取",
    )
}

/// Gives an own lead back to a pool.
pub async fn release(tx: &WorkspaceTx, id: LeadId, input: Release) -> Result<Lead, Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = load_for_change(tx, id).await?;
    let is_own = row.owner_id.is_some() && row.owner_id == tx.caller.member();
    if !is_own && !tx.allows(Grant::LeadsConfigure) {
        return Err(Error::wrong_state("the lead is not yours", "这不是你负责的线索"));
    }
    let mut findings = Findings::of(&input);
    if input.reason.trim().is_empty() {
        findings.add(FieldError::new("/reason", "required"));
    }
    let desk = Desk::read(tx).await?;
    let pool = pool_for(&desk, &row, input.pool_key.as_deref(), &mut findings);
    findings.finish()?;
    let note = Some(input.reason.trim().to_owned());
    let change = Change { note, ..Change::ending(OwnershipEnd::Released) };
    to_pool(tx, row, pool, &change).await
}

/// Puts a lead into a pool, or moves it to another one: for whoever leads the team.
pub async fn put_into(tx: &WorkspaceTx, id: LeadId, input: PoolPlacement) -> Result<Lead, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let row = load_for_change(tx, id).await?;
    let mut findings = Findings::of(&input);
    let desk = Desk::read(tx).await?;
    let pool = pool_for(&desk, &row, Some(&input.pool_key), &mut findings);
    findings.finish()?;
    to_pool(tx, row, pool, &Change::ending(OwnershipEnd::Returned)).await
}

fn pool_for(
    desk: &Desk,
    row: &Model,
    key: Option<&str>,
    findings: &mut Findings,
) -> Option<String> {
    let pool = match key {
        Some(key) => desk.pools.rules.get(key),
        None => desk.pool_of(row),
    };
    if pool.is_none() {
        findings.add(FieldError::new("/pool_key", "not_found"));
    }
    pool.map(|pool| pool.key.clone())
}

async fn to_pool(
    tx: &WorkspaceTx,
    row: Model,
    pool: Option<String>,
    change: &Change,
) -> Result<Lead, Error> {
    if !row.status_type.is_live() || row.account_id.is_some() {
        return Err(Error::wrong_state("the lead is closed", "线索已关闭"));
    }
    if row.archived_at.is_some() {
        return Err(Error::wrong_state("the lead is archived", "该线索已归档"));
    }
    let Some(key) = pool else { return Err(Error::not_found("pool")) };
    let saved = pooled(tx, row, key, change).await?;
    hydrate_one(tx, saved).await
}

/// Puts a row that is held into a pool.
pub(super) async fn pooled(
    tx: &WorkspaceTx,
    before: Model,
    key: String,
    change: &Change,
) -> Result<Model, Error> {
    let previous_owner_id = before.owner_id;
    let mut after = Model { owner_id: None, owned_since: None, ..before.clone() };
    (after.waiting_since, after.waiting_reason) = (None, None);
    (after.protected_until, after.warned_at, after.escalated_at) = (None, None, None);
    (after.pool_key, after.pooled_at) = (Some(key.clone()), Some(tx.now()));
    let changes = changes(&before, &after);
    let saved = save(tx, after).await?;
    ownership::follow(tx, &[(saved.id, None)], change).await?;
    let (lead_id, reason) = (saved.id, change.end.to_string());
    let event = DomainEvent::LeadPooled { lead_id, pool_key: key, reason, previous_owner_id };
    tx.record_change(event, changes).await?;
    Ok(saved)
}
