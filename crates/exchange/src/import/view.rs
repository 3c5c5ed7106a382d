use super::{ColumnMapping, ImportOptions, ImportState, from_json};
use crate::{
    entity::import::Model,
    field::{Field, Label},
    file::{Delimiter, TextEncoding},
    guess::Guess,
    row_error::RowError,
};
use chrono::{DateTime, Utc};
use kernel::{
    Error,
    ids::{ImportId, OperationId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A column of the file, with the first of its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FileColumn {
    /// From 1.
    #[schema(minimum = 1)]
    pub index: usize,
    pub header: Option<String>,
    pub samples: Vec<String>,
    /// The field it most likely is.
    pub guess: Option<Guess>,
}

/// What becomes of the rows: in a check what would, in a run what did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Counts {
    pub rows: i64,
    pub create: i64,
    pub update: i64,
    /// There already and left alone.
    pub skip: i64,
    /// Rows with at least one mistake; nothing of them is imported.
    pub error: i64,
}

/// An import, as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Import {
    pub id: ImportId,
    pub target: String,
    pub file_name: String,
    /// Bytes that have arrived.
    pub size: i64,
    pub state: ImportState,
    pub encoding: Option<TextEncoding>,
    pub delimiter: Option<Delimiter>,
    pub columns: Vec<FileColumn>,
    /// Why the file can't be read as it is; another encoding, delimiter or file may help.
    pub file_errors: Vec<RowError>,
    pub mapping: Vec<ColumnMapping>,
    pub options: ImportOptions,
    /// Known once the file was checked.
    pub rows_seen: Option<i64>,
    pub counts: Counts,
    /// Rows that are done, while it is checked or run.
    pub rows_done: i64,
    /// Mistakes that can be listed.
    pub errors_count: i64,
    /// The check, run or undo that works on it, or did last.
    pub operation_id: Option<OperationId>,
    /// Until when it can be undone.
    pub undo_until: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
    pub version: i64,
}

impl TryFrom<Model> for Import {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            target: row.target,
            file_name: row.file_name,
            size: row.size,
            state: row.state,
            encoding: row.encoding,
            delimiter: row.delimiter,
            columns: from_json(&row.columns)?,
            file_errors: from_json(&row.file_errors)?,
            mapping: from_json(&row.mapping)?,
            options: from_json(&row.options)?,
            rows_seen: row.rows_seen,
            counts: from_json(&row.counts)?,
            rows_done: row.next_row,
            errors_count: row.errors_kept,
            operation_id: row.operation_id,
            undo_until: row.undo_until,
            created_at: row.created_at,
            updated_at: row.updated_at,
            finished_at: row.finished_at,
            version: row.version,
        })
    }
}

/// Something that files can be imported into.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TargetDescription {
    pub target: String,
    pub label: Label,
    /// Fields by which a row can find its object, the usual one first.
    pub match_fields: Vec<String>,
    pub fields: Vec<Field>,
}
