use crate::{validity::DisputeState, words::Validity};
use kernel::ids::{LeadId, MemberId, ValidityDisputeId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A disagreement about whether a lead is valid.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "validity_dispute")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ValidityDisputeId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub disputed_validity: Validity,
    pub claimed_validity: Validity,
    pub reason: String,
    pub state: DisputeState,
    pub opened_by_id: Option<MemberId>,
    pub opened_at: DateTimeUtc,
    pub resolved_by_id: Option<MemberId>,
    pub resolved_at: Option<DateTimeUtc>,
    pub resolution: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
