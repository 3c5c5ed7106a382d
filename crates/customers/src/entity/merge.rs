use crate::merge::MergedObject;
use kernel::ids::{MergeId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A merge of duplicates, with what it takes to undo it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "merge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MergeId,
    pub workspace_id: WorkspaceId,
    pub object: MergedObject,
    pub winner_id: Uuid,
    pub loser_ids: Json,
    pub before: Json,
    pub actor_kind: String,
    pub actor_id: Option<String>,
    pub merged_at: DateTimeUtc,
    pub undone_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
