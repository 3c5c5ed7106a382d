use crate::words::{OwnershipEnd, OwnershipStart};
use kernel::ids::{LeadId, MemberId, OwnershipId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// The time in which a member owned a lead.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_ownership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OwnershipId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub member_id: MemberId,
    pub from_at: DateTimeUtc,
    pub until_at: Option<DateTimeUtc>,
    pub started: OwnershipStart,
    /// Who did it, as the audit trail names actors.
    pub started_by: Option<String>,
    pub ended: Option<OwnershipEnd>,
    pub ended_by: Option<String>,
    /// The pool it was taken from.
    pub pool_key: Option<String>,
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
