use crate::{
    file::{Delimiter, TextEncoding},
    import::ImportState,
};
use kernel::ids::{ImportId, OperationId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// One file on its way in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    pub workspace_id: WorkspaceId,
    pub target: String,
    pub file_name: String,
    /// Bytes that have arrived.
    pub size: i64,
    pub chunks: i32,
    pub state: ImportState,
    /// As found out or told, once the file is there.
    pub encoding: Option<TextEncoding>,
    pub delimiter: Option<Delimiter>,
    pub columns: Json,
    /// Why the file can't be read at all.
    pub file_errors: Json,
    pub mapping: Json,
    pub options: Json,
    pub rows_seen: Option<i64>,
    pub counts: Json,
    /// The checkpoint: rows before it are done.
    pub next_row: i64,
    pub errors_kept: i64,
    /// How many effects there are; the next one's number.
    pub effects: i64,
    /// The check, run or undo that works on it, or did last.
    pub operation_id: Option<OperationId>,
    pub run_operation_id: Option<OperationId>,
    pub undo_until: Option<DateTimeUtc>,
    pub finished_at: Option<DateTimeUtc>,
    pub actor_kind: String,
    pub actor_id: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
