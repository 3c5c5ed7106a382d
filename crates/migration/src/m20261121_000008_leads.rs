//! Leads: stages, channels, campaigns and what was spent on them, leads, touches, forms, merges.

use crate::table::{
    change_columns, compare_by_bytes, create_index, create_unique, create_workspace_table,
    drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date, date_null, double_null, integer,
        integer_null, json_binary, json_binary_null, string, string_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
    sea_orm::DbBackend,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_lead_stage(manager).await?;
        create_channel(manager).await?;
        create_campaign(manager).await?;
        create_channel_spend(manager).await?;
        create_lead(manager).await?;
        create_lead_form(manager).await?;
        create_touch(manager).await?;
        create_lead_form_submission(manager).await?;
        create_lead_merge(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "lead_merge",
            "lead_form_submission",
            "touch",
            "lead_form",
            "lead",
            "channel_spend",
            "campaign",
            "channel",
            "lead_stage",
        ];
        drop_tables(manager, &tables).await
    }
}

async fn create_lead_stage(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_stage", |table| {
        table
            .col(string("key"))
            .col(string("name"))
            .col(string("status_type"))
            .col(string("journey_stage"))
            .col(integer("position"))
            .col(double_null("probability"))
            .col(json_binary("checklist"))
            .col(boolean("next_step_required"))
            .col(timestamp_with_time_zone_null("archived_at"));
        change_columns(table);
    })
    .await?;
    create_unique(manager, "lead_stage", &["workspace_id", "key"]).await?;
    create_index(manager, "lead_stage", &["workspace_id", "position", "id"]).await
}

async fn create_channel(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "channel", |table| {
        table
            .col(string("key"))
            .col(string("name"))
            .col(string("sort_name"))
            .col(string("kind"))
            .col(string_null("external_id"))
            .col(text_null("description"))
            .col(timestamp_with_time_zone_null("archived_at"));
        change_columns(table);
    })
    .await?;
    compare_by_bytes(manager, "channel", &["sort_name"]).await?;
    create_unique(manager, "channel", &["workspace_id", "key"]).await?;
    create_unique(manager, "channel", &["workspace_id", "external_id"]).await?;
    create_index(manager, "channel", &["workspace_id", "sort_name", "id"]).await?;
    create_index(manager, "channel", &["workspace_id", "created_at", "id"]).await
}

async fn create_campaign(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "campaign", |table| {
        table
            .col(string("key"))
            .col(string("name"))
            .col(string("sort_name"))
            .col(string_null("external_id"))
            .col(uuid("channel_id"))
            .col(uuid_null("owner_id"))
            .col(date("starts_on"))
            .col(date_null("ends_on"))
            .col(big_integer_null("budget_amount"))
            .col(string_null("budget_currency"))
            .col(text_null("goal"))
            .col(string_null("utm_campaign"))
            // The other channels it runs through, its targets, and what was learnt of it: documents of their own.
            .col(json_binary("more_channels"))
            .col(json_binary("targets"))
            .col(json_binary_null("review"))
            .col(timestamp_with_time_zone_null("archived_at"));
        change_columns(table);
        reference(table, "campaign", "channel_id", "channel", ForeignKeyAction::Cascade);
        reference(table, "campaign", "owner_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    compare_by_bytes(manager, "campaign", &["sort_name"]).await?;
    create_unique(manager, "campaign", &["workspace_id", "key"]).await?;
    create_unique(manager, "campaign", &["workspace_id", "external_id"]).await?;
    create_index(manager, "campaign", &["workspace_id", "starts_on", "id"]).await?;
    create_index(manager, "campaign", &["workspace_id", "sort_name", "id"]).await?;
    create_index(manager, "campaign", &["workspace_id", "channel_id", "starts_on", "id"]).await
}

async fn create_channel_spend(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "channel_spend", |table| {
        table
            // None where channels share it.
            .col(uuid_null("channel_id"))
            .col(uuid_null("campaign_id"))
            .col(string("kind"))
            .col(date("spent_on"))
            .col(date("spent_until"))
            .col(big_integer("amount"))
            .col(string("currency"))
            .col(json_binary_null("allocation"))
            .col(string_null("external_id"))
            .col(text_null("note"))
            .col(timestamp_with_time_zone_null("deleted_at"));
        change_columns(table);
        reference(table, "channel_spend", "channel_id", "channel", ForeignKeyAction::Cascade);
        reference(table, "channel_spend", "campaign_id", "campaign", ForeignKeyAction::SetNull);
    })
    .await?;
    create_unique(manager, "channel_spend", &["workspace_id", "external_id"]).await?;
    create_index(manager, "channel_spend", &["workspace_id", "spent_on", "id"]).await?;
    create_index(manager, "channel_spend", &["workspace_id", "spent_until"]).await?;
    create_index(manager, "channel_spend", &["workspace_id", "channel_id", "spent_on", "id"])
        .await?;
    create_index(manager, "channel_spend", &["workspace_id", "campaign_id", "spent_on", "id"]).await
}

#[expect(clippy::too_many_lines, reason = "one table, one list of columns")]
async fn create_lead(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead", |table| {
        table
            .col(string_null("external_id"))
            .col(string_null("name"))
            .col(string_null("company"))
            .col(string_null("title"))
            .col(string_null("phone"))
            .col(string_null("email"))
            .col(string_null("wechat"))
            .col(string_null("industry"))
            .col(string_null("city"))
            .col(string_null("region"))
            .col(integer_null("employees"))
            .col(text_null("note"))
            .col(json_binary("tags"))
            .col(json_binary("attributes"))
            .col(json_binary_null("consent"))
            .col(uuid("stage_id"))
            // Of the stage, kept here so that lists filter and sort without a join.
            .col(string("status_type"))
            .col(integer("stage_position"))
            .col(string("validity"))
            .col(timestamp_with_time_zone_null("last_activity_at"))
            .col(string("board_rank"))
            .col(uuid_null("owner_id"))
            // Where it waits for an owner, and until when its owner is protected.
            .col(string_null("pool_key"))
            .col(timestamp_with_time_zone_null("pooled_at"))
            .col(timestamp_with_time_zone_null("owned_since"))
            .col(timestamp_with_time_zone_null("protected_until"))
            .col(timestamp_with_time_zone_null("warned_at"))
            .col(timestamp_with_time_zone_null("escalated_at"))
            .col(timestamp_with_time_zone_null("waiting_since"))
            .col(string_null("waiting_reason"))
            // Of `lead_response`, kept here so that lists filter and sort without a join.
            .col(string_null("response_state"))
            .col(timestamp_with_time_zone_null("response_due_at"))
            .col(uuid_null("channel_id"))
            .col(uuid_null("campaign_id"))
            .col(timestamp_with_time_zone("first_touch_at"))
            .col(timestamp_with_time_zone("last_touch_at"))
            .col(uuid_null("account_id"))
            .col(uuid_null("person_id"))
            .col(big_integer_null("expected_amount"))
            .col(string_null("expected_currency"))
            .col(date_null("expected_close_on"))
            .col(string_null("lost_reason"))
            .col(text_null("lost_note"))
            .col(uuid_null("lost_from_stage_id"))
            .col(timestamp_with_time_zone_null("won_at"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .col(uuid_null("merged_into_id"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .col(string("sort_name"))
            // What tells one company from another, so that duplicates are found by it.
            .col(string_null("company_key"))
            .col(text("search_text"))
            // Apart from `search_text`, for those who may not see contact data must not find by it either.
            .col(text("contact_text"));
        change_columns(table);
        reference(table, "lead", "stage_id", "lead_stage", ForeignKeyAction::Restrict);
        reference(table, "lead", "lost_from_stage_id", "lead_stage", ForeignKeyAction::SetNull);
        reference(table, "lead", "owner_id", "member", ForeignKeyAction::SetNull);
        reference(table, "lead", "channel_id", "channel", ForeignKeyAction::SetNull);
        reference(table, "lead", "campaign_id", "campaign", ForeignKeyAction::SetNull);
        reference(table, "lead", "account_id", "account", ForeignKeyAction::SetNull);
        reference(table, "lead", "person_id", "person", ForeignKeyAction::SetNull);
        reference(table, "lead", "merged_into_id", "lead", ForeignKeyAction::SetNull);
    })
    .await?;
    compare_by_bytes(manager, "lead", &["board_rank", "sort_name"]).await?;
    create_unique(manager, "lead", &["workspace_id", "external_id"]).await?;
    create_index(manager, "lead", &["merged_into_id", "workspace_id"]).await?;
    create_archived_index(manager).await?;
    create_newest_index(manager).await?;
    for customer in ["account_id", "person_id"] {
        let sql = format!(
            "CREATE INDEX lead_{customer} ON lead (workspace_id, {customer}) WHERE {customer} IS NOT NULL"
        );
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    for (name, columns, condition) in ROUTING_INDEXES {
        let sql = format!(
            "CREATE INDEX lead_{name} ON lead (workspace_id, {columns}) WHERE archived_at IS NULL AND {condition}"
        );
        manager.get_connection().execute_unprepared(&sql).await?;
    }
    for columns in LIVE_LEAD_INDEXES {
        create_live_index(manager, columns).await?;
    }
    Ok(())
}

/// What few leads have: those that wait in a pool or for an owner, whose owners are protected, whose answer is due.
const ROUTING_INDEXES: &[(&str, &str, &str)] = &[
    ("pooled", "pool_key, pooled_at, id", "pool_key IS NOT NULL"),
    ("waiting", "waiting_since, id", "waiting_since IS NOT NULL"),
    ("protected", "protected_until, id", "protected_until IS NOT NULL"),
    ("response_due", "response_due_at, id", "response_due_at IS NOT NULL"),
];

/// What lists of leads that are not archived filter and sort by: each order alone, and after each filter that may
/// leave few leads of many. Without the latter a rare stage is looked for through the whole order.
const LIVE_LEAD_INDEXES: &[&[&str]] = &[
    &["updated_at", "id"],
    &["sort_name", "id"],
    &["stage_position", "id"],
    &["last_touch_at", "id"],
    &["stage_id", "board_rank", "id"],
    &["stage_id", "created_at", "id"],
    &["stage_id", "updated_at", "id"],
    &["stage_id", "sort_name", "id"],
    &["stage_id", "stage_position", "id"],
    &["stage_id", "last_touch_at", "id"],
    &["status_type", "created_at", "id"],
    &["status_type", "updated_at", "id"],
    &["status_type", "sort_name", "id"],
    &["status_type", "stage_position", "id"],
    &["status_type", "last_touch_at", "id"],
    &["owner_id", "created_at", "id"],
    &["owner_id", "updated_at", "id"],
    &["owner_id", "sort_name", "id"],
    &["owner_id", "stage_position", "id"],
    &["owner_id", "last_touch_at", "id"],
    // How many open leads somebody has. A partial index over open ones would be smaller, but SQLite takes it for no better
    // than the others that begin with the owner, and goes to each of their rows.
    &["owner_id", "closed_at"],
    &["validity", "created_at", "id"],
    &["first_touch_at", "id"],
    &["closed_at", "id"],
    &["channel_id", "created_at", "id"],
    &["campaign_id", "created_at", "id"],
    // Duplicates.
    &["phone"],
    &["email"],
    &["company_key"],
];

/// Nearly every question is about leads that are not archived: a smaller index, and one column less to match.
async fn create_live_index(manager: &SchemaManager<'_>, columns: &[&str]) -> Result<(), DbErr> {
    let name = format!("lead_live_{}", columns.join("_"));
    let columns = columns.join(", ");
    let sql =
        format!("CREATE INDEX {name} ON lead (workspace_id, {columns}) WHERE archived_at IS NULL");
    manager.get_connection().execute_unprepared(&sql).await?;
    Ok(())
}

/// The usual order. A search for what few leads have looks through all of them: SQLite then finds what it compares in the
/// index itself, and goes to the rows of what it found only. PostgreSQL would go to every row all the same.
async fn create_newest_index(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns: &[&str] = match manager.get_database_backend() {
        DbBackend::Sqlite => &["created_at", "id", "search_text", "contact_text"],
        _ => &["created_at", "id"],
    };
    create_live_index(manager, columns).await
}

/// Only the archived ones: an index over all would tempt SQLite, once it has statistics, to look for live leads with
/// it, and to sort all of them for each page.
async fn create_archived_index(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sql = "CREATE INDEX lead_archived_created_at_id ON lead (workspace_id, created_at, id) \
               WHERE archived_at IS NOT NULL";
    manager.get_connection().execute_unprepared(sql).await?;
    Ok(())
}

async fn create_lead_form(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_form", |table| {
        table
            // Unique in the installation: public addresses don't name a workspace.
            .col(string("slug").unique_key())
            .col(string("name"))
            .col(string("locale"))
            .col(string("title"))
            .col(text_null("intro"))
            .col(json_binary("fields"))
            .col(uuid_null("channel_id"))
            .col(uuid_null("campaign_id"))
            .col(text_null("consent_text"))
            .col(text("thank_you"))
            .col(string_null("redirect_url"))
            .col(boolean("double_opt_in"))
            .col(json_binary("theme"))
            // The sites whose pages may frame it; none for all.
            .col(json_binary("sites"))
            .col(boolean("published"))
            .col(timestamp_with_time_zone_null("archived_at"));
        change_columns(table);
        reference(table, "lead_form", "channel_id", "channel", ForeignKeyAction::SetNull);
        reference(table, "lead_form", "campaign_id", "campaign", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "lead_form", &["workspace_id", "created_at", "id"]).await
}

async fn create_touch(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "touch", |table| {
        table
            .col(uuid("lead_id"))
            .col(string("kind"))
            .col(timestamp_with_time_zone("occurred_at"))
            .col(uuid_null("channel_id"))
            .col(boolean("channel_named"))
            .col(uuid_null("campaign_id"))
            .col(uuid_null("form_id"))
            .col(string_null("referral_code"))
            .col(string_null("utm_source"))
            .col(string_null("utm_medium"))
            .col(string_null("utm_campaign"))
            .col(string_null("utm_term"))
            .col(string_null("utm_content"))
            .col(text_null("referrer"))
            .col(text_null("url"))
            .col(json_binary("click_ids"))
            .col(string_null("self_reported_source"))
            .col(text_null("message"))
            // The page view with which a visit began, by its number among the events: a visit is one touch of one lead.
            .col(big_integer_null("page_event"))
            .col(timestamp_with_time_zone("created_at"));
        reference(table, "touch", "lead_id", "lead", ForeignKeyAction::Cascade);
        reference(table, "touch", "channel_id", "channel", ForeignKeyAction::SetNull);
        reference(table, "touch", "campaign_id", "campaign", ForeignKeyAction::SetNull);
        reference(table, "touch", "form_id", "lead_form", ForeignKeyAction::SetNull);
    })
    .await?;
    create_unique(manager, "touch", &["workspace_id", "page_event"]).await?;
    create_index(manager, "touch", &["workspace_id", "lead_id", "occurred_at", "id"]).await?;
    create_index(manager, "touch", &["workspace_id", "occurred_at", "id"]).await?;
    create_index(manager, "touch", &["workspace_id", "channel_id", "occurred_at", "id"]).await
}

async fn create_lead_form_submission(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_form_submission", |table| {
        table
            .col(uuid("form_id"))
            .col(uuid_null("lead_id"))
            .col(uuid_null("touch_id"))
            // Of the rendering that was filled in: sending it twice has one effect.
            .col(uuid("token_id"))
            .col(string("outcome"))
            .col(json_binary("answers"))
            // How they came, as long as it is not confirmed.
            .col(json_binary_null("touch"))
            .col(json_binary_null("consent"))
            // Of the address that mails go to: who has it is not told.
            .col(string_null("address_key"))
            .col(string_null("nonce"))
            .col(integer("mails"))
            .col(timestamp_with_time_zone_null("mailed_at"))
            .col(timestamp_with_time_zone_null("confirm_by"))
            .col(timestamp_with_time_zone_null("confirmed_at"))
            .col(timestamp_with_time_zone("created_at"));
        reference(table, "lead_form_submission", "form_id", "lead_form", ForeignKeyAction::Cascade);
        reference(table, "lead_form_submission", "lead_id", "lead", ForeignKeyAction::Cascade);
    })
    .await?;
    create_unique(manager, "lead_form_submission", &["token_id"]).await?;
    create_index(manager, "lead_form_submission", &["lead_id"]).await?;
    let address = ["workspace_id", "address_key", "mailed_at"];
    create_index(manager, "lead_form_submission", &address).await?;
    create_index(manager, "lead_form_submission", &["workspace_id", "form_id", "created_at", "id"])
        .await
}

async fn create_lead_merge(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "lead_merge", |table| {
        table
            .col(uuid("winner_id"))
            .col(big_integer("winner_version"))
            // The fields of the winner and what was changed of the losers, as they were.
            .col(json_binary("before"))
            // The fields of the winner as the merge left them: what was changed since stays when it is undone.
            .col(json_binary("after"))
            // Which rows moved, and from where.
            .col(json_binary("moved"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone_null("undone_at"));
        reference(table, "lead_merge", "winner_id", "lead", ForeignKeyAction::Cascade);
    })
    .await?;
    create_index(manager, "lead_merge", &["workspace_id", "winner_id", "created_at"]).await
}
