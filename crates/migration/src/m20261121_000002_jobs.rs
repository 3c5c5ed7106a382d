//! The outbox of domain events, the job queue, schedules and operations.

use crate::table::{create_index, create_workspace_table, drop_tables, protect};
use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, integer, json_binary, json_binary_null, string,
        string_null, text_null, timestamp_with_time_zone, timestamp_with_time_zone_null, uuid,
        uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_domain_event(manager).await?;
        create_job(manager).await?;
        let mut schedule = Table::create();
        schedule
            .table("schedule")
            .col(string("name").primary_key())
            .col(timestamp_with_time_zone("next_run_at"));
        manager.create_table(schedule).await?;
        create_operation(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["operation", "schedule", "job", "domain_event"]).await
    }
}

async fn create_domain_event(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "domain_event", |table| {
        table
            .col(string("event_type"))
            .col(string("subject_kind"))
            .col(uuid("subject_id"))
            .col(string("about_kind"))
            .col(uuid("about_id"))
            .col(string("actor_kind"))
            .col(string_null("actor_id"))
            .col(string("request_id"))
            .col(timestamp_with_time_zone("recorded_at"))
            .col(json_binary("data"))
            .col(json_binary_null("changes"))
            .col(boolean("dispatched"));
    })
    .await?;
    create_index(manager, "domain_event", &["workspace_id", "recorded_at", "id"]).await?;
    create_index(manager, "domain_event", &["workspace_id", "about_id", "recorded_at", "id"])
        .await?;
    create_index(manager, "domain_event", &["workspace_id", "subject_id", "recorded_at", "id"])
        .await?;
    create_index(manager, "domain_event", &["workspace_id", "actor_id", "recorded_at", "id"])
        .await?;
    // For those who look for one kind of what hangs on an object; changes of the object itself are not in it.
    let hangs_on = "CREATE INDEX domain_event_hangs_on ON domain_event \
                    (workspace_id, about_id, subject_kind, recorded_at, id) \
                    WHERE subject_kind IN ('note', 'order', 'subscription', 'task')";
    manager.get_connection().execute_unprepared(hangs_on).await?;
    // Only what waits is in this index, so it stays small however long the history grows.
    let waiting = "CREATE INDEX domain_event_waiting ON domain_event (id) WHERE dispatched = false";
    manager.get_connection().execute_unprepared(waiting).await?;
    Ok(())
}

async fn create_job(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut job = Table::create();
    job.table("job")
        .col(uuid("id").primary_key())
        .col(uuid_null("workspace_id"))
        .col(string("kind"))
        .col(string("lane"))
        .col(json_binary("payload"))
        .col(string("state"))
        .col(string_null("unique_key"))
        .col(string_null("group_key"))
        .col(integer("group_concurrency"))
        .col(timestamp_with_time_zone("run_at"))
        .col(integer("attempts"))
        .col(integer("max_attempts"))
        .col(timestamp_with_time_zone_null("leased_until"))
        .col(uuid_null("leased_by"))
        .col(text_null("last_error"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .foreign_key(
            ForeignKey::create()
                .from("job", "workspace_id")
                .to("workspace", "id")
                .on_delete(ForeignKeyAction::Cascade),
        );
    manager.create_table(job).await?;
    protect(manager, "job").await?;
    // With the group, so that a claim passes over a thousand jobs of a busy group without reading them.
    create_index(manager, "job", &["lane", "state", "run_at", "group_key"]).await?;
    create_index(manager, "job", &["workspace_id", "state", "created_at", "id"]).await?;
    let one_open = "CREATE UNIQUE INDEX job_unique_open ON job (kind, unique_key) WHERE state IN ('queued', 'running')";
    manager.get_connection().execute_unprepared(one_open).await?;
    Ok(())
}

async fn create_operation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "operation", |table| {
        table
            .col(string("kind"))
            .col(string("state"))
            .col(big_integer("done"))
            .col(big_integer_null("total"))
            .col(json_binary("counts"))
            .col(json_binary("result"))
            .col(string_null("failure"))
            .col(boolean("cancel_requested"))
            .col(string("undo_state"))
            .col(timestamp_with_time_zone_null("undo_until"))
            .col(string("actor_kind"))
            .col(string_null("actor_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("updated_at"))
            .col(timestamp_with_time_zone_null("started_at"))
            .col(timestamp_with_time_zone_null("finished_at"));
    })
    .await?;
    create_index(manager, "operation", &["workspace_id", "created_at", "id"]).await
}
