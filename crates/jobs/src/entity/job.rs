use kernel::ids::{JobId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// Work that need not happen in the request. A row is gone when its job succeeded.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    /// None for work of the installation, such as clean-up.
    pub workspace_id: Option<WorkspaceId>,
    pub kind: String,
    /// Lanes don't wait for one another: see [`crate::Lane`].
    pub lane: String,
    pub payload: Json,
    /// `queued`, `running` or `dead`.
    pub state: String,
    /// Among the open jobs of its kind at most one has this key.
    pub unique_key: Option<String>,
    /// Of the jobs with the same group key only `group_concurrency` run at a time.
    pub group_key: Option<String>,
    pub group_concurrency: i32,
    pub run_at: DateTimeUtc,
    pub attempts: i32,
    pub max_attempts: i32,
    /// While running: when another worker may take it over.
    pub leased_until: Option<DateTimeUtc>,
    pub leased_by: Option<Uuid>,
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
