//! How far the index of a workspace has come.

use super::calendar::Calendar;
use crate::sql;
use customers::settings;
use kernel::{Backend, Error, WorkspaceTx};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Which edition of the segments counts; a rebuild makes the next one beside it.
    pub generation: i32,
    /// Raised by every refresh; a segment carries the one that wrote it.
    pub revision: i64,
    /// The last event that the segments have.
    pub watermark: i64,
    /// How the segments cut time.
    pub calendar: Calendar,
}

impl State {
    /// What the segments say; nothing before the first refresh.
    pub async fn read(tx: &WorkspaceTx) -> Result<Option<Self>, Error> {
        Self::select(tx, "").await
    }

    /// The same, kept from others until the commit. Made if it isn't there.
    pub async fn lock(tx: &WorkspaceTx) -> Result<Self, Error> {
        let calendar = calendar_of(tx).await?;
        let sql = "INSERT INTO event_index (workspace_id, generation, revision, watermark, time_zone, week_start) \
                   VALUES ($1, 1, 0, 0, $2, $3) ON CONFLICT DO NOTHING";
        let values = [calendar.zone.name().into(), calendar.week_start().into()];
        sql::execute(tx, sql, values).await?;
        let lock = if tx.backend() == Backend::Postgres { " FOR UPDATE" } else { "" };
        Self::select(tx, lock)
            .await?
            .ok_or_else(|| Error::internal("the state of the index was just made"))
    }

    async fn select(tx: &WorkspaceTx, lock: &str) -> Result<Option<Self>, Error> {
        let sql = format!(
            "SELECT generation, revision, watermark, time_zone, week_start FROM event_index \
             WHERE workspace_id = $1{lock}"
        );
        let rows = sql::query(tx, &sql, []).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let zone: String = row.try_get_by_index(3)?;
        let zone = zone.parse().map_err(Error::internal)?;
        Ok(Some(Self {
            generation: row.try_get_by_index(0)?,
            revision: row.try_get_by_index(1)?,
            watermark: row.try_get_by_index(2)?,
            calendar: Calendar::new(zone, row.try_get_by_index(4)?),
        }))
    }

    pub async fn store(self, tx: &WorkspaceTx) -> Result<(), Error> {
        let sql = "UPDATE event_index SET generation = $2, revision = $3, watermark = $4, time_zone = $5, \
                   week_start = $6 WHERE workspace_id = $1";
        let values = [
            self.generation.into(),
            self.revision.into(),
            self.watermark.into(),
            self.calendar.zone.name().into(),
            self.calendar.week_start().into(),
        ];
        sql::execute(tx, sql, values).await?;
        Ok(())
    }
}

/// How the workspace cuts time today.
pub async fn calendar_of(tx: &WorkspaceTx) -> Result<Calendar, Error> {
    let settings = settings::of_workspace(tx).await?;
    Ok(Calendar::new(settings.zone, settings.week_start))
}
