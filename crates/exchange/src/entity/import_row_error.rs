use kernel::ids::{ImportId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// One mistake in a file, found by its last check or run.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import_row_error")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: WorkspaceId,
    pub import_id: ImportId,
    pub line: i64,
    pub column_number: Option<i32>,
    pub header: Option<String>,
    pub code: String,
    pub params: Json,
    #[sea_orm(column_type = "Text")]
    pub value: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
