//! Referrals: who sends us others, whom, and what they earn by it.

use crate::table::{
    change_columns, compare_by_bytes, create_index, create_unique, create_workspace_table,
    drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date, json_binary, string, string_null,
        string_uniq, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_advocate(manager).await?;
        create_referral(manager).await?;
        create_referral_reward(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["referral_reward", "referral", "advocate"]).await
    }
}

async fn create_advocate(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "advocate", |table| {
        table
            // In the whole installation: it alone stands in the link.
            .col(string_uniq("code"))
            .col(string("name"))
            .col(string("sort_name"))
            .col(uuid_null("person_id"))
            .col(uuid_null("account_id"))
            .col(string_null("phone"))
            .col(string_null("email"))
            .col(string_null("wechat"))
            .col(timestamp_with_time_zone_null("blocked_at"));
        change_columns(table);
        reference(table, "advocate", "person_id", "person", ForeignKeyAction::SetNull);
        reference(table, "advocate", "account_id", "account", ForeignKeyAction::SetNull);
    })
    .await?;
    compare_by_bytes(manager, "advocate", &["sort_name"]).await?;
    create_index(manager, "advocate", &["workspace_id", "sort_name", "id"]).await?;
    create_index(manager, "advocate", &["workspace_id", "created_at", "id"]).await?;
    create_index(manager, "advocate", &["workspace_id", "person_id"]).await?;
    create_index(manager, "advocate", &["workspace_id", "account_id"]).await
}

async fn create_referral(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "referral", |table| {
        table
            .col(uuid("advocate_id"))
            .col(uuid("lead_id"))
            .col(big_integer("programme_version"))
            .col(string("state"))
            .col(json_binary("suspicions"))
            .col(boolean("needs_review"))
            .col(string_null("verdict"))
            .col(text_null("verdict_note"))
            .col(uuid_null("verdict_by_id"))
            .col(timestamp_with_time_zone_null("verdict_at"))
            .col(timestamp_with_time_zone("referred_at"))
            .col(timestamp_with_time_zone_null("qualified_at"));
        change_columns(table);
        reference(table, "referral", "advocate_id", "advocate", ForeignKeyAction::Cascade);
        reference(table, "referral", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "referral", "verdict_by_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "referral", &["workspace_id", "referred_at", "id"]).await?;
    create_index(manager, "referral", &["workspace_id", "state", "referred_at", "id"]).await?;
    create_index(manager, "referral", &["workspace_id", "needs_review", "referred_at", "id"])
        .await?;
    create_index(manager, "referral", &["workspace_id", "advocate_id", "referred_at", "id"])
        .await?;
    create_index(manager, "referral", &["workspace_id", "lead_id", "referred_at", "id"]).await
}

async fn create_referral_reward(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "referral_reward", |table| {
        table
            .col(uuid("referral_id"))
            .col(uuid("advocate_id"))
            .col(string("trigger"))
            .col(uuid_null("order_id"))
            .col(string("earned_for"))
            .col(big_integer("amount"))
            .col(string("currency"))
            .col(date("earned_on"))
            .col(date("due_on"))
            .col(string("state"))
            .col(big_integer_null("paid_amount"))
            .col(timestamp_with_time_zone_null("paid_at"))
            .col(uuid_null("paid_by_id"))
            .col(string_null("payment_reference"))
            .col(text_null("cancel_reason"));
        change_columns(table);
        reference(table, "referral_reward", "referral_id", "referral", ForeignKeyAction::Cascade);
        reference(table, "referral_reward", "advocate_id", "advocate", ForeignKeyAction::Cascade);
        reference(
            table,
            "referral_reward",
            "order_id",
            "customer_order",
            ForeignKeyAction::SetNull,
        );
        reference(table, "referral_reward", "paid_by_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    // One entry for each thing that is rewarded, however often it is looked at.
    create_unique(manager, "referral_reward", &["workspace_id", "referral_id", "earned_for"])
        .await?;
    create_index(manager, "referral_reward", &["workspace_id", "due_on", "id"]).await?;
    create_index(manager, "referral_reward", &["workspace_id", "state", "due_on", "id"]).await?;
    create_index(manager, "referral_reward", &["workspace_id", "advocate_id", "due_on", "id"]).await
}
