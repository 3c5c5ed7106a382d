use crate::api_key::ApiKeyKind;
use kernel::ids::{ApiKeyId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A key of a workspace. Its secret is stored as a keyed hash only.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "api_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApiKeyId,
    pub workspace_id: WorkspaceId,
    pub name: String,
    pub kind: ApiKeyKind,
    pub hint: String,
    pub grants: Json,
    pub origins: Json,
    pub secret_hash: String,
    pub previous_hash: Option<String>,
    pub previous_expires_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub last_used_at: Option<DateTimeUtc>,
    pub revoked_at: Option<DateTimeUtc>,
    pub created_by: Option<MemberId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
