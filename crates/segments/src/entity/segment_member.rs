use kernel::ids::{SegmentId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// An account or a person in a segment, for as long as it was.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "segment_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: WorkspaceId,
    pub segment_id: SegmentId,
    pub subject_id: Uuid,
    pub entered_at: DateTimeUtc,
    /// Null as long as it is in.
    pub left_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
