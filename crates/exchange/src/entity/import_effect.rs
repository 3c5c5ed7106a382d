use kernel::ids::{ImportId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// One row that an import wrote, in the order of writing.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_effect")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: WorkspaceId,
    pub import_id: ImportId,
    pub sequence: i64,
    pub line: i64,
    pub object: String,
    pub object_id: Uuid,
    pub before: Option<Json>,
    pub after: Json,
    /// `applied`, `undone` or `kept`.
    pub state: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
