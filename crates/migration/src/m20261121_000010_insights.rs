//! Questions under a name, and the dashboards that show them.

use crate::table::{
    change_columns, compare_by_bytes, create_index, create_workspace_table, drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{json_binary, small_integer, string, string_null, text, text_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_saved_question(manager).await?;
        create_dashboard(manager).await?;
        create_dashboard_tile(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["dashboard_tile", "dashboard", "saved_question"]).await
    }
}

async fn create_saved_question(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "saved_question", |table| {
        table
            .col(string("name"))
            .col(string("sort_name"))
            .col(text("search_text"))
            .col(text_null("description"))
            .col(string("kind"))
            .col(json_binary("parameters"))
            .col(string("view"))
            .col(string_null("figure"))
            .col(uuid_null("created_by"));
        change_columns(table);
        reference(table, "saved_question", "created_by", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    compare_by_bytes(manager, "saved_question", &["sort_name"]).await?;
    create_index(manager, "saved_question", &["workspace_id", "sort_name", "id"]).await?;
    create_index(manager, "saved_question", &["workspace_id", "created_at", "id"]).await?;
    create_index(manager, "saved_question", &["workspace_id", "updated_at", "id"]).await
}

async fn create_dashboard(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "dashboard", |table| {
        table
            .col(string("name"))
            .col(string("sort_name"))
            .col(text("search_text"))
            .col(text_null("description"))
            .col(uuid_null("created_by"));
        change_columns(table);
        reference(table, "dashboard", "created_by", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    compare_by_bytes(manager, "dashboard", &["sort_name"]).await?;
    create_index(manager, "dashboard", &["workspace_id", "sort_name", "id"]).await?;
    create_index(manager, "dashboard", &["workspace_id", "created_at", "id"]).await?;
    create_index(manager, "dashboard", &["workspace_id", "updated_at", "id"]).await
}

async fn create_dashboard_tile(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "dashboard_tile", |table| {
        table
            .col(uuid("dashboard_id"))
            .col(uuid("saved_question_id"))
            .col(small_integer("x"))
            .col(small_integer("y"))
            .col(small_integer("width"))
            .col(small_integer("height"));
        let on_delete = ForeignKeyAction::Cascade;
        reference(table, "dashboard_tile", "dashboard_id", "dashboard", on_delete);
        reference(table, "dashboard_tile", "saved_question_id", "saved_question", on_delete);
    })
    .await?;
    create_index(manager, "dashboard_tile", &["workspace_id", "dashboard_id", "y", "x"]).await?;
    create_index(manager, "dashboard_tile", &["workspace_id", "saved_question_id"]).await
}
