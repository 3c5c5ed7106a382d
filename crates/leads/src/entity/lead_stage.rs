use crate::checklist::StageChecklist;
use crate::words::{JourneyStage, StatusType};
use kernel::ids::{LeadStageId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A step of the sales process.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_stage")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadStageId,
    pub workspace_id: WorkspaceId,
    pub key: String,
    pub name: String,
    pub status_type: StatusType,
    pub journey_stage: JourneyStage,
    pub position: i32,
    pub probability: Option<f64>,
    pub checklist: StageChecklist,
    /// Whether a lead needs an open task to come here.
    pub next_step_required: bool,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
