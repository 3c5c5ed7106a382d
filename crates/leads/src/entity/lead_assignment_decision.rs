use crate::assignment::{AssignmentOutcome, Basis};
use kernel::ids::{AssignmentDecisionId, LeadId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// Why a lead was assigned as it was, with everything that deciding it again needs.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_assignment_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AssignmentDecisionId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub rules_version: i64,
    pub rule_key: Option<String>,
    pub outcome: AssignmentOutcome,
    pub member_id: Option<MemberId>,
    pub basis: Basis,
    pub decided_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
