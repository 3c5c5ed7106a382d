//! How leads are scored: rules as a draft and as published versions, models that were learned, and the scores that lists
//! sort and filter by.

use crate::table::{
    change_columns, create_index, create_unique, create_workspace_table, drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, double, double_null, integer, integer_null, json_binary, string, text_null,
        timestamp_with_time_zone, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 4] =
    ["lead_score", "lead_score_model", "lead_score_version", "lead_score_draft"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_rules(manager).await?;
        create_model(manager).await?;
        create_score(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &TABLES).await
    }
}

async fn create_rules(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_score_draft", |table| {
        table.col(json_binary("definition")).col(integer("based_on"));
        change_columns(table);
    })
    .await?;
    create_unique(manager, "lead_score_draft", &["workspace_id"]).await?;
    create_workspace_table(manager, "lead_score_version", |table| {
        table
            .col(integer("number"))
            .col(json_binary("definition"))
            .col(text_null("note"))
            .col(uuid_null("published_by"))
            .col(timestamp_with_time_zone("published_at"));
        reference(table, "lead_score_version", "published_by", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_unique(manager, "lead_score_version", &["workspace_id", "number"]).await
}

async fn create_model(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_score_model", |table| {
        table
            .col(integer("number"))
            .col(boolean("promoted"))
            .col(json_binary("learned"))
            .col(json_binary("report"))
            .col(timestamp_with_time_zone("trained_at"));
    })
    .await?;
    create_unique(manager, "lead_score_model", &["workspace_id", "number"]).await
}

/// Its id is that of the lead.
async fn create_score(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_score", |table| {
        table
            .col(integer("rules_number"))
            .col(integer_null("model_number"))
            .col(double("fit"))
            .col(double("engagement"))
            .col(double("score"))
            .col(string("grade"))
            .col(double_null("probability"))
            // The keys of the thresholds that it lies above.
            .col(json_binary("above"))
            .col(timestamp_with_time_zone("scored_at"));
        reference(table, "lead_score", "id", "lead", ForeignKeyAction::Cascade);
    })
    .await?;
    create_index(manager, "lead_score", &["workspace_id", "score", "id"]).await?;
    create_index(manager, "lead_score", &["workspace_id", "grade", "id"]).await
}
