use crate::condition::SegmentSubject;
use kernel::ids::{SegmentId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// People or accounts that fulfil a condition.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "segment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SegmentId,
    pub workspace_id: WorkspaceId,
    pub name: String,
    pub sort_name: String,
    pub search_text: String,
    pub description: Option<String>,
    pub subject: SegmentSubject,
    pub condition: Json,
    /// What the last count found, and when; null before the first of this condition.
    pub member_count: Option<i64>,
    pub counted_at: Option<DateTimeUtc>,
    /// The version whose condition the members were last counted by.
    pub counted_version: Option<i64>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
