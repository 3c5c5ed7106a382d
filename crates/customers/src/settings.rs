use chrono::NaiveDate;
use kernel::{Backend, Error, WorkspaceTx, money::Currency, phone::Region, zone::Zone};
use sea_orm::{
    ConnectionTrait as _, ExprTrait as _,
    sea_query::{Expr, Query},
};

/// What a workspace decided once and every object in it follows.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub zone: Zone,
    pub currency: Currency,
    /// Whose phone numbers are written without a country code.
    pub region: Region,
}

impl Settings {
    /// The calendar day it is in the workspace.
    pub fn today(&self, tx: &WorkspaceTx) -> NaiveDate {
        self.zone.day_of(tx.now())
    }
}

pub async fn of_workspace(tx: &WorkspaceTx) -> Result<Settings, Error> {
    let select = Query::select()
        .columns(["time_zone", "currency", "default_region"])
        .from("workspace")
        .and_where(Expr::col("id").eq(tx.workspace().uuid()))
        .to_owned();
    let row = tx.db.query_one(&select).await?.ok_or_else(|| Error::not_found("workspace"))?;
    let text = |column: &str| row.try_get::<String>("", column);
    Ok(Settings {
        zone: text("time_zone")?.parse().map_err(Error::internal)?,
        currency: text("currency")?.parse().map_err(Error::internal)?,
        region: text("default_region")?.parse().map_err(Error::internal)?,
    })
}

/// What a sum of whole numbers must be cast to, so that it comes back as one: PostgreSQL makes NUMERIC of it.
pub const fn whole_number(backend: Backend) -> &'static str {
    match backend {
        Backend::Sqlite => "INTEGER",
        Backend::Postgres => "BIGINT",
    }
}
