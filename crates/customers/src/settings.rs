use chrono::NaiveDate;
use identity::{entity::workspace, workspace::MrrWhilePaused};
use kernel::{
    Backend, Error, WorkspaceTx, locale::Locale, money::Currency, phone::Region, zone::Zone,
};

/// What a workspace decided once and every object in it follows.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub zone: Zone,
    /// The first day of its weeks, 1 (Monday) to 7.
    pub week_start: i32,
    pub currency: Currency,
    /// Whose phone numbers are written without a country code.
    pub region: Region,
    pub mrr_while_paused: MrrWhilePaused,
}

impl Settings {
    /// The calendar day it is in the workspace.
    pub fn today(&self, tx: &WorkspaceTx) -> NaiveDate {
        self.zone.day_of(tx.now())
    }
}

pub async fn of_workspace(tx: &WorkspaceTx) -> Result<Settings, Error> {
    let row = tx.find::<workspace::Entity>().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("workspace"))?;
    Ok(Settings {
        zone: row.time_zone.parse().map_err(Error::internal)?,
        week_start: row.week_start,
        currency: row.currency.parse().map_err(Error::internal)?,
        region: row.default_region.parse().map_err(Error::internal)?,
        mrr_while_paused: row.mrr_while_paused,
    })
}

/// The language of what the workspace says to its members by itself.
pub async fn locale(tx: &WorkspaceTx) -> Result<Locale, Error> {
    let row = tx.find::<workspace::Entity>().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("workspace"))?;
    row.locale.parse().map_err(Error::internal)
}

/// What a sum of whole numbers must be cast to, so that it comes back as one: PostgreSQL makes NUMERIC of it.
pub(crate) const fn whole_number(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => "INTEGER",
        Backend::Postgres => "BIGINT",
    }
}
