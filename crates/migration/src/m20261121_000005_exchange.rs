//! Imports: the file in pieces, what is wrong with its rows, and what was written, so that it can be taken back.

use crate::table::{
    change_columns, create_index, create_unique, create_workspace_table, drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, blob, integer, integer_null, json_binary, json_binary_null,
        string, string_null, text, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_import(manager).await?;
        create_import_chunk(manager).await?;
        create_import_row_error(manager).await?;
        create_import_effect(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["import_effect", "import_row_error", "import_chunk", "import"]).await
    }
}

async fn create_import(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "import", |table| {
        table
            .col(string("target"))
            .col(string("file_name"))
            .col(big_integer("size"))
            .col(integer("chunks"))
            .col(string("state"))
            .col(string_null("encoding"))
            .col(string_null("delimiter"))
            .col(json_binary("columns"))
            .col(json_binary("file_errors"))
            .col(json_binary("mapping"))
            .col(json_binary("options"))
            .col(big_integer_null("rows_seen"))
            .col(json_binary("counts"))
            .col(big_integer("next_row"))
            .col(big_integer("errors_kept"))
            .col(big_integer("effects"))
            .col(uuid_null("operation_id"))
            .col(uuid_null("run_operation_id"))
            .col(timestamp_with_time_zone_null("undo_until"))
            .col(timestamp_with_time_zone_null("finished_at"))
            .col(string("actor_kind"))
            .col(string_null("actor_id"));
        change_columns(table);
        reference(table, "import", "operation_id", "operation", ForeignKeyAction::SetNull);
        reference(table, "import", "run_operation_id", "operation", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "import", &["workspace_id", "created_at", "id"]).await?;
    create_index(manager, "import", &["operation_id"]).await
}

async fn create_import_chunk(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "import_chunk", |table| {
        table.col(uuid("import_id")).col(integer("sequence")).col(blob("bytes"));
        reference(table, "import_chunk", "import_id", "import", ForeignKeyAction::Cascade);
    })
    .await?;
    create_unique(manager, "import_chunk", &["import_id", "sequence"]).await
}

async fn create_import_row_error(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "import_row_error", |table| {
        table
            .col(uuid("import_id"))
            .col(big_integer("line"))
            .col(integer_null("column_number"))
            .col(string_null("header"))
            .col(string("code"))
            .col(json_binary("params"))
            .col(text("value"));
        reference(table, "import_row_error", "import_id", "import", ForeignKeyAction::Cascade);
    })
    .await?;
    create_index(manager, "import_row_error", &["workspace_id", "import_id", "line", "id"]).await
}

async fn create_import_effect(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "import_effect", |table| {
        table
            .col(uuid("import_id"))
            .col(big_integer("sequence"))
            .col(big_integer("line"))
            .col(string("object"))
            .col(uuid("object_id"))
            .col(json_binary_null("before"))
            .col(json_binary("after"))
            .col(string("state"));
        reference(table, "import_effect", "import_id", "import", ForeignKeyAction::Cascade);
    })
    .await?;
    create_unique(manager, "import_effect", &["import_id", "sequence"]).await?;
    create_index(manager, "import_effect", &["workspace_id", "import_id", "state", "sequence"])
        .await
}
