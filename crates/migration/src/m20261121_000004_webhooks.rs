//! Receivers of webhooks, what is sent to each, and every try.

use crate::table::{
    change_columns, create_index, create_unique, create_workspace_table, drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, boolean, integer, integer_null, json_binary, string, string_null, text,
        text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_endpoint(manager).await?;
        create_delivery(manager).await?;
        create_attempt(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["webhook_attempt", "webhook_delivery", "webhook_endpoint"]).await
    }
}

async fn create_endpoint(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "webhook_endpoint", |table| {
        table
            .col(text("url"))
            .col(string_null("description"))
            // Empty stands for every type of event.
            .col(json_binary("event_types"))
            .col(boolean("enabled"))
            .col(string_null("disabled_reason"))
            .col(timestamp_with_time_zone_null("failing_since"))
            // Both encrypted.
            .col(text("secret"))
            .col(text_null("previous_secret"))
            .col(timestamp_with_time_zone_null("previous_secret_until"));
        change_columns(table);
    })
    .await?;
    create_index(manager, "webhook_endpoint", &["workspace_id", "created_at", "id"]).await
}

async fn create_delivery(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "webhook_delivery", |table| {
        table
            .col(uuid("endpoint_id"))
            .col(uuid("message_id"))
            .col(string("event_type"))
            // As text: the signature is over these bytes, on every try.
            .col(text("payload"))
            .col(string("state"))
            .col(integer("round"))
            .col(integer("attempts_in_round"))
            .col(integer("attempts"))
            .col(timestamp_with_time_zone_null("next_attempt_at"))
            .col(timestamp_with_time_zone_null("last_attempt_at"))
            .col(integer_null("last_status_code"))
            .col(string_null("last_error"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"));
        let endpoint = "webhook_endpoint";
        reference(table, "webhook_delivery", "endpoint_id", endpoint, ForeignKeyAction::Cascade);
    })
    .await?;
    create_unique(manager, "webhook_delivery", &["endpoint_id", "message_id"]).await?;
    create_index(manager, "webhook_delivery", &["workspace_id", "created_at", "id"]).await?;
    create_index(manager, "webhook_delivery", &["workspace_id", "state", "created_at", "id"])
        .await?;
    let by_endpoint = ["workspace_id", "endpoint_id", "state", "created_at", "id"];
    create_index(manager, "webhook_delivery", &by_endpoint).await
}

async fn create_attempt(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "webhook_attempt", |table| {
        table
            .col(uuid("delivery_id"))
            .col(timestamp_with_time_zone("attempted_at"))
            .col(integer_null("status_code"))
            .col(big_integer("duration_ms"))
            .col(string_null("error"))
            .col(text_null("response_excerpt"));
        let delivery = "webhook_delivery";
        reference(table, "webhook_attempt", "delivery_id", delivery, ForeignKeyAction::Cascade);
    })
    .await?;
    create_index(manager, "webhook_attempt", &["delivery_id", "attempted_at", "id"]).await
}
