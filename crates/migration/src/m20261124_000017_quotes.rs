//! Quotes: what a lead is offered, at which price, and what it answered.

use crate::table::{
    change_columns, create_index, create_unique, create_workspace_table, drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        date, integer, json_binary, string, string_null, text_null, timestamp_with_time_zone_null,
        uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_quote_number(manager).await?;
        create_quote(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["quote", "quote_number"]).await
    }
}

/// The last number of a year: whoever takes the next one holds the row until the quote is committed, so none is missing.
async fn create_quote_number(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "quote_number", |table| {
        table.col(integer("year")).col(integer("last"));
    })
    .await?;
    create_unique(manager, "quote_number", &["workspace_id", "year"]).await
}

async fn create_quote(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "quote", |table| {
        table
            .col(uuid("lead_id"))
            .col(integer("year"))
            .col(integer("sequence"))
            .col(string("status"))
            .col(uuid_null("replaces_id"))
            .col(string_null("recipient_name"))
            .col(string_null("recipient_company"))
            .col(string("locale"))
            .col(string("currency"))
            .col(json_binary("lines"))
            .col(date("valid_until"))
            .col(text_null("terms"))
            // What the token of the link is made of; none where no link works.
            .col(string_null("nonce"))
            .col(uuid_null("created_by_id"))
            .col(timestamp_with_time_zone_null("sent_at"))
            .col(timestamp_with_time_zone_null("first_seen_at"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(string_null("answered_by_name"))
            .col(uuid_null("answered_by_id"))
            .col(text_null("answer_reason"))
            .col(timestamp_with_time_zone_null("withdrawn_at"))
            .col(uuid_null("account_id"));
        change_columns(table);
        reference(table, "quote", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "quote", "replaces_id", "quote", ForeignKeyAction::SetNull);
        reference(table, "quote", "created_by_id", "member", ForeignKeyAction::SetNull);
        reference(table, "quote", "answered_by_id", "member", ForeignKeyAction::SetNull);
        reference(table, "quote", "account_id", "account", ForeignKeyAction::SetNull);
    })
    .await?;
    create_unique(manager, "quote", &["workspace_id", "year", "sequence"]).await?;
    create_index(manager, "quote", &["workspace_id", "lead_id", "created_at", "id"]).await
}
