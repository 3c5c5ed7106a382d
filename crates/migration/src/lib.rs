//! The schema, as hand-written steps: the authority on what tables there are. History must keep compiling, so
//! nothing here knows our other crates. A step is never edited once it was released; the next one changes it.
//!
//! Each change is expand/contract: the version before must keep running on the new schema during a release.

mod m20261121_000001_workspace;
mod m20261121_000002_jobs;
mod m20261121_000003_identity;
mod m20261121_000004_webhooks;
mod m20261121_000005_exchange;
mod m20261121_000006_customers;
mod m20261121_000007_activity;
mod m20261121_000008_leads;
mod m20261121_000009_segments;
mod m20261121_000010_insights;
mod m20261123_000011_lead_score;
mod m20261123_000012_lead_routing;
mod m20261123_000013_lead_money;
mod m20261123_000014_selling;
mod m20261123_000015_referral;
mod m20261123_000016_capture;
mod m20261124_000017_quotes;
mod months;
mod table;

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, TransactionTrait},
};

/// Any number that only we use: nodes that start together migrate one after the other.
const MIGRATION_LOCK: i64 = 0x7065_7265_6e6e;

pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_workspace::Migration),
            Box::new(m20261121_000002_jobs::Migration),
            Box::new(m20261121_000003_identity::Migration),
            Box::new(m20261121_000004_webhooks::Migration),
            Box::new(m20261121_000005_exchange::Migration),
            Box::new(m20261121_000006_customers::Migration),
            Box::new(m20261121_000007_activity::Migration),
            Box::new(m20261121_000008_leads::Migration),
            Box::new(m20261121_000009_segments::Migration),
            Box::new(m20261121_000010_insights::Migration),
            Box::new(m20261123_000011_lead_score::Migration),
            Box::new(m20261123_000012_lead_routing::Migration),
            Box::new(m20261123_000014_selling::Migration),
            Box::new(m20261123_000013_lead_money::Migration),
            Box::new(m20261123_000015_referral::Migration),
            Box::new(m20261123_000016_capture::Migration),
            Box::new(m20261124_000017_quotes::Migration),
        ]
    }
}

/// Brings the schema to this version. Safe to call from several nodes at once.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Migrator::up(db, None).await;
    }
    // The lock lives as long as its transaction, which outlives the migrations running on another connection.
    let lock = db.begin().await?;
    lock.execute_unprepared(&format!("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
    let migrated = Migrator::up(db, None).await;
    lock.commit().await?;
    migrated
}
