use kernel::ids::{PlanId, WorkspaceId};
use kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// A plan that can be bought.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PlanId,
    pub workspace_id: WorkspaceId,
    pub key: String,
    pub name: String,
    pub sort_name: String,
    pub description: Option<String>,
    pub currency: Currency,
    pub opening_fee: i64,
    pub annual_fee: i64,
    pub term_months: i32,
    pub features: Json,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
