use crate::merge::{AfterMerge, BeforeMerge, MovedRows};
use kernel::ids::{LeadId, MergeId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A merge of duplicates, with all that undoing it needs.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_merge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MergeId,
    pub workspace_id: WorkspaceId,
    pub winner_id: LeadId,
    /// The version of the winner that the merge made: merges into one lead are in its order.
    pub winner_version: i64,
    pub before: BeforeMerge,
    pub after: AfterMerge,
    pub moved: MovedRows,
    pub created_at: DateTimeUtc,
    pub undone_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
