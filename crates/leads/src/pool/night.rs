//! Each night of a workspace: owners are warned, managers told, and leads whose protection is over go back to their pool.
//!
//! What is due is what was due at two o'clock of that day, whenever the job runs; running it again finds nothing to do.

use super::{
    claim::pooled,
    input::PoolRule,
    protection,
    rules::{Phase, phase},
};
use crate::{
    entity::lead::{Column, Entity, Model},
    ownership::Change,
    routing::Desk,
    words::{OwnershipEnd, RulesKind},
};
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use customers::{
    settings,
    task::{self, NewTask, TaskPriority},
};
use jobs::{DomainEvent, JobSpec, Perform, Record as _, Run, Subject, enqueue_all};
use kernel::{
    Error, SystemTx, WorkspaceTx,
    ids::{LeadId, MemberId, WorkspaceId},
    patch::Patch,
    zone::Zone,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde::{Deserialize, Serialize};

/// The hour of the workspace's night at which leads are taken back.
const HOUR: u32 = 2;
const AT_ONCE: u64 = 200;

/// Looks at the leads of one workspace.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Night {
    pub workspace_id: WorkspaceId,
}

impl JobSpec for Night {
    const KIND: &'static str = "leads.reclaim";

    fn unique_key(&self) -> Option<String> {
        Some(self.workspace_id.to_string())
    }
}

/// Looks at every workspace that has pools, each hour: nights begin at different times.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct EveryNight {}

impl JobSpec for EveryNight {
    const KIND: &'static str = "leads.reclaim_everywhere";
}

/// Performs [`EveryNight`].
pub struct NightEverywhere;

#[async_trait::async_trait]
impl Perform for NightEverywhere {
    type Job = EveryNight;

    async fn perform(&self, _: EveryNight, run: &Run) -> Result<(), Error> {
        use crate::entity::lead_rules as rules;
        let tx = SystemTx::write(&run.db).await?;
        let rows = tx.find::<rules::Entity>().filter(rules::Column::Kind.eq(RulesKind::Pool));
        let rows = rows.filter(rules::Column::Version.eq(1)).select_only();
        let rows = rows.column(rules::Column::WorkspaceId).into_tuple::<WorkspaceId>();
        let workspaces = rows.all(&tx.db).await?;
        let jobs = workspaces.into_iter().map(|id| (id, Night { workspace_id: id }));
        enqueue_all(&tx, &jobs.collect::<Vec<_>>()).await?;
        tx.commit().await
    }
}

/// Performs [`Night`].
pub struct Reclaimer;

#[async_trait::async_trait]
impl Perform for Reclaimer {
    type Job = Night;

    async fn perform(&self, _: Night, run: &Run) -> Result<(), Error> {
        let mut after = None;
        loop {
            let tx = run.write().await?;
            let found = batch(&tx, after).await?;
            tx.commit().await?;
            match found {
                Some(last) => after = Some(last),
                None => return Ok(()),
            }
        }
    }
}

/// The latest night that has come, as the workspace counts hours.
pub(super) fn latest_night(zone: Zone, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = zone.day_of(now);
    let at = |day: chrono::NaiveDate| {
        zone.instant(day.and_time(NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default()))
    };
    let this = at(today);
    if this <= now { this } else { at(today - Days::new(1)) }
}

/// The night that comes next.
pub(super) fn next_night(zone: Zone, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = zone.day_of(latest_night(zone, now));
    let time = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
    zone.instant((today + Days::new(1)).and_time(time))
}

/// Owned leads whose protection ends before an instant, the first ones first, after one.
pub(super) async fn ending_before(
    tx: &WorkspaceTx,
    until: DateTime<Utc>,
    after: Option<(DateTime<Utc>, LeadId)>,
    limit: u64,
    holds: bool,
) -> Result<Vec<Model>, Error> {
    use sea_orm::sea_query::ExprTrait as _;
    let rows = tx.find::<Entity>().filter(Column::ArchivedAt.is_null());
    let rows = rows.filter(Column::ProtectedUntil.lte(until));
    let rest = after.map_or(Column::Id.is_not_null(), |(at, id)| {
        let later = Column::ProtectedUntil.gt(at);
        later.or(Column::ProtectedUntil.eq(at).and(Column::Id.gt(id)))
    });
    let rows = rows.filter(rest).order_by_asc(Column::ProtectedUntil).order_by_asc(Column::Id);
    let rows = rows.limit(limit);
    let rows = if holds { rows.lock_exclusive() } else { rows };
    Ok(rows.all(&tx.db).await?)
}

async fn batch(
    tx: &WorkspaceTx,
    after: Option<(DateTime<Utc>, LeadId)>,
) -> Result<Option<(DateTime<Utc>, LeadId)>, Error> {
    let settings = settings::of_workspace(tx).await?;
    let night = latest_night(settings.zone, tx.now());
    let desk = Desk::read(tx).await?;
    let pools = desk.pools.rules.pools.iter();
    let ahead = pools.flat_map(|pool| [pool.warn_days, pool.escalate_days]).flatten().max();
    let furthest = night + TimeDelta::days(i64::from(ahead.unwrap_or(0)));
    let rows = ending_before(tx, furthest, after, AT_ONCE, true).await?;
    let last = rows.last().and_then(|row| Some((row.protected_until?, row.id)));
    let is_last = (rows.len() as u64) < AT_ONCE;
    for row in rows {
        look_at(tx, &desk, row, night).await?;
    }
    Ok(last.filter(|_| !is_last))
}

/// What the night does with a lead, decided anew from the rules: what is stored of the protection may be older.
async fn look_at(
    tx: &WorkspaceTx,
    desk: &Desk,
    lead: Model,
    night: DateTime<Utc>,
) -> Result<(), Error> {
    let Some(owner) = lead.owner_id else { return Ok(()) };
    let until = protection(desk, &lead);
    let (Some(until), Some(pool)) = (until, desk.pool_of(&lead)) else {
        return set(tx, lead.id, Column::ProtectedUntil, None).await;
    };
    if lead.protected_until != Some(until) {
        set(tx, lead.id, Column::ProtectedUntil, Some(until)).await?;
    }
    match phase(pool, until, night) {
        Phase::Over => {
            let change = Change::ending(OwnershipEnd::Reclaimed);
            pooled(tx, lead, pool.key.clone(), &change).await.map(drop)
        }
        Phase::Escalated if lead.escalated_at.is_none() => {
            escalate(tx, pool, &lead, owner, until).await
        }
        Phase::Warned if lead.warned_at.is_none() => warn(tx, &lead, owner, until).await,
        Phase::Protected | Phase::Escalated | Phase::Warned => Ok(()),
    }
}

async fn warn(
    tx: &WorkspaceTx,
    lead: &Model,
    owner_id: MemberId,
    protected_until: DateTime<Utc>,
) -> Result<(), Error> {
    set(tx, lead.id, Column::WarnedAt, Some(tx.now())).await?;
    remind(tx, lead, owner_id, protected_until).await?;
    let lead_id = lead.id;
    tx.record(DomainEvent::LeadProtectionWarned { lead_id, owner_id, protected_until }).await
}

async fn escalate(
    tx: &WorkspaceTx,
    pool: &PoolRule,
    lead: &Model,
    owner_id: MemberId,
    protected_until: DateTime<Utc>,
) -> Result<(), Error> {
    set(tx, lead.id, Column::EscalatedAt, Some(tx.now())).await?;
    if let Some(manager) = pool.manager_id {
        remind(tx, lead, manager, protected_until).await?;
    }
    let lead_id = lead.id;
    tx.record(DomainEvent::LeadProtectionEscalated { lead_id, owner_id, protected_until }).await
}

/// A task, which is seen in lists and on the lead. One for somebody who has left is nobody's.
async fn remind(
    tx: &WorkspaceTx,
    lead: &Model,
    member: MemberId,
    due_at: DateTime<Utc>,
) -> Result<(), Error> {
    let called = lead.name.as_ref().or(lead.company.as_ref()).cloned().unwrap_or_default();
    let called: String = called.chars().take(100).collect();
    let chinese = format!("跟进线索{called}，否则将被收回公海");
    let english = format!("Follow up {called} before it goes back to the public pool");
    let locale = settings::locale(tx).await?;
    let owner_id = match customers::owner::check(tx, "", Some(member)).await? {
        None => Patch::Value(member),
        Some(_) => Patch::Null,
    };
    let task = NewTask {
        title: locale.pick(chinese, english),
        description: None,
        subject_id: Subject::from(lead.id),
        owner_id,
        due_at: Some(due_at),
        priority: Some(TaskPriority::High),
    };
    task::create(tx, task).await.map(drop)
}

/// Nobody has edited the lead: its version stays.
async fn set(
    tx: &WorkspaceTx,
    id: LeadId,
    column: Column,
    value: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    tx.update::<Entity>()
        .col_expr(column, Expr::value(value))
        .filter(Column::Id.eq(id))
        .exec(&tx.db)
        .await?;
    Ok(())
}
