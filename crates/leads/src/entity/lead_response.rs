use crate::response::Pauses;
use kernel::ids::{LeadId, LeadResponseId, MemberId, WorkCalendarId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// The clock of the first answer to a lead.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_response")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadResponseId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub policy_key: String,
    pub rules_version: i64,
    pub target_seconds: i32,
    pub calendar_id: Option<WorkCalendarId>,
    pub started_at: DateTimeUtc,
    /// None while it stands still, and where the calendar never opens again.
    pub due_at: Option<DateTimeUtc>,
    pub paused_at: Option<DateTimeUtc>,
    pub pauses: Pauses,
    pub answered_at: Option<DateTimeUtc>,
    pub answered_by_id: Option<MemberId>,
    /// Working time without pauses.
    pub answered_seconds: Option<i64>,
    pub breached_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
