//! Events by the month: on PostgreSQL each month of events (UTC) is a partition of its own, see the migration. Months are
//! made ahead by a job, and by whoever stores an event in one that isn't there yet: one that comes late, or from a
//! history that is brought along. On SQLite there is nothing to make.

use chrono::{DateTime, Datelike, Months, NaiveDate};
use jobs::{JobSpec, Perform, Registry, Run, Schedule};
use kernel::{Backend, Db, Error, SystemTx};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Statement};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Months after this one: a worker may be down for weeks.
const AHEAD: u32 = 2;

/// Makes the months that these times, in milliseconds since 1970, fall in. They stay until the transaction ends.
pub(crate) async fn make(
    db: &DatabaseTransaction,
    times: impl Iterator<Item = i64>,
) -> Result<(), Error> {
    let mut months = BTreeSet::new();
    let mut last = None;
    for time in times {
        let month = month_of(time)?;
        if last != Some(month) {
            months.insert(month);
            last = Some(month);
        }
    }
    let list: Vec<_> = months.iter().map(ToString::to_string).collect();
    let sql = "SELECT make_event_months($1::text::date[])";
    let values = [format!("{{{}}}", list.join(",")).into()];
    db.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
    Ok(())
}

/// The first day of the month.
fn month_of(millis: i64) -> Result<NaiveDate, Error> {
    DateTime::from_timestamp_millis(millis)
        .and_then(|time| time.date_naive().with_day(1))
        .ok_or_else(|| Error::internal("an event has no time that a calendar knows"))
}

#[derive(Serialize, Deserialize)]
pub struct MakeMonths {}

impl JobSpec for MakeMonths {
    const KIND: &'static str = "activity.make_months";

    fn unique_key(&self) -> Option<String> {
        Some("make_months".to_owned())
    }
}

/// Makes months ahead, every night.
pub fn register(registry: Registry) -> Result<Registry, Error> {
    let nightly = Schedule::new(MakeMonths::KIND, "23 18 * * *", MakeMonths {})?;
    Ok(registry.perform(MakeAhead).schedule(nightly))
}

struct MakeAhead;

#[async_trait::async_trait]
impl Perform for MakeAhead {
    type Job = MakeMonths;

    async fn perform(&self, _: MakeMonths, run: &Run) -> Result<(), Error> {
        make_ahead(&run.db).await
    }
}

/// Makes this month and the next ones.
pub async fn make_ahead(db: &Db) -> Result<(), Error> {
    if db.backend == Backend::Sqlite {
        return Ok(());
    }
    let tx = SystemTx::write(db).await?;
    let months = (0..=AHEAD).map_while(|ahead| tx.now().checked_add_months(Months::new(ahead)));
    make(&tx.db, months.map(|month| month.timestamp_millis())).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::month_of;

    #[test]
    fn a_month_begins_at_midnight_in_utc() {
        let month = |time: &str| {
            let time: chrono::DateTime<chrono::Utc> = time.parse().unwrap();
            month_of(time.timestamp_millis()).unwrap().to_string()
        };
        assert_eq!(month("2026-02-28T23:59:59.999Z"), "2026-02-01");
        assert_eq!(month("2026-03-01T00:00:00Z"), "2026-03-01");
        assert_eq!(month("1969-12-31T23:59:59.999Z"), "1969-12-01");
        assert!(month_of(i64::MAX).is_err());
    }
}
