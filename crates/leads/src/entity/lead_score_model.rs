use kernel::ids::WorkspaceId;
use sea_orm::entity::prelude::*;

/// A model that was learned, with what its backtest found: never changed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_score_model")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: WorkspaceId,
    pub number: i32,
    /// Whether it was good enough to be used.
    pub promoted: bool,
    pub learned: Json,
    pub report: Json,
    pub trained_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
