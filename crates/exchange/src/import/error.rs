//! The mistakes of a file: kept with a batch, listed, and given out as a file for the person who mends it.

use super::{MAX_ERRORS, load};
use crate::{
    entity::{
        import::Model,
        import_row_error::{self, ActiveModel, Column, Entity},
    },
    export::{Cell, CsvWriter},
    row_error::RowError,
};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::ImportId,
    locale::Locale,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

const ROWS_PER_INSERT: usize = 500;
const ROWS_PER_PART: u64 = 1000;

/// One mistake of a file, with the sentence for the person who mends it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportError {
    #[serde(flatten)]
    pub error: RowError,
    pub message: String,
}

/// In the order of the file. What undoing left alone stands here too, under the line that had written it.
pub async fn list_errors(
    tx: &WorkspaceTx,
    id: ImportId,
    locale: Locale,
    page: &PageRequest,
) -> Result<Page<ImportError>, Error> {
    tx.require(Grant::ImportsWrite)?;
    load(tx, id).await?;
    let keyset = Keyset {
        sorts: &[Sort::by("line", Column::Line)],
        default_sort: "line",
        id: Column::Id,
        filter: id.to_string(),
    };
    let select = tx.find::<Entity>().filter(Column::ImportId.eq(id));
    let page = keyset.page(tx, select, page).await?;
    Ok(page.map(|row| {
        let error = RowError::from(row);
        ImportError { message: error.message(locale), error }
    }))
}

/// The mistakes as a file, part by part, so that nothing piles up.
pub struct ErrorsPart {
    import: ImportId,
    locale: Locale,
    after: Option<(i64, Uuid)>,
    ended: bool,
}

impl ErrorsPart {
    pub fn first(import: ImportId, locale: Locale) -> Self {
        Self { import, locale, after: None, ended: false }
    }

    /// The next bytes of the file; `None` at its end.
    pub async fn next(&mut self, tx: &WorkspaceTx) -> Result<Option<Vec<u8>>, Error> {
        tx.require(Grant::ImportsWrite)?;
        if self.ended {
            return Ok(None);
        }
        let mut rows = tx.find::<Entity>().filter(Column::ImportId.eq(self.import));
        if let Some((line, id)) = self.after {
            let same_line = Condition::all().add(Column::Line.eq(line)).add(Column::Id.gt(id));
            rows = rows.filter(Condition::any().add(Column::Line.gt(line)).add(same_line));
        } else {
            load(tx, self.import).await?;
        }
        let rows = rows
            .order_by_asc(Column::Line)
            .order_by_asc(Column::Id)
            .limit(ROWS_PER_PART)
            .all(&tx.db)
            .await?;
        let bytes = self.write(&rows).map_err(Error::internal)?;
        self.ended = (rows.len() as u64) < ROWS_PER_PART;
        self.after = rows.last().map(|row| (row.line, row.id));
        Ok(Some(bytes))
    }

    fn write(&self, rows: &[import_row_error::Model]) -> std::io::Result<Vec<u8>> {
        let headers = match self.locale {
            Locale::ZhCn => ["行", "列", "表头", "错误代码", "说明", "内容"],
            Locale::En => ["Line", "Column", "Header", "Code", "Message", "Value"],
        };
        let mut writer =
            if self.after.is_none() { CsvWriter::new(headers)? } else { CsvWriter::continued() };
        for row in rows {
            let error = RowError::from(row.clone());
            writer.row([
                Cell::Integer(row.line),
                Cell::from(row.column_number.map(i64::from)),
                Cell::from(row.header.as_deref()),
                Cell::from(row.code.as_str()),
                Cell::from(error.message(self.locale)),
                Cell::from(row.value.as_str()),
            ])?;
        }
        writer.take()
    }
}

/// Keeps the mistakes of a batch, up to the limit of the file.
pub(super) async fn keep(
    tx: &WorkspaceTx,
    import: &mut Model,
    errors: Vec<RowError>,
) -> Result<(), Error> {
    let free = usize::try_from(MAX_ERRORS - import.errors_kept).unwrap_or(0);
    let rows: Vec<ActiveModel> =
        errors.into_iter().take(free).map(|error| row(tx, import.id, error)).collect();
    import.errors_kept += i64::try_from(rows.len()).map_err(Error::internal)?;
    for rows in rows.chunks(ROWS_PER_INSERT) {
        Entity::insert_many(rows.to_vec()).exec_without_returning(&tx.db).await?;
    }
    Ok(())
}

pub(super) async fn forget(tx: &WorkspaceTx, import: &mut Model) -> Result<(), Error> {
    tx.delete::<Entity>().filter(Column::ImportId.eq(import.id)).exec(&tx.db).await?;
    import.errors_kept = 0;
    Ok(())
}

fn row(tx: &WorkspaceTx, import: ImportId, error: RowError) -> ActiveModel {
    ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        import_id: Set(import),
        line: Set(i64::try_from(error.line).unwrap_or(i64::MAX)),
        column_number: Set(error.column.and_then(|column| i32::try_from(column).ok())),
        header: Set(error.header),
        code: Set(error.code.into_owned()),
        params: Set(Value::Object(error.params)),
        value: Set(error.value.replace('\0', "\u{fffd}")),
    }
}

impl From<import_row_error::Model> for RowError {
    fn from(row: import_row_error::Model) -> Self {
        Self {
            line: u64::try_from(row.line).unwrap_or_default(),
            column: row.column_number.and_then(|column| usize::try_from(column).ok()),
            header: row.header,
            code: row.code.into(),
            params: row.params.as_object().cloned().unwrap_or_else(Map::new),
            value: row.value,
        }
    }
}
