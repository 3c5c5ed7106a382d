use super::{
    input::{PoolRule, PoolRules, StoredPools},
    protection,
};
use crate::{
    condition::LeadFields,
    entity::lead::{Column, Entity},
    ownership::claims_since,
    routing::Desk,
    ruleset::{self, Current},
};
use customers::{owner, settings};
use jobs::{Enqueue as _, JobSpec, Perform, Run, When};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{LeadId, MemberId},
};
use sea_orm::{
    ColumnTrait, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The rules of the public pools that hold.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CurrentPools {
    /// 0 before anybody has published any.
    pub version: i64,
    /// A lead belongs to the first one whose condition holds.
    pub pools: Vec<PoolRule>,
}

/// A public pool, as whoever may take leads from it sees it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadPool {
    #[schema(max_length = 60)]
    pub key: String,
    #[schema(max_length = 120)]
    pub name: String,
    /// How many leads are in it.
    pub leads: u64,
    /// For so many hours a new lead can not be claimed.
    pub hold_hours: i32,
    /// For so many days the last owner can not claim the lead again.
    pub cooldown_days: i32,
    /// What the caller may still take; null for a program, which takes none.
    pub limits: Option<PoolLimits>,
}

/// What a member may still take from a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PoolLimits {
    /// Leads that one may claim a day; null without a limit.
    pub daily_claims: Option<i32>,
    /// Claimed today, as the workspace counts days, whatever became of the leads.
    pub claimed_today: u64,
    /// Null for any number.
    pub claims_left: Option<u64>,
    /// Leads that one may hold at a time; null without a limit.
    pub max_held: Option<i32>,
    /// Leads that they own and that are neither won nor lost.
    pub held: u64,
    /// Null for any number.
    pub room_left: Option<u64>,
}

impl From<Current<StoredPools>> for CurrentPools {
    fn from(current: Current<StoredPools>) -> Self {
        Self { version: current.version, pools: current.rules.pools }
    }
}

/// The rules that hold, or those of a version.
pub async fn get(tx: &WorkspaceTx, version: Option<i64>) -> Result<CurrentPools, Error> {
    Ok(ruleset::get::<StoredPools>(tx, version).await?.into())
}

/// Publishes rules, against the version that was seen. A pool in which there are leads stays.
pub async fn publish(tx: &WorkspaceTx, rules: PoolRules) -> Result<CurrentPools, Error> {
    tx.require(Grant::LeadsConfigure)?;
    check(tx, &rules).await?;
    let before = ruleset::current::<StoredPools>(tx).await?;
    for pool in &before.rules.pools {
        let is_gone = !rules.pools.iter().any(|kept| kept.key == pool.key);
        if is_gone && size(tx, &pool.key).await? > 0 {
            return Err(Error::wrong_state(
                "there are leads in a pool that would be gone",
                "要删除的公海中还有线索",
            )
            .with("pool_key", pool.key.clone()));
        }
    }
    let published = ruleset::publish(tx, before.rules.followed_by(rules, tx.now())).await?;
    tx.enqueue(&ProtectLeads { version: published.version }, When::Now).await?;
    Ok(published.into())
}

async fn check(tx: &WorkspaceTx, rules: &PoolRules) -> Result<(), Error> {
    let mut findings = Findings::of(rules);
    let fields = LeadFields::read(tx).await?;
    let today = settings::of_workspace(tx).await?.today(tx);
    for (place, pool) in rules.pools.iter().enumerate() {
        let at = |field: &str| format!("/pools/{place}/{field}");
        findings.extend(fields.flaws(&pool.condition, &at("condition"), today));
        findings.extend(owner::check(tx, &at("manager_id"), pool.manager_id).await?);
        if rules.pools[..place].iter().any(|other| other.key == pool.key) {
            findings.add(FieldError::new(at("key"), "duplicate"));
        }
        if pool.name.trim().is_empty() {
            findings.add(FieldError::new(at("name"), "required"));
        }
        let ends = [("max_days", pool.max_days), ("warn_days", pool.warn_days)];
        let ends = ends.into_iter().chain([("escalate_days", pool.escalate_days)]);
        for (field, days) in ends {
            if days.is_some() && pool.protection_days.is_none() {
                findings.add(FieldError::new(at("protection_days"), "required"));
            }
            let period = pool.protection_days.unwrap_or(i32::MAX);
            if field != "max_days" && days.is_some_and(|days| days >= period) {
                findings.add(FieldError::new(at(field), "too_large").with("max", period - 1));
            }
        }
        if pool.escalate_days.is_some() && pool.manager_id.is_none() {
            findings.add(FieldError::new(at("manager_id"), "required"));
        }
    }
    findings.finish()
}

/// All pools, with what the caller may still take from each.
pub async fn pools(tx: &WorkspaceTx) -> Result<Vec<LeadPool>, Error> {
    tx.require(Grant::LeadsRead)?;
    let rules = ruleset::current::<StoredPools>(tx).await?.rules;
    let mut pools = Vec::with_capacity(rules.pools.len());
    for pool in rules.pools {
        let limits = match tx.caller.member() {
            Some(me) => Some(limits_of(tx, &pool, me).await?),
            None => None,
        };
        pools.push(LeadPool {
            leads: size(tx, &pool.key).await?,
            key: pool.key,
            name: pool.name,
            hold_hours: pool.hold_hours,
            cooldown_days: pool.cooldown_days,
            limits,
        });
    }
    Ok(pools)
}

async fn size(tx: &WorkspaceTx, key: &str) -> Result<u64, Error> {
    let leads = tx.find::<Entity>().filter(Column::PoolKey.eq(key));
    Ok(leads.filter(Column::ArchivedAt.is_null()).count(&tx.db).await?)
}

pub(super) async fn limits_of(
    tx: &WorkspaceTx,
    pool: &PoolRule,
    member: MemberId,
) -> Result<PoolLimits, Error> {
    let settings = settings::of_workspace(tx).await?;
    let midnight = settings.zone.start_of(settings.today(tx));
    let claimed_today = claims_since(tx, member, &pool.key, midnight).await?;
    let held = tx.find::<Entity>().filter(Column::OwnerId.eq(member));
    let held = held.filter(Column::ArchivedAt.is_null()).filter(Column::ClosedAt.is_null());
    let held = held.count(&tx.db).await?;
    let left = |most: Option<i32>, had: u64| {
        most.map(|most| u64::try_from(most).unwrap_or(0).saturating_sub(had))
    };
    Ok(PoolLimits {
        daily_claims: pool.daily_claims,
        claimed_today,
        claims_left: left(pool.daily_claims, claimed_today),
        max_held: pool.max_held,
        held,
        room_left: left(pool.max_held, held),
    })
}

/// Tells all owned leads anew until when they are protected, after the rules have changed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct ProtectLeads {
    pub version: i64,
}

impl JobSpec for ProtectLeads {
    const KIND: &'static str = "leads.protect";
}

/// Performs [`ProtectLeads`].
pub struct Protector;

const AT_ONCE: u64 = 500;

#[async_trait::async_trait]
impl Perform for Protector {
    type Job = ProtectLeads;

    async fn perform(&self, job: ProtectLeads, run: &Run) -> Result<(), Error> {
        let mut after: Option<LeadId> = None;
        loop {
            let tx = run.write().await?;
            let desk = Desk::read(&tx).await?;
            if desk.pools.version != job.version {
                // A later version has a job of its own.
                return Ok(());
            }
            let owned = tx.find::<Entity>().filter(Column::OwnerId.is_not_null());
            let owned =
                owned.filter(Column::ArchivedAt.is_null()).filter(Column::ClosedAt.is_null());
            let rest = after.map_or(Column::Id.is_not_null(), |id| Column::Id.gt(id));
            let rows = owned.filter(rest).order_by_asc(Column::Id).limit(AT_ONCE);
            let rows = rows.lock_exclusive().all(&tx.db).await?;
            for row in &rows {
                let until = protection(&desk, row);
                if until == row.protected_until {
                    continue;
                }
                tx.update::<Entity>()
                    .col_expr(Column::ProtectedUntil, Expr::value(until))
                    .col_expr(Column::WarnedAt, Expr::value(None::<chrono::DateTime<chrono::Utc>>))
                    .col_expr(
                        Column::EscalatedAt,
                        Expr::value(None::<chrono::DateTime<chrono::Utc>>),
                    )
                    .filter(Column::Id.eq(row.id))
                    .exec(&tx.db)
                    .await?;
            }
            after = rows.last().map(|row| row.id);
            let is_last = (rows.len() as u64) < AT_ONCE;
            tx.commit().await?;
            if is_last {
                return Ok(());
            }
        }
    }
}
