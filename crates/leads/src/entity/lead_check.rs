use kernel::ids::{LeadCheckId, LeadId, LeadStageId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// That an item of a stage's checklist was done with a lead.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_check")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadCheckId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub stage_id: LeadStageId,
    /// The key of the item.
    pub item: String,
    pub member_id: Option<MemberId>,
    pub checked_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
