use crate::{member::MemberStatus, role::Role};
use kernel::ids::{MemberId, OperatorId, WorkCalendarId, WorkspaceId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// An operator's membership in a workspace. It stays when the member leaves, since the audit trail names it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MemberId,
    pub workspace_id: WorkspaceId,
    pub operator_id: OperatorId,
    pub role: Role,
    pub status: MemberStatus,
    /// None of those who go by the workspace's default.
    pub calendar_id: Option<WorkCalendarId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
