//! Selling: what we do with a lead, and what we think of it.

use crate::table::{
    change_columns, compare_by_bytes, create_index, create_unique, create_workspace_table,
    drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        date, integer, integer_null, json_binary, string, string_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_lead_activity(manager).await?;
        create_lead_review(manager).await?;
        create_validity_dispute(manager).await?;
        create_validity_policy(manager).await?;
        create_stage_stay(manager).await?;
        create_sales_kit(manager).await?;
        create_lead_check(manager).await?;
        create_lead_contact(manager).await?;
        create_sales_target(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "sales_target_month",
            "lead_contact",
            "lead_check",
            "sales_kit_use",
            "sales_kit_item",
            "stage_stay",
            "validity_policy",
            "validity_dispute",
            "lead_review",
            "lead_activity",
        ];
        drop_tables(manager, &tables).await
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

async fn create_lead_review(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_review", |table| {
        table
            .col(uuid("lead_id"))
            .col(string("criterion"))
            .col(string("answer"))
            .col(text_null("evidence"))
            .col(uuid_null("member_id"))
            .col(timestamp_with_time_zone("reviewed_at"));
        reference(table, "lead_review", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "lead_review", "member_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "lead_review", &["workspace_id", "lead_id", "reviewed_at", "id"]).await
}

async fn create_validity_dispute(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "validity_dispute", |table| {
        table
            .col(uuid("lead_id"))
            .col(string("disputed_validity"))
            .col(string("claimed_validity"))
            .col(text("reason"))
            .col(string("state"))
            .col(uuid_null("opened_by_id"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(uuid_null("resolved_by_id"))
            .col(timestamp_with_time_zone_null("resolved_at"))
            .col(text_null("resolution"));
        reference(table, "validity_dispute", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "validity_dispute", "opened_by_id", "member", ForeignKeyAction::SetNull);
        reference(table, "validity_dispute", "resolved_by_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "validity_dispute", &["workspace_id", "opened_at", "id"]).await?;
    create_index(manager, "validity_dispute", &["workspace_id", "state", "opened_at", "id"])
        .await?;
    create_index(manager, "validity_dispute", &["workspace_id", "lead_id", "opened_at", "id"]).await
}

async fn create_validity_policy(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "validity_policy", |table| {
        table.col(json_binary("must_be_yes")).col(json_binary("must_not_be_no"));
        change_columns(table);
    })
    .await?;
    create_unique(manager, "validity_policy", &["workspace_id"]).await
}

async fn create_stage_stay(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "stage_stay", |table| {
        table
            .col(uuid("lead_id"))
            .col(uuid("stage_id"))
            .col(timestamp_with_time_zone("entered_at"))
            .col(timestamp_with_time_zone_null("left_at"));
        reference(table, "stage_stay", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "stage_stay", "stage_id", "lead_stage", ForeignKeyAction::Restrict);
    })
    .await?;
    // Everything that a question reads of a stay, so that the rows are not needed.
    let columns = ["workspace_id", "lead_id", "stage_id", "entered_at", "left_at"];
    create_index(manager, "stage_stay", &columns).await
}

async fn create_sales_kit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "sales_kit_item", |table| {
        table
            .col(string("kind"))
            .col(string("title"))
            .col(string("sort_title"))
            .col(text_null("body"))
            .col(text_null("url"))
            .col(json_binary("stage_ids"))
            .col(timestamp_with_time_zone_null("archived_at"));
        change_columns(table);
    })
    .await?;
    compare_by_bytes(manager, "sales_kit_item", &["sort_title"]).await?;
    create_index(manager, "sales_kit_item", &["workspace_id", "sort_title", "id"]).await?;
    create_index(manager, "sales_kit_item", &["workspace_id", "created_at", "id"]).await?;
    create_workspace_table(manager, "sales_kit_use", |table| {
        table
            .col(uuid("lead_id"))
            .col(uuid("kit_item_id"))
            .col(uuid_null("member_id"))
            .col(timestamp_with_time_zone("used_at"));
        reference(table, "sales_kit_use", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(
            table,
            "sales_kit_use",
            "kit_item_id",
            "sales_kit_item",
            ForeignKeyAction::Cascade,
        );
        reference(table, "sales_kit_use", "member_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "sales_kit_use", &["workspace_id", "kit_item_id", "lead_id"]).await?;
    create_index(manager, "sales_kit_use", &["workspace_id", "lead_id", "used_at", "id"]).await
}

async fn create_lead_check(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_check", |table| {
        table
            .col(uuid("lead_id"))
            .col(uuid("stage_id"))
            .col(string("item"))
            .col(uuid_null("member_id"))
            .col(timestamp_with_time_zone("checked_at"));
        reference(table, "lead_check", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "lead_check", "stage_id", "lead_stage", ForeignKeyAction::Cascade);
        reference(table, "lead_check", "member_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "lead_check", &["workspace_id", "lead_id", "stage_id", "id"]).await
}

async fn create_lead_contact(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_contact", |table| {
        table
            .col(uuid("lead_id"))
            .col(string("name"))
            .col(string_null("title"))
            .col(string("role"))
            .col(text_null("concern"))
            .col(integer("say"))
            .col(string_null("phone"))
            .col(string_null("email"))
            .col(string_null("wechat"))
            .col(text_null("note"));
        change_columns(table);
        reference(table, "lead_contact", "lead_id", "lead", ForeignKeyAction::Cascade);
    })
    .await?;
    create_index(manager, "lead_contact", &["workspace_id", "lead_id", "say", "id"]).await
}

async fn create_sales_target(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "sales_target_month", |table| {
        table.col(date("month")).col(json_binary("targets"));
        change_columns(table);
    })
    .await?;
    create_unique(manager, "sales_target_month", &["workspace_id", "month"]).await
}
