use crate::target::TargetList;
use kernel::ids::{SalesTargetMonthId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// What the team and its members are to achieve in a month; one row a month.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sales_target_month")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SalesTargetMonthId,
    pub workspace_id: WorkspaceId,
    /// Its first day.
    pub month: Date,
    pub targets: TargetList,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
