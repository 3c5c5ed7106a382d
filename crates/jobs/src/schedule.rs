use crate::{
    entity::schedule::{self, Column, Entity},
    queue::{self, JobSpec},
};
use chrono::{DateTime, Utc};
use croner::Cron;
use kernel::{Db, Error, SystemTx, ids::JobId};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, OnConflict},
};

type MakeRow = Box<
    dyn Fn(JobId, DateTime<Utc>) -> Result<crate::entity::job::ActiveModel, Error> + Send + Sync,
>;

/// A job that recurs, for the installation as a whole.
pub struct Schedule {
    name: &'static str,
    cron: Cron,
    make_row: MakeRow,
}

impl Schedule {
    /// `cron` in UTC, five fields: minute, hour, day, month, weekday.
    pub fn new<J: JobSpec>(name: &'static str, cron: &str, job: J) -> Result<Self, Error> {
        let cron = cron.parse().map_err(Error::internal)?;
        let make_row = Box::new(move |id, now| queue::new_row(id, &job, now, now));
        Ok(Self { name, cron, make_row })
    }

    fn next_after(&self, now: DateTime<Utc>) -> Result<DateTime<Utc>, Error> {
        self.cron.find_next_occurrence(&now, false).map_err(Error::internal)
    }

    /// Enqueues the job if it is due. Of several nodes exactly one does: the one whose update moves the date.
    pub(crate) async fn run_if_due(&self, db: &Db) -> Result<(), Error> {
        let now = db.clock.now();
        let read = SystemTx::read(db).await?;
        let known = read.find::<Entity>().filter(Column::Name.eq(self.name)).one(&read.db).await?;
        drop(read);
        if known.as_ref().is_some_and(|row| row.next_run_at > now) {
            return Ok(());
        }
        let tx = SystemTx::write(db).await?;
        let next = self.next_after(now)?;
        if let Some(row) = known {
            let moved = tx
                .update::<Entity>()
                .col_expr(Column::NextRunAt, Expr::value(next))
                .filter(Column::Name.eq(self.name))
                .filter(Column::NextRunAt.eq(row.next_run_at))
                .exec(&tx.db)
                .await?;
            if moved.rows_affected == 1 {
                queue::insert((self.make_row)(tx.new_id(), now)?, &tx.db).await?;
                tx.leave_work();
            }
        } else {
            // First sight of this schedule: another node that was quicker is no error.
            let row =
                schedule::ActiveModel { name: Set(self.name.to_owned()), next_run_at: Set(next) };
            let nothing = OnConflict::new().do_nothing().to_owned();
            Entity::insert(row)
                .on_conflict(nothing)
                .try_insert()
                .exec_without_returning(&tx.db)
                .await?;
        }
        tx.commit().await
    }
}
