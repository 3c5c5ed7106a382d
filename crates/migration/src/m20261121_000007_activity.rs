//! Behaviour events: the raw rows, the message ids that were ever taken, and the numbering per workspace.
//!
//! Made for many rows. Times are whole milliseconds since 1970 in 8 bytes. Rows are numbered per workspace in the
//! order in which they are committed, so that whoever digests them remembers one number. There are no foreign keys
//! on the large tables: on PostgreSQL one to the workspace makes a batch take half as long again. The numbering,
//! which every batch writes first, has one, so no event is without its workspace. The message ids stand apart from the
//! events, so that events can be dropped by the month while a repeated message is still recognised.

use crate::table::{create_index, drop_tables, protect};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, boolean, json_binary_null, string, string_null, uuid, uuid_null},
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_stream(manager).await?;
        create_message(manager).await?;
        create_event(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["event", "event_message", "event_stream"]).await
    }
}

/// The last number that was given to an event of the workspace.
async fn create_stream(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut stream = Table::create();
    stream
        .table("event_stream")
        .col(uuid("workspace_id").primary_key())
        .col(big_integer("last_id"));
    stream.foreign_key(
        ForeignKey::create()
            .from("event_stream", "workspace_id")
            .to("workspace", "id")
            .on_delete(ForeignKeyAction::Cascade),
    );
    manager.create_table(stream).await?;
    protect(manager, "event_stream").await
}

/// Which message ids were taken, for good: 16 bytes each.
async fn create_message(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let (uuid, number, rowid) = match manager.get_database_backend() {
        // Only the key: a table beside it would store every row twice.
        DbBackend::Sqlite => ("uuid_text", "bigint", " WITHOUT ROWID"),
        _ => ("uuid", "bigint", ""),
    };
    let sql = format!(
        "CREATE TABLE event_message (workspace_id {uuid} NOT NULL, message_key {uuid} NOT NULL, \
         event_id {number} NOT NULL, PRIMARY KEY (workspace_id, message_key)){rowid}"
    );
    manager.get_connection().execute_unprepared(&sql).await?;
    protect(manager, "event_message").await
}

async fn create_event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut event = Table::create();
    event
        .table("event")
        .col(uuid("workspace_id"))
        .col(big_integer("id"))
        .col(big_integer("occurred_at"))
        .col(big_integer("received_at"))
        .col(uuid_null("person_id"))
        .col(uuid_null("account_id"))
        .col(boolean("from_client"))
        .col(string("name"))
        .col(string("message_id"))
        .col(string_null("anonymous_id"))
        .col(string_null("person_external_id"))
        .col(string_null("account_external_id"))
        .col(json_binary_null("properties"))
        .col(json_binary_null("context"))
        .primary_key(Index::create().col("workspace_id").col("id"));
    manager.create_table(event).await?;
    protect(manager, "event").await?;
    create_index(manager, "event", &["workspace_id", "occurred_at", "id"]).await?;
    create_index(manager, "event", &["workspace_id", "name", "occurred_at", "id"]).await?;
    // Most events of visitors have neither.
    for who in ["person_id", "account_id"] {
        let sql = format!(
            "CREATE INDEX event_workspace_id_{who}_occurred_at_id ON event \
             (workspace_id, {who}, occurred_at, id) WHERE {who} IS NOT NULL"
        );
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}
