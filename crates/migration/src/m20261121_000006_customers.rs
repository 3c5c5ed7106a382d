//! Accounts, people, plans, orders, subscriptions, tasks, notes, custom attributes, and merges of duplicates.
//!
//! What others refer to can't be deleted by itself (`NO ACTION`), only with its whole workspace: taking an import back
//! must not take along what was added since.

use crate::table::{
    change_columns, compare_by_bytes, create_index, create_unique, create_workspace_table,
    drop_tables, protect, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, date, date_null, integer, integer_null,
        json_binary, json_binary_null, string, string_null, text, text_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_attribute_definition(manager).await?;
        create_plan(manager).await?;
        create_account(manager).await?;
        create_person(manager).await?;
        create_affiliation(manager).await?;
        create_subscription(manager).await?;
        create_order(manager).await?;
        create_task(manager).await?;
        create_note(manager).await?;
        create_past_value(manager).await?;
        create_merge(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "merge",
            "past_value",
            "note",
            "task",
            "customer_order",
            "subscription_term",
            "subscription",
            "affiliation",
            "person",
            "account",
            "plan",
            "attribute_definition",
        ];
        drop_tables(manager, &tables).await
    }
}

async fn create_attribute_definition(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "attribute_definition", |table| {
        table
            .col(string("object"))
            .col(string("key"))
            .col(string("label"))
            .col(string_null("label_zh"))
            .col(string("kind"))
            .col(json_binary("options"))
            .col(string_null("description"))
            .col(timestamp_with_time_zone_null("archived_at"));
        change_columns(table);
    })
    .await?;
    create_unique(manager, "attribute_definition", &["workspace_id", "object", "key"]).await?;
    let newest = ["workspace_id", "created_at", "id"];
    create_index(manager, "attribute_definition", &newest).await
}

async fn create_plan(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "plan", |table| {
        table
            .col(string("key"))
            .col(string("name"))
            .col(string("sort_name"))
            .col(string_null("description"))
            .col(string("currency"))
            .col(big_integer("opening_fee"))
            .col(big_integer("annual_fee"))
            .col(integer("term_months"))
            .col(json_binary("features"))
            .col(timestamp_with_time_zone_null("archived_at"));
        change_columns(table);
    })
    .await?;
    compare_by_bytes(manager, "plan", &["sort_name"]).await?;
    create_unique(manager, "plan", &["workspace_id", "key"]).await?;
    create_index(manager, "plan", &["workspace_id", "created_at", "id"]).await?;
    create_index(manager, "plan", &["workspace_id", "sort_name", "id"]).await
}

async fn create_account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "account", |table| {
        table
            .col(string_null("external_id"))
            .col(string("name"))
            // The name without what companies of one name differ in, for finding duplicates.
            .col(string("name_key"))
            .col(string_null("short_name"))
            .col(string_null("industry"))
            .col(string_null("region"))
            .col(string_null("city"))
            .col(string_null("address"))
            .col(string_null("website"))
            .col(string_null("phone"))
            .col(integer_null("size"))
            .col(uuid_null("owner_id"))
            .col(string("lifecycle_stage"))
            .col(timestamp_with_time_zone("stage_since"))
            .col(json_binary("tags"))
            .col(json_binary("attributes"))
            .col(big_integer("people_count").default(0))
            // The standing: written only by the owner of each fact.
            .col(big_integer_null("mrr"))
            .col(string_null("mrr_currency"))
            .col(date_null("renews_on"))
            .col(uuid_null("plan_id"))
            .col(string_null("tier"))
            .col(string_null("health_band"))
            .col(string_null("churn_risk"))
            .col(string("sort_name"))
            .col(text("search_text"))
            .col(text("contact_text"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .col(uuid_null("merged_into_id"));
        change_columns(table);
        reference(table, "account", "owner_id", "member", ForeignKeyAction::SetNull);
        reference(table, "account", "plan_id", "plan", ForeignKeyAction::NoAction);
        reference(table, "account", "merged_into_id", "account", ForeignKeyAction::SetNull);
    })
    .await?;
    compare_by_bytes(manager, "account", &["sort_name"]).await?;
    create_unique(manager, "account", &["workspace_id", "external_id"]).await?;
    for sort in ["created_at", "updated_at", "sort_name", "renews_on", "mrr"] {
        create_index(manager, "account", &["workspace_id", sort, "id"]).await?;
    }
    for filter in ["lifecycle_stage", "owner_id", "industry"] {
        create_index(manager, "account", &["workspace_id", filter, "created_at", "id"]).await?;
    }
    create_index(manager, "account", &["workspace_id", "name_key"]).await?;
    create_index(manager, "account", &["workspace_id", "phone"]).await?;
    create_index(manager, "account", &["merged_into_id", "workspace_id"]).await?;
    create_index(manager, "account", &["plan_id"]).await
}

async fn create_person(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "person", |table| {
        table
            .col(string_null("external_id"))
            .col(string("name"))
            .col(string_null("phone"))
            .col(string_null("email"))
            .col(string_null("wechat"))
            .col(string_null("title"))
            .col(string_null("locale"))
            .col(json_binary("tags"))
            .col(json_binary("attributes"))
            .col(string("sort_name"))
            .col(text("search_text"))
            .col(text("contact_text"))
            .col(timestamp_with_time_zone_null("archived_at"))
            .col(uuid_null("merged_into_id"));
        change_columns(table);
        reference(table, "person", "merged_into_id", "person", ForeignKeyAction::SetNull);
    })
    .await?;
    compare_by_bytes(manager, "person", &["sort_name"]).await?;
    create_unique(manager, "person", &["workspace_id", "external_id"]).await?;
    for sort in ["created_at", "updated_at", "sort_name"] {
        create_index(manager, "person", &["workspace_id", sort, "id"]).await?;
    }
    for contact in ["phone", "email", "wechat"] {
        create_index(manager, "person", &["workspace_id", contact]).await?;
    }
    create_index(manager, "person", &["merged_into_id", "workspace_id"]).await
}

async fn create_affiliation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "affiliation", |table| {
        table
            .col(uuid("account_id"))
            .col(uuid("person_id"))
            .col(string("role"))
            .col(string_null("title"))
            .col(string_null("concern"))
            .col(integer("say"))
            .col(boolean("is_primary"));
        change_columns(table);
        reference(table, "affiliation", "account_id", "account", ForeignKeyAction::NoAction);
        reference(table, "affiliation", "person_id", "person", ForeignKeyAction::NoAction);
    })
    .await?;
    create_unique(manager, "affiliation", &["account_id", "person_id"]).await?;
    create_index(manager, "affiliation", &["person_id"]).await?;
    create_index(manager, "affiliation", &["workspace_id", "account_id", "created_at", "id"]).await
}

async fn create_subscription(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "subscription", |table| {
        table
            .col(uuid("account_id"))
            .col(uuid_null("plan_id"))
            .col(string_null("external_id"))
            .col(string("state"))
            .col(date("starts_on"))
            .col(integer("term_months"))
            // Months bought so far, over all terms: the end of a term is counted from the first day.
            .col(integer("months_bought"))
            .col(date("renews_on"))
            .col(big_integer("annual_fee"))
            // What it cost and will cost, from which day on.
            .col(json_binary("fees"))
            // The stretches of days on which it does not run.
            .col(json_binary("pauses"))
            .col(string("currency"))
            .col(big_integer("mrr"))
            .col(integer_null("seats"))
            .col(date_null("ended_on"))
            .col(string_null("end_reason"))
            .col(string_null("end_note"));
        change_columns(table);
        reference(table, "subscription", "account_id", "account", ForeignKeyAction::NoAction);
        reference(table, "subscription", "plan_id", "plan", ForeignKeyAction::NoAction);
    })
    .await?;
    create_unique(manager, "subscription", &["workspace_id", "external_id"]).await?;
    create_index(manager, "subscription", &["account_id", "state"]).await?;
    create_index(manager, "subscription", &["plan_id"]).await?;
    for sort in ["created_at", "starts_on", "renews_on"] {
        create_index(manager, "subscription", &["workspace_id", sort, "id"]).await?;
    }
    create_index(manager, "subscription", &["workspace_id", "state", "renews_on", "id"]).await?;

    create_workspace_table(manager, "subscription_term", |table| {
        table
            .col(uuid("subscription_id"))
            .col(integer("number"))
            .col(uuid_null("plan_id"))
            .col(date("starts_on"))
            .col(date("ends_on"))
            .col(integer("months"))
            .col(big_integer("annual_fee"))
            .col(integer_null("seats"))
            .col(timestamp_with_time_zone("created_at"));
        let parent = "subscription_id";
        reference(table, "subscription_term", parent, "subscription", ForeignKeyAction::NoAction);
        reference(table, "subscription_term", "plan_id", "plan", ForeignKeyAction::NoAction);
    })
    .await?;
    create_unique(manager, "subscription_term", &["subscription_id", "number"]).await
}

/// Not named `order`: that is a word of SQL, and would have to be quoted wherever somebody types a query.
async fn create_order(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "customer_order", |table| {
        table
            .col(uuid("account_id"))
            .col(uuid_null("plan_id"))
            .col(uuid_null("subscription_id"))
            .col(string_null("external_id"))
            .col(string("kind"))
            .col(big_integer("amount"))
            .col(string("currency"))
            .col(date("ordered_on"))
            .col(text_null("note"))
            .col(timestamp_with_time_zone_null("voided_at"))
            .col(string_null("void_reason"));
        change_columns(table);
        let name = "customer_order";
        reference(table, name, "account_id", "account", ForeignKeyAction::NoAction);
        reference(table, name, "plan_id", "plan", ForeignKeyAction::NoAction);
        reference(table, name, "subscription_id", "subscription", ForeignKeyAction::SetNull);
    })
    .await?;
    create_unique(manager, "customer_order", &["workspace_id", "external_id"]).await?;
    create_index(manager, "customer_order", &["account_id", "ordered_on", "id"]).await?;
    create_index(manager, "customer_order", &["subscription_id"]).await?;
    create_index(manager, "customer_order", &["workspace_id", "created_at", "id"]).await?;
    create_index(manager, "customer_order", &["workspace_id", "ordered_on", "id"]).await
}

async fn create_task(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "task", |table| {
        table
            .col(string("title"))
            .col(text_null("description"))
            .col(string("subject_kind"))
            .col(uuid("subject_id"))
            .col(uuid_null("owner_id"))
            .col(timestamp_with_time_zone_null("due_at"))
            .col(string("priority"))
            .col(string("state"))
            .col(timestamp_with_time_zone_null("completed_at"))
            .col(uuid_null("completed_by_id"))
            .col(text("search_text"));
        change_columns(table);
        reference(table, "task", "owner_id", "member", ForeignKeyAction::SetNull);
        reference(table, "task", "completed_by_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "task", &["workspace_id", "subject_id", "state", "due_at"]).await?;
    create_index(manager, "task", &["workspace_id", "state", "due_at", "id"]).await?;
    create_index(manager, "task", &["workspace_id", "owner_id", "state", "due_at", "id"]).await?;
    create_index(manager, "task", &["workspace_id", "created_at", "id"]).await
}

async fn create_note(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "note", |table| {
        table
            .col(string("subject_kind"))
            .col(uuid("subject_id"))
            .col(text("body"))
            .col(string("author_kind"))
            .col(string_null("author_id"))
            .col(boolean("pinned"));
        change_columns(table);
    })
    .await?;
    create_index(manager, "note", &["workspace_id", "subject_id", "created_at", "id"]).await?;
    create_index(manager, "note", &["workspace_id", "created_at", "id"]).await
}

/// What fields of accounts and people held before they were changed, and until when.
async fn create_past_value(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let name = "past_value";
    let mut table = Table::create();
    table
        .table(name)
        .col(uuid("workspace_id"))
        .col(uuid("subject_id"))
        .col(string("field"))
        .col(timestamp_with_time_zone("until"))
        .col(string("object"))
        .col(json_binary_null("value"))
        .primary_key(
            Index::create().col("workspace_id").col("subject_id").col("field").col("until"),
        );
    reference(&mut table, name, "workspace_id", "workspace", ForeignKeyAction::Cascade);
    manager.create_table(table).await?;
    protect(manager, name).await?;
    create_index(manager, name, &["workspace_id", "object", "field", "until"]).await
}

async fn create_merge(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "merge", |table| {
        table
            // Of what: account or person.
            .col(string("object"))
            .col(uuid("winner_id"))
            .col(json_binary("loser_ids"))
            // What it takes to undo the merge exactly; its shape belongs to the object.
            .col(json_binary("before"))
            .col(string("actor_kind"))
            .col(string_null("actor_id"))
            .col(timestamp_with_time_zone("merged_at"))
            .col(timestamp_with_time_zone_null("undone_at"));
    })
    .await?;
    create_index(manager, "merge", &["workspace_id", "winner_id", "merged_at"]).await
}
