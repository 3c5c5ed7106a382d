use kernel::ids::{DashboardId, DashboardTileId, SavedQuestionId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// Where a question stands on a dashboard, in twelfths of its width and rows.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dashboard_tile")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DashboardTileId,
    pub workspace_id: WorkspaceId,
    pub dashboard_id: DashboardId,
    pub saved_question_id: SavedQuestionId,
    pub x: i16,
    pub y: i16,
    pub width: i16,
    pub height: i16,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
