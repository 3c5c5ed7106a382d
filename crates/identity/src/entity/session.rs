use kernel::ids::{OperatorId, SessionId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A signed-in session: the family of the refresh tokens that followed one another in it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    pub operator_id: OperatorId,
    /// Where the operator was last; a refresh goes on there.
    pub current_workspace_id: WorkspaceId,
    pub refresh_hash: String,
    pub previous_hash: Option<String>,
    /// With it the successor of the previous token can be computed again, and by nobody without our secret.
    pub successor_salt: String,
    pub user_agent: Option<String>,
    pub ip_address: Option<String>,
    pub created_at: DateTimeUtc,
    pub refreshed_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub revoked_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
