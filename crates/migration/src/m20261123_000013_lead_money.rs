//! Money of leads: exchange rates, rules that tell the channel of a touch, runs of attribution.

use crate::table::{
    change_columns, create_index, create_unique, create_workspace_table, drop_tables,
};
use sea_orm_migration::{
    prelude::*,
    schema::{date, double, integer, json_binary, string, timestamp_with_time_zone},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_workspace_table(manager, "exchange_rate", |table| {
            table.col(string("currency")).col(date("rate_on")).col(double("rate"));
            change_columns(table);
        })
        .await?;
        create_unique(manager, "exchange_rate", &["workspace_id", "currency", "rate_on"]).await?;
        create_index(manager, "exchange_rate", &["workspace_id", "rate_on", "id"]).await?;
        create_workspace_table(manager, "channel_rules", |table| {
            // All rules of a workspace in their order: they are read together with every touch.
            table.col(json_binary("rules"));
            change_columns(table);
        })
        .await?;
        create_unique(manager, "channel_rules", &["workspace_id"]).await?;
        create_workspace_table(manager, "attribution_run", |table| {
            table
                .col(json_binary("parameters"))
                .col(json_binary("result"))
                // Of the leads, touches and orders that were read: another one means the run is stale.
                .col(string("fingerprint"))
                .col(integer("conversions"))
                .col(timestamp_with_time_zone("created_at"));
        })
        .await?;
        create_index(manager, "attribution_run", &["workspace_id", "created_at", "id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["attribution_run", "channel_rules", "exchange_rate"]).await
    }
}
