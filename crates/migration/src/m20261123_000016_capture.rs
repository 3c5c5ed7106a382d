//! Capture: the browsers that leads are known under.

use crate::table::{create_index, create_unique, create_workspace_table, drop_tables, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, string, timestamp_with_time_zone, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_lead_visitor(manager).await?;
        create_lead_visit_progress(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["lead_visit_progress", "lead_visitor"]).await
    }
}

async fn create_lead_visitor(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_visitor", |table| {
        table
            .col(uuid("lead_id"))
            // The lead that it was told of: merging moves the row, and this stays.
            .col(uuid("told_of_id"))
            .col(string("anonymous_id"))
            .col(timestamp_with_time_zone("created_at"));
        reference(table, "lead_visitor", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "lead_visitor", "told_of_id", "lead", ForeignKeyAction::Cascade);
    })
    .await?;
    let told = ["workspace_id", "anonymous_id", "told_of_id"];
    create_unique(manager, "lead_visitor", &told).await?;
    create_index(manager, "lead_visitor", &["lead_id"]).await?;
    create_index(manager, "lead_visitor", &["told_of_id"]).await
}

async fn create_lead_visit_progress(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_visit_progress", |table| {
        // The number of the last event that was looked at.
        table.col(big_integer("last_event"));
    })
    .await?;
    create_unique(manager, "lead_visit_progress", &["workspace_id"]).await
}
