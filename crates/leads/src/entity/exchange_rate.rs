use kernel::{
    ids::{ExchangeRateId, WorkspaceId},
    money::Currency,
};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a unit of another currency was worth in that of the workspace, from a day on.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "exchange_rate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExchangeRateId,
    pub workspace_id: WorkspaceId,
    pub currency: Currency,
    pub rate_on: Date,
    pub rate: f64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
