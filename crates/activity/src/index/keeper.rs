//! Keeps the index of every workspace fresh while a worker runs. Questions are exact without it, since they read the log;
//! it keeps the log short, so that they stay fast.

use super::refresh::settle;
use kernel::{Db, Error, SystemLook, ids::WorkspaceId};
use sea_orm::{ConnectionTrait, Statement};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(1);
/// A log is carried over when it has as many batches, or when its oldest batch is as old.
const BATCHES: i64 = 10;
const OLDEST_MILLIS: i64 = 5000;

/// Runs until the task is dropped.
pub async fn keep_fresh(db: Db) {
    loop {
        tokio::time::sleep(EVERY).await;
        if let Err(error) = refresh_due(&db).await {
            tracing::warn!(error = %error, "the index of events could not be refreshed, will try again");
        }
    }
}

/// Refreshes the workspaces whose log has grown or waited.
pub async fn refresh_due(db: &Db) -> Result<(), Error> {
    for workspace in due(db).await? {
        if let Err(error) = settle(db, workspace).await {
            tracing::warn!(workspace = %workspace, error = %error, "an index of events could not be refreshed");
        }
    }
    Ok(())
}

async fn due(db: &Db) -> Result<Vec<WorkspaceId>, Error> {
    let look = SystemLook::at(db);
    let sql = "SELECT workspace_id FROM event_log GROUP BY workspace_id \
               HAVING COUNT(*) >= $1 OR MIN(received_at) <= $2";
    let waited = look.now().timestamp_millis() - OLDEST_MILLIS;
    let statement =
        Statement::from_sql_and_values(db.backend.into(), sql, [BATCHES.into(), waited.into()]);
    let rows = look.db.query_all_raw(statement).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index::<uuid::Uuid>(0)?.into())).collect()
}
