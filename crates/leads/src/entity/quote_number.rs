use kernel::ids::{QuoteNumberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// The number of the last quote of a year.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quote_number")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuoteNumberId,
    pub workspace_id: WorkspaceId,
    pub year: i32,
    pub last: i32,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
