use crate::attribution::{AttributionAnswer, Parameters};
use kernel::ids::{AttributionRunId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// Credit as it was given out once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attribution_run")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttributionRunId,
    pub workspace_id: WorkspaceId,
    pub parameters: Parameters,
    pub result: AttributionAnswer,
    pub fingerprint: String,
    pub conversions: i32,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
