//! Workspaces, the operators who sign in, and their memberships.

use crate::table::{
    change_columns, create_index, create_unique, create_workspace_table, drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{boolean, json_binary, string, string_null, uuid, uuid_null},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut workspace = Table::create();
        workspace
            .table("workspace")
            .col(uuid("id").primary_key())
            .col(string("slug").unique_key())
            .col(string("name"))
            .col(string("locale"))
            .col(string("time_zone"))
            .col(string("currency"))
            // 1 = Monday … 7 = Sunday, as ISO 8601 counts.
            .col(ColumnDef::new("week_start").integer().not_null().default(1))
            // ISO 3166 region that phone numbers without a country code belong to.
            .col(string("default_region"))
            // What a paused subscription counts for in recurring revenue.
            .col(string("mrr_while_paused").default("zero"))
            .col(json_binary("settings"));
        manager.create_table(change_columns(&mut workspace).to_owned()).await?;

        let mut operator = Table::create();
        operator
            .table("operator")
            .col(uuid("id").primary_key())
            .col(string("email").unique_key())
            .col(string("name"))
            .col(string_null("password_hash"))
            .col(string("locale"))
            .col(json_binary("preferences"))
            .col(boolean("disabled").default(false));
        manager.create_table(change_columns(&mut operator).to_owned()).await?;

        create_workspace_table(manager, "member", |table| {
            table
                .col(uuid("operator_id"))
                .col(string("role"))
                .col(string("status"))
                .col(uuid_null("calendar_id"));
            change_columns(table);
            reference(table, "member", "operator_id", "operator", ForeignKeyAction::Cascade);
        })
        .await?;
        create_unique(manager, "member", &["workspace_id", "operator_id"]).await?;
        create_index(manager, "member", &["operator_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["member", "operator", "workspace"]).await
    }
}
