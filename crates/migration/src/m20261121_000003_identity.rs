//! Sessions, API keys, invitations, password resets, failed sign-ins, saved views, and answers kept for
//! repeated requests.

use crate::table::{
    change_columns, compare_by_bytes, create_index, create_unique, create_workspace_table,
    drop_tables, reference,
};
use sea_orm_migration::{
    prelude::*,
    schema::{
        blob_null, boolean, integer, integer_null, json_binary, string, string_null,
        timestamp_with_time_zone, timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_session(manager).await?;
        create_api_key(manager).await?;
        create_invitation(manager).await?;
        create_password_reset(manager).await?;
        create_sign_in_attempt(manager).await?;
        create_saved_view(manager).await?;
        create_idempotency_key(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "idempotency_key",
            "saved_view",
            "sign_in_attempt",
            "password_reset",
            "invitation",
            "api_key",
            "session",
        ];
        drop_tables(manager, &tables).await
    }
}

/// A session belongs to an operator, who may move from workspace to workspace in it.
async fn create_session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut session = Table::create();
    session
        .table("session")
        .col(uuid("id").primary_key())
        .col(uuid("operator_id"))
        .col(uuid("current_workspace_id"))
        .col(string("refresh_hash"))
        .col(string_null("previous_hash"))
        .col(string("successor_salt"))
        .col(string_null("user_agent"))
        .col(string_null("ip_address"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("refreshed_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("revoked_at"))
        .col(string_null("revoked_reason"));
    reference(&mut session, "session", "operator_id", "operator", ForeignKeyAction::Cascade);
    reference(
        &mut session,
        "session",
        "current_workspace_id",
        "workspace",
        ForeignKeyAction::Cascade,
    );
    manager.create_table(session).await?;
    create_index(manager, "session", &["operator_id", "created_at", "id"]).await?;
    create_index(manager, "session", &["expires_at"]).await
}

async fn create_api_key(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "api_key", |table| {
        table
            .col(string("name"))
            .col(string("kind"))
            .col(string("hint"))
            .col(json_binary("grants"))
            .col(json_binary("origins"))
            .col(string("secret_hash"))
            // The secret before a rotation, until it stops working.
            .col(string_null("previous_hash"))
            .col(timestamp_with_time_zone_null("previous_expires_at"))
            .col(timestamp_with_time_zone_null("expires_at"))
            .col(timestamp_with_time_zone_null("last_used_at"))
            .col(timestamp_with_time_zone_null("revoked_at"))
            .col(uuid_null("created_by"));
        change_columns(table);
        reference(table, "api_key", "created_by", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_unique(manager, "api_key", &["secret_hash"]).await?;
    create_unique(manager, "api_key", &["previous_hash"]).await?;
    create_index(manager, "api_key", &["workspace_id", "created_at", "id"]).await
}

/// The link's secret is derived from `nonce`, so none is stored.
async fn create_invitation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "invitation", |table| {
        table
            .col(string("email"))
            .col(string("role"))
            .col(string("nonce"))
            .col(uuid_null("invited_by"))
            .col(timestamp_with_time_zone("sent_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("accepted_at"))
            .col(timestamp_with_time_zone_null("revoked_at"));
        change_columns(table);
        reference(table, "invitation", "invited_by", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    create_index(manager, "invitation", &["workspace_id", "created_at", "id"]).await?;
    let one_open = "CREATE UNIQUE INDEX invitation_one_open ON invitation (workspace_id, email) \
                    WHERE accepted_at IS NULL AND revoked_at IS NULL";
    manager.get_connection().execute_unprepared(one_open).await?;
    Ok(())
}

async fn create_password_reset(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut reset = Table::create();
    reset
        .table("password_reset")
        .col(uuid("id").primary_key())
        .col(uuid("operator_id"))
        .col(string("nonce"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("expires_at"))
        .col(timestamp_with_time_zone_null("used_at"));
    reference(&mut reset, "password_reset", "operator_id", "operator", ForeignKeyAction::Cascade);
    manager.create_table(reset).await?;
    create_index(manager, "password_reset", &["operator_id", "created_at"]).await?;
    create_index(manager, "password_reset", &["expires_at"]).await
}

/// Keyed by a keyed hash of the address or network address: the table tells nobody who tried to sign in.
async fn create_sign_in_attempt(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut attempt = Table::create();
    attempt
        .table("sign_in_attempt")
        .col(string("key").primary_key())
        .col(integer("failures"))
        .col(timestamp_with_time_zone("last_failed_at"))
        .col(timestamp_with_time_zone_null("blocked_until"));
    manager.create_table(attempt).await?;
    create_index(manager, "sign_in_attempt", &["last_failed_at"]).await
}

async fn create_saved_view(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "saved_view", |table| {
        table
            .col(string("list"))
            .col(string("name"))
            .col(string("sort_name"))
            .col(boolean("shared"))
            .col(json_binary("params"))
            .col(uuid_null("owner_id"));
        change_columns(table);
        reference(table, "saved_view", "owner_id", "member", ForeignKeyAction::SetNull);
    })
    .await?;
    compare_by_bytes(manager, "saved_view", &["sort_name"]).await?;
    create_index(manager, "saved_view", &["workspace_id", "list", "sort_name", "id"]).await
}

/// What a request under an `Idempotency-Key` was answered, encrypted: answers may show a secret once.
async fn create_idempotency_key(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create_workspace_table(manager, "idempotency_key", |table| {
        table
            .col(string("actor"))
            .col(string("key"))
            .col(string("request_hash"))
            .col(integer_null("status"))
            .col(blob_null("answer"))
            .col(timestamp_with_time_zone("created_at"));
    })
    .await?;
    create_unique(manager, "idempotency_key", &["workspace_id", "actor", "key"]).await?;
    create_index(manager, "idempotency_key", &["created_at"]).await
}
