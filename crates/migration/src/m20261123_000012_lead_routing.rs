//! Routing of leads: when people work, the rules and why each lead went where it did, who owned it when, and how soon it was
//! answered.

use crate::table::{
    change_columns, create_index, create_unique, create_workspace_table, drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date, integer, json_binary, string, string_null,
        text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_working_time(manager).await?;
        create_rules(manager).await?;
        create_assignment(manager).await?;
        create_lead_ownership(manager).await?;
        create_lead_response(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "lead_response",
            "lead_ownership",
            "lead_assignment_decision",
            "lead_assignment_account",
            "lead_rules",
            "member_absence",
            "work_calendar",
        ];
        drop_tables(manager, &tables).await
    }
}

async fn create_working_time(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "work_calendar", |table| {
        table
            .col(string("name"))
            .col(string("time_zone"))
            .col(json_binary("hours"))
            .col(boolean("is_default"))
            .col(timestamp_with_time_zone_null("archived_at"));
        change_columns(table);
    })
    .await?;
    create_index(manager, "work_calendar", &["workspace_id", "created_at", "id"]).await?;
    create_workspace_table(manager, "member_absence", |table| {
        table
            .col(uuid("member_id"))
            .col(date("from_on"))
            .col(date("until_on"))
            .col(text_null("note"))
            .col(timestamp_with_time_zone("created_at"));
        reference(table, "member_absence", "member_id", "member", ForeignKeyAction::Cascade);
    })
    .await?;
    create_index(manager, "member_absence", &["workspace_id", "until_on", "id"]).await
}

/// Every version of every set of rules; the latest one holds.
async fn create_rules(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_rules", |table| {
        table
            .col(string("kind"))
            .col(big_integer("version"))
            .col(json_binary("document"))
            .col(uuid_null("created_by_id"))
            .col(timestamp_with_time_zone("created_at"));
        reference(table, "lead_rules", "created_by_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_unique(manager, "lead_rules", &["workspace_id", "kind", "version"]).await
}

async fn create_assignment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // What a member has earned, and where they stand in a rule; `rule_key` is empty for what is the same in all rules.
    create_workspace_table(manager, "lead_assignment_account", |table| {
        table
            .col(uuid("member_id"))
            .col(string("rule_key"))
            .col(big_integer("credit"))
            .col(timestamp_with_time_zone("credited_at"))
            .col(big_integer("balance"))
            .col(timestamp_with_time_zone_null("last_assigned_at"));
        reference(
            table,
            "lead_assignment_account",
            "member_id",
            "member",
            ForeignKeyAction::Cascade,
        );
    })
    .await?;
    create_unique(manager, "lead_assignment_account", &["workspace_id", "member_id", "rule_key"])
        .await?;
    create_workspace_table(manager, "lead_assignment_decision", |table| {
        table
            .col(uuid("lead_id"))
            .col(big_integer("rules_version"))
            .col(string_null("rule_key"))
            .col(string("outcome"))
            .col(uuid_null("member_id"))
            .col(json_binary("basis"))
            .col(timestamp_with_time_zone("decided_at"));
        reference(table, "lead_assignment_decision", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(
            table,
            "lead_assignment_decision",
            "member_id",
            "member",
            ForeignKeyAction::SetNull,
        );
    })
    .await?;
    create_index(
        manager,
        "lead_assignment_decision",
        &["workspace_id", "lead_id", "decided_at", "id"],
    )
    .await?;
    create_index(manager, "lead_assignment_decision", &["workspace_id", "decided_at", "id"]).await
}

/// Who owned a lead from when to when, and why it began and ended. Of each lead at most one row is open.
async fn create_lead_ownership(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_ownership", |table| {
        table
            .col(uuid("lead_id"))
            .col(uuid("member_id"))
            .col(timestamp_with_time_zone("from_at"))
            .col(timestamp_with_time_zone_null("until_at"))
            .col(string("started"))
            .col(string_null("started_by"))
            .col(string_null("ended"))
            .col(string_null("ended_by"))
            // The pool it was taken from.
            .col(string_null("pool_key"))
            .col(text_null("note"));
        reference(table, "lead_ownership", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "lead_ownership", "member_id", "member", ForeignKeyAction::Cascade);
    })
    .await?;
    create_index(manager, "lead_ownership", &["workspace_id", "lead_id", "from_at", "id"]).await?;
    create_index(manager, "lead_ownership", &["workspace_id", "member_id", "started", "from_at"])
        .await?;
    manager
        .get_connection()
        .execute_unprepared(
            "CREATE UNIQUE INDEX lead_ownership_open ON lead_ownership (workspace_id, lead_id) \
             WHERE until_at IS NULL",
        )
        .await?;
    Ok(())
}

/// The clock of the first answer to a lead.
async fn create_lead_response(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_response", |table| {
        table
            .col(uuid("lead_id"))
            .col(string("policy_key"))
            .col(big_integer("rules_version"))
            .col(integer("target_seconds"))
            .col(uuid_null("calendar_id"))
            .col(timestamp_with_time_zone("started_at"))
            .col(timestamp_with_time_zone_null("due_at"))
            .col(timestamp_with_time_zone_null("paused_at"))
            .col(json_binary("pauses"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(uuid_null("answered_by_id"))
            // In working time, without pauses.
            .col(big_integer_null("answered_seconds"))
            .col(timestamp_with_time_zone_null("breached_at"))
            .col(timestamp_with_time_zone("created_at"));
        reference(table, "lead_response", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "lead_response", "answered_by_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_unique(manager, "lead_response", &["workspace_id", "lead_id"]).await?;
    create_index(manager, "lead_response", &["workspace_id", "started_at", "id"]).await
}
