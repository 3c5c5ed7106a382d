//! What becomes of a job after a run: done, again later, or a dead letter.

use crate::{
    entity::job::{self, Column, Entity},
    worker::Worker,
};
use chrono::{DateTime, TimeDelta, Utc};
use kernel::{Error, SystemTx, ids::JobId};
use sea_orm::{ColumnTrait, Condition, QueryFilter, sea_query::Expr};
use std::time::Duration;

const FIRST_BACKOFF: f64 = 5.0;
const LONGEST_BACKOFF: f64 = 6.0 * 3600.0;

impl Worker {
    pub(crate) async fn settle(
        &self,
        job: &job::Model,
        outcome: Result<(), Error>,
        retry_at: Option<DateTime<Utc>>,
    ) -> Result<(), Error> {
        match (outcome, retry_at) {
            (Ok(()), None) => self.finish(job).await,
            (Ok(()), Some(at)) => self.postpone(job, at).await,
            (Err(err), at) => self.fail(job, &err, at).await,
        }
    }

    async fn finish(&self, job: &job::Model) -> Result<(), Error> {
        let tx = SystemTx::write(&self.db).await?;
        tx.delete::<Entity>().filter(self.mine(job.id)).exec(&tx.db).await?;
        tx.commit().await?;
        count(job, "done");
        Ok(())
    }

    /// Back into the queue, as if it had not been tried.
    async fn postpone(&self, job: &job::Model, run_at: DateTime<Utc>) -> Result<(), Error> {
        let tx = SystemTx::write(&self.db).await?;
        tx.update::<Entity>()
            .col_expr(Column::State, Expr::value("queued"))
            .col_expr(Column::RunAt, Expr::value(run_at))
            .col_expr(Column::Attempts, Expr::value(job.attempts))
            .col_expr(Column::LeasedUntil, Expr::value(None::<DateTime<Utc>>))
            .col_expr(Column::UpdatedAt, Expr::value(self.db.clock.now()))
            .filter(self.mine(job.id))
            .exec(&tx.db)
            .await?;
        tx.commit().await?;
        count(job, "postponed");
        Ok(())
    }

    async fn fail(
        &self,
        job: &job::Model,
        err: &Error,
        retry_at: Option<DateTime<Utc>>,
    ) -> Result<(), Error> {
        let attempts = job.attempts + 1;
        let dead = attempts >= job.max_attempts;
        let now = self.db.clock.now();
        let usual = now + backoff(attempts, self.db.random.fraction());
        let run_at = retry_at.unwrap_or(usual);
        if dead {
            tracing::error!(job.id = %job.id, job.kind = job.kind, error = %err, "a job failed for good");
        } else {
            tracing::warn!(job.id = %job.id, job.kind = job.kind, attempts, error = %err, "a job failed, will try again");
        }
        let tx = SystemTx::write(&self.db).await?;
        tx.update::<Entity>()
            .col_expr(Column::State, Expr::value(if dead { "dead" } else { "queued" }))
            .col_expr(Column::RunAt, Expr::value(run_at))
            .col_expr(Column::LeasedUntil, Expr::value(None::<DateTime<Utc>>))
            .col_expr(
                Column::LastError,
                Expr::value(err.to_string().chars().take(2000).collect::<String>()),
            )
            .col_expr(Column::UpdatedAt, Expr::value(now))
            .filter(self.mine(job.id))
            .exec(&tx.db)
            .await?;
        tx.commit().await?;
        count(job, if dead { "dead" } else { "failed" });
        Ok(())
    }

    /// The job, if this worker still holds its lease.
    pub(crate) fn mine(&self, id: JobId) -> Condition {
        Condition::all()
            .add(Column::Id.eq(id))
            .add(Column::LeasedBy.eq(self.id))
            .add(Column::State.eq("running"))
    }
}

fn count(job: &job::Model, outcome: &'static str) {
    metrics::counter!("perennial_jobs_total", "kind" => job.kind.clone(), "outcome" => outcome)
        .increment(1);
}

/// 5 s × 2ⁿ⁻¹, at most 6 h, spread by ±20 % so that what failed together is not tried together.
fn backoff(attempts: i32, fraction: f64) -> TimeDelta {
    let seconds =
        (FIRST_BACKOFF * 2_f64.powi(attempts - 1)).min(LONGEST_BACKOFF) * (0.8 + 0.4 * fraction);
    TimeDelta::from_std(Duration::from_secs_f64(seconds)).unwrap_or(TimeDelta::hours(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_from_five_seconds_up_to_six_hours() {
        let waits: Vec<_> = [1, 2, 3, 9, 40].map(|n| backoff(n, 0.5).num_seconds()).to_vec();
        assert_eq!(waits, [5, 10, 20, 1280, 21_600]);
        assert!(backoff(1, 0.0) < backoff(1, 0.99));
    }
}
