use crate::role::Role;
use kernel::ids::{InvitationId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// An invitation by e-mail. Its link is computed from `nonce`, so a copy of the table opens nothing.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    pub workspace_id: WorkspaceId,
    pub email: String,
    pub role: Role,
    pub nonce: String,
    pub invited_by: Option<MemberId>,
    pub sent_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub accepted_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
