use kernel::ids::{DashboardId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A page of saved questions.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dashboard")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DashboardId,
    pub workspace_id: WorkspaceId,
    pub name: String,
    pub sort_name: String,
    pub search_text: String,
    pub description: Option<String>,
    pub created_by: Option<MemberId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
