use crate::words::{ActivityKind, ActivityOutcome};
use kernel::ids::{LeadActivityId, LeadId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// One try of ours to be in touch with a lead.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_activity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadActivityId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub kind: ActivityKind,
    pub outcome: ActivityOutcome,
    pub occurred_at: DateTimeUtc,
    /// Who did it; none if a program or somebody who left.
    pub member_id: Option<MemberId>,
    pub duration_seconds: Option<i32>,
    pub note: Option<String>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
