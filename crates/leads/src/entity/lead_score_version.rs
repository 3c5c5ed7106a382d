use crate::score::definition::ScoreDefinition;
use kernel::ids::{MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// Rules that were published: never changed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_score_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: WorkspaceId,
    pub number: i32,
    pub definition: ScoreDefinition,
    pub note: Option<String>,
    pub published_by: Option<MemberId>,
    pub published_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
