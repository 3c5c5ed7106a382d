use crate::saved_question::QuestionView;
use kernel::ids::{MemberId, SavedQuestionId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A question under a name.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SavedQuestionId,
    pub workspace_id: WorkspaceId,
    pub name: String,
    pub sort_name: String,
    pub search_text: String,
    pub description: Option<String>,
    pub kind: String,
    pub parameters: Json,
    pub view: QuestionView,
    pub figure: Option<String>,
    pub created_by: Option<MemberId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
