//! Behaviour events: the raw rows, the message ids that were ever taken, and the numbering per workspace; who and what
//! they are about, as small numbers; and the index that questions are answered from.
//!
//! Made for many rows. Times are whole milliseconds since 1970 in 8 bytes. Rows are numbered per workspace in the
//! order in which they are committed, so that whoever digests them remembers one number. There are no foreign keys
//! on the large tables: on PostgreSQL one to the workspace makes a batch take half as long again. The numbering,
//! which every batch writes first, has one, so no event is without its workspace. The message ids stand apart from the
//! events, so that events can be dropped by the month (see [`months`]) while a repeated message is still recognised.

use crate::{
    months,
    table::{compare_by_bytes, create_index, create_unique, drop_tables, protect},
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, binary, boolean, integer, integer_null, json_binary_null, small_integer,
        string, string_null, text, text_null, uuid, uuid_null,
    },
    sea_orm::DbBackend,
};

const INDEX: [&str; 4] = ["event_times", "event_segment", "event_log", "event_index"];

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_stream(manager).await?;
        create_message(manager).await?;
        create_event(manager).await?;
        create_names(manager).await?;
        create_units(manager).await?;
        create_index_of_events(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &INDEX).await?;
        drop_tables(manager, &["event_unit_move", "event_unit_key", "event_unit"]).await?;
        drop_tables(manager, &["event_property", "event_name"]).await?;
        months::forget(manager).await?;
        drop_tables(manager, &["event", "event_message", "event_stream"]).await
    }
}

/// The last numbers that were given in the workspace: to events, to people and accounts in them, and to names. Whoever
/// changes who is who raises `identity_revision`.
async fn create_stream(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut stream = Table::create();
    stream
        .table("event_stream")
        .col(uuid("workspace_id").primary_key())
        .col(big_integer("last_id"))
        .col(integer("last_person_unit").default(-1))
        .col(integer("last_account_unit").default(-1))
        .col(integer("last_name").default(1))
        .col(big_integer("identity_revision").default(0));
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
        .col(integer_null("person_unit"))
        .col(integer_null("account_unit"))
        .col(integer("name_number"))
        .col(boolean("from_client"))
        .col(string("name"))
        .col(string("message_id"))
        .col(string_null("anonymous_id"))
        .col(string_null("person_external_id"))
        .col(string_null("account_external_id"))
        .col(json_binary_null("properties"))
        .col(json_binary_null("context"));
    months::create_table(manager, event).await?;
    protect(manager, "event").await?;
    create_index(manager, "event", &["workspace_id", "occurred_at", "id"]).await?;
    create_index(manager, "event", &["workspace_id", "name_number", "occurred_at", "id"]).await?;
    for who in ["person_unit", "account_unit"] {
        let sql = format!(
            "CREATE INDEX event_workspace_id_{who}_occurred_at_id ON event \
             (workspace_id, {who}, occurred_at, id) WHERE {who} IS NOT NULL"
        );
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    Ok(())
}

/// The catalogue: every name of an event that was seen, and what its properties look like.
async fn create_names(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut name = Table::create();
    name.table("event_name")
        .col(uuid("id").primary_key())
        .col(uuid("workspace_id"))
        .col(integer("number"))
        .col(string("name"))
        .col(string_null("display_name_zh"))
        .col(string_null("display_name_en"))
        .col(text_null("description"))
        .col(text("search_text"))
        .col(boolean("denied"))
        .col(big_integer("volume"))
        .col(big_integer("first_seen_at"))
        .col(big_integer("last_seen_at"))
        .col(big_integer("version").default(1));
    manager.create_table(name).await?;
    protect(manager, "event_name").await?;
    compare_by_bytes(manager, "event_name", &["name"]).await?;
    create_unique(manager, "event_name", &["workspace_id", "name"]).await?;
    create_unique(manager, "event_name", &["workspace_id", "number"]).await?;
    create_index(manager, "event_name", &["workspace_id", "volume", "id"]).await?;
    create_index(manager, "event_name", &["workspace_id", "last_seen_at", "id"]).await?;
    let mut property = Table::create();
    property
        .table("event_property")
        .col(uuid("workspace_id"))
        .col(integer("name_number"))
        .col(string("property"))
        .col(integer("types"))
        .col(big_integer("seen"))
        .primary_key(Index::create().col("workspace_id").col("name_number").col("property"));
    manager.create_table(property).await?;
    protect(manager, "event_property").await
}

/// Who events are about. A unit is a person or an account as far as events tell; `parent` is the unit
/// that it was merged into, itself if it was not, and `root` the last one up that way: the unit that it counts as.
async fn create_units(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut unit = Table::create();
    unit.table("event_unit")
        .col(uuid("workspace_id"))
        .col(small_integer("kind"))
        .col(integer("ordinal"))
        .col(integer("parent"))
        .col(integer("root"))
        .col(uuid_null("subject_id"))
        .col(boolean("is_visitor"))
        .primary_key(Index::create().col("workspace_id").col("kind").col("ordinal"));
    manager.create_table(unit).await?;
    protect(manager, "event_unit").await?;
    // None of these begins like the primary key: as long as PostgreSQL has no figures on the table it would take one for
    // the other, and look through all of a workspace for each unit.
    create_index(manager, "event_unit", &["workspace_id", "root"]).await?;
    create_index(manager, "event_unit", &["workspace_id", "subject_id", "root", "kind"]).await?;
    let mut key = Table::create();
    key.table("event_unit_key")
        .col(uuid("workspace_id"))
        .col(small_integer("kind"))
        .col(small_integer("key_kind"))
        .col(string("value"))
        .col(integer("ordinal"))
        .primary_key(Index::create().col("workspace_id").col("kind").col("key_kind").col("value"));
    manager.create_table(key).await?;
    protect(manager, "event_unit_key").await?;
    create_index(manager, "event_unit_key", &["workspace_id", "ordinal"]).await?;
    let mut moved = Table::create();
    moved
        .table("event_unit_move")
        .col(uuid("workspace_id"))
        .col(big_integer("id"))
        .col(small_integer("kind"))
        .col(integer("ordinal"))
        .col(integer("old_root"))
        .col(integer("new_root"))
        .col(big_integer("until_id"))
        .primary_key(Index::create().col("workspace_id").col("id").col("ordinal"));
    manager.create_table(moved).await?;
    protect(manager, "event_unit_move").await
}

/// The index that questions are answered from. It is made of the rows above and can be made again from them.
/// `event_log` holds what was accepted since the last refresh; `event_segment` who did what on which day or in which
/// week, `event_times` when, `events` how many. Times stand apart, so that questions about who don't read past them.
async fn create_index_of_events(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut state = Table::create();
    state
        .table("event_index")
        .col(uuid("workspace_id").primary_key())
        .col(integer("generation"))
        .col(big_integer("revision"))
        .col(big_integer("watermark"))
        .col(string("time_zone"))
        .col(integer("week_start"));
    manager.create_table(state).await?;
    protect(manager, "event_index").await?;
    let mut log = Table::create();
    log.table("event_log")
        .col(uuid("workspace_id"))
        .col(big_integer("last_id"))
        .col(big_integer("received_at"))
        .col(binary("facts"))
        .primary_key(Index::create().col("workspace_id").col("last_id"));
    manager.create_table(log).await?;
    protect(manager, "event_log").await?;
    for (table, content) in [("event_segment", "units"), ("event_times", "times")] {
        let mut segment = Table::create();
        segment
            .table(table)
            .col(uuid("workspace_id"))
            .col(integer("generation"))
            .col(small_integer("kind"))
            .col(integer("name_number"))
            .col(integer("period"))
            .col(big_integer("revision"))
            .col(integer("events"))
            .col(binary(content))
            .primary_key(
                Index::create()
                    .col("workspace_id")
                    .col("generation")
                    .col("kind")
                    .col("name_number")
                    .col("period"),
            );
        manager.create_table(segment).await?;
        protect(manager, table).await?;
    }
    create_index(manager, "event_segment", &["workspace_id", "generation", "revision"]).await
}
