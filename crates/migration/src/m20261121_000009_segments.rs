//! Segments, and who is or was in them.

use crate::table::{change_columns, create_index, create_workspace_table, drop_tables, reference};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer_null, json_binary, string, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_segment(manager).await?;
        create_segment_member(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["segment_member", "segment"]).await
    }
}

async fn create_segment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "segment", |table| {
        table
            .col(string("name"))
            .col(string("sort_name"))
            .col(text("search_text"))
            .col(text_null("description"))
            .col(string("subject"))
            .col(json_binary("condition"))
            .col(big_integer_null("member_count"))
            .col(timestamp_with_time_zone_null("counted_at"))
            .col(big_integer_null("counted_version"))
            .col(timestamp_with_time_zone_null("archived_at"));
        change_columns(table);
    })
    .await?;
    crate::table::compare_by_bytes(manager, "segment", &["sort_name"]).await?;
    create_index(manager, "segment", &["workspace_id", "sort_name", "id"]).await?;
    create_index(manager, "segment", &["workspace_id", "created_at", "id"]).await?;
    create_index(manager, "segment", &["workspace_id", "updated_at", "id"]).await
}

/// One row for each time that somebody was in. Of those who are in now there is one at the most.
async fn create_segment_member(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "segment_member", |table| {
        table
            .col(uuid("segment_id"))
            .col(uuid("subject_id"))
            .col(timestamp_with_time_zone("entered_at"))
            .col(timestamp_with_time_zone_null("left_at"));
        let on_delete = ForeignKeyAction::Cascade;
        reference(table, "segment_member", "segment_id", "segment", on_delete);
    })
    .await?;
    let open = "CREATE UNIQUE INDEX segment_member_open ON segment_member (segment_id, subject_id) \
                WHERE left_at IS NULL";
    manager.get_connection().execute_unprepared(open).await?;
    create_index(manager, "segment_member", &["workspace_id", "segment_id", "subject_id", "id"])
        .await?;
    create_index(manager, "segment_member", &["workspace_id", "subject_id", "left_at"]).await
}
