//! Taking due jobs: under a lease, and never more of one group than it allows, so that a slow receiver of
//! webhooks with a thousand waiting messages leaves the lane to the others.

use crate::{
    entity::job::{self, Column, Entity},
    queue::Lane,
    worker::{LEASE, Worker},
};
use chrono::{DateTime, Utc};
use kernel::{Backend, Error, SystemTx};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait as _, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType, Query, SelectStatement},
};
use std::collections::HashMap;
use uuid::Uuid;

impl Worker {
    /// Takes up to `limit` due jobs of a lane under a lease.
    pub(crate) async fn claim(&self, lane: Lane, limit: usize) -> Result<Vec<job::Model>, Error> {
        let now = self.db.clock.now();
        // Asked first on a reader, so that an idle worker takes no write lock.
        let read = SystemTx::read(&self.db).await?;
        if !is_any_due(&read, lane, now).await? {
            return Ok(Vec::new());
        }
        drop(read);

        let tx = SystemTx::write(&self.db).await?;
        let mut jobs = take(&tx, abandoned(lane, now), limit).await?;
        jobs.extend(take(&tx, waiting(lane, now), limit - jobs.len()).await?);
        let jobs = within_groups(&tx, jobs, lane, now).await?;
        tx.update::<Entity>()
            .col_expr(Column::State, Expr::value("running"))
            .col_expr(Column::LeasedUntil, Expr::value(now + LEASE))
            .col_expr(Column::LeasedBy, Expr::value(self.id))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(now))
            .filter(Column::Id.is_in(jobs.iter().map(|job| job.id)))
            .exec(&tx.db)
            .await?;
        tx.commit().await?;
        Ok(jobs)
    }
}

async fn is_any_due(tx: &SystemTx, lane: Lane, now: DateTime<Utc>) -> Result<bool, Error> {
    for due in [waiting(lane, now), abandoned(lane, now)] {
        let first = tx.find::<Entity>().select_only().column(Column::Id).filter(due).limit(1);
        if first.into_tuple::<Uuid>().one(&tx.db).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn take(tx: &SystemTx, due: Condition, limit: usize) -> Result<Vec<job::Model>, Error> {
    if limit == 0 {
        return Ok(Vec::new());
    }
    let due = tx.find::<Entity>().filter(due).order_by_asc(Column::RunAt);
    let mut select = due.limit(limit as u64);
    if tx.backend() == Backend::Postgres {
        select = select.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    Ok(select.all(&tx.db).await?)
}

/// Jobs whose time has come. Asked apart from the abandoned ones, so that the index gives them in their order and
/// passes over those of full groups without reading them.
fn waiting(lane: Lane, now: DateTime<Utc>) -> Condition {
    let free = Condition::any()
        .add(Column::GroupKey.is_null())
        .add(Column::GroupKey.not_in_subquery(full_groups(lane, now)));
    Condition::all()
        .add(Column::Lane.eq(lane.as_str()))
        .add(Column::State.eq("queued"))
        .add(Column::RunAt.lte(now))
        .add(free)
}

/// Jobs of a worker that has died: their lease has ended.
fn abandoned(lane: Lane, now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Lane.eq(lane.as_str()))
        .add(Column::State.eq("running"))
        .add(Column::LeasedUntil.lte(now))
}

/// The groups of the lane of which as many jobs run as may.
fn full_groups(lane: Lane, now: DateTime<Utc>) -> SelectStatement {
    let mut groups = Query::select();
    groups
        .column(Column::GroupKey)
        .from(Entity)
        .cond_where(running_in_groups(lane, now))
        .group_by_col(Column::GroupKey)
        .and_having(Expr::cust("count(*) >= max(group_concurrency)"));
    groups
}

fn running_in_groups(lane: Lane, now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Lane.eq(lane.as_str()))
        .add(Column::State.eq("running"))
        .add(Column::LeasedUntil.gt(now))
        .add(Column::GroupKey.is_not_null())
}

/// Leaves out what goes beyond the limit of a group. Two nodes that claim at the same moment may exceed it by
/// what one of them takes.
async fn within_groups(
    tx: &SystemTx,
    jobs: Vec<job::Model>,
    lane: Lane,
    now: DateTime<Utc>,
) -> Result<Vec<job::Model>, Error> {
    if jobs.iter().all(|job| job.group_key.is_none()) {
        return Ok(jobs);
    }
    let counted = tx
        .find::<Entity>()
        .select_only()
        .column(Column::GroupKey)
        .column_as(Expr::cust("count(*)"), "running")
        .filter(running_in_groups(lane, now))
        .group_by(Column::GroupKey)
        .into_tuple::<(String, i64)>()
        .all(&tx.db)
        .await?;
    let mut running: HashMap<_, _> = counted.into_iter().collect();
    let mut fits = |job: &job::Model| {
        let Some(group) = &job.group_key else { return true };
        let running = running.entry(group.clone()).or_default();
        *running += 1;
        *running <= i64::from(job.group_concurrency)
    };
    Ok(jobs.into_iter().filter(|job| fits(job)).collect())
}
