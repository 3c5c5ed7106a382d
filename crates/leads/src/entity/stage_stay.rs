use kernel::ids::{LeadId, LeadStageId, StageStayId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A lead's time in a stage.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stage_stay")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StageStayId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub stage_id: LeadStageId,
    pub entered_at: DateTimeUtc,
    /// None while it is there.
    pub left_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
