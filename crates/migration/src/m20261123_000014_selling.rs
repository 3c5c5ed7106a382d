//! Selling: what we do with a lead, and what we think of it.

use crate::table::{create_index, create_workspace_table, drop_tables, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{integer_null, string, text_null, timestamp_with_time_zone, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_lead_activity(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["lead_activity"]).await
    }
}

async fn create_lead_activity(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_activity", |table| {
        table
            .col(uuid("lead_id"))
            .col(string("kind"))
            .col(string("outcome"))
            .col(timestamp_with_time_zone("occurred_at"))
            .col(uuid_null("member_id"))
            .col(integer_null("duration_seconds"))
            .col(text_null("note"))
            .col(timestamp_with_time_zone("created_at"));
        reference(table, "lead_activity", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "lead_activity", "member_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "lead_activity", &["workspace_id", "lead_id", "occurred_at", "id"])
        .await?;
    create_index(manager, "lead_activity", &["workspace_id", "member_id", "occurred_at", "id"])
        .await
}
