use super::{
    ColumnMapping, Counts, FileColumn, Import, ImportOptions, ImportState, MAX_BYTES, from_json,
    known_target, load, save, to_json,
};
use crate::{
    entity::{import::Model, import_chunk},
    file::{OpenError, Reader},
    guess::{Column, SURE, guess_columns},
    target::{ImportTarget, Targets},
};
use kernel::{Caller, Code, Db, Error, Grant, WorkspaceTx, ids::ImportId};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryFilter, QueryOrder, QuerySelect, Set};

/// What is stored as one piece.
const CHUNK_BYTES: usize = 256 * 1024;
/// Pieces that decide what kind of file it is.
const INSPECTED_CHUNKS: u64 = 2;
const SAMPLE_ROWS: usize = 50;
const SHOWN_SAMPLES: usize = 3;
const SHOWN_CHARACTERS: usize = 80;

/// Takes a file in while it arrives. Each piece is a short transaction: a slow sender holds nothing up.
pub struct Upload {
    db: Db,
    caller: Caller,
    targets: Targets,
    import: ImportId,
    pending: Vec<u8>,
}

impl Upload {
    /// Forgets what was uploaded before.
    pub async fn begin(
        db: &Db,
        caller: Caller,
        targets: &Targets,
        import: ImportId,
    ) -> Result<Self, Error> {
        let tx = WorkspaceTx::write(db, caller.clone()).await?;
        tx.require(Grant::ImportsWrite)?;
        let mut row = load(&tx, import).await?;
        known_target(&tx, targets, &row.target)?;
        if !matches!(row.state, ImportState::Created | ImportState::Uploaded | ImportState::Checked)
        {
            return Err(Error::wrong_state("the import has begun", "导入已经开始"));
        }
        delete_chunks(&tx, import).await?;
        (row.state, row.size, row.chunks) = (ImportState::Created, 0, 0);
        save(&tx, row).await?;
        tx.commit().await?;
        Ok(Self { db: db.clone(), caller, targets: targets.clone(), import, pending: Vec::new() })
    }

    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.pending.extend_from_slice(bytes);
        while self.pending.len() >= CHUNK_BYTES {
            let rest = self.pending.split_off(CHUNK_BYTES);
            let chunk = std::mem::replace(&mut self.pending, rest);
            self.store(chunk).await?;
        }
        Ok(())
    }

    /// Reads the beginning of the file: its format, columns, and what they most likely are.
    pub async fn finish(mut self) -> Result<Import, Error> {
        if !self.pending.is_empty() {
            let chunk = std::mem::take(&mut self.pending);
            self.store(chunk).await?;
        }
        let tx = WorkspaceTx::write(&self.db, self.caller).await?;
        let mut row = load(&tx, self.import).await?;
        if row.state != ImportState::Created {
            return Err(Error::wrong_state(
                "the file was uploaded twice at once",
                "该文件正在被同时上传",
            ));
        }
        row.state = ImportState::Uploaded;
        let target = known_target(&tx, &self.targets, &row.target)?;
        let row = inspect(&tx, target.as_ref(), row).await?;
        let import = Import::try_from(save(&tx, row).await?)?;
        tx.commit().await?;
        Ok(import)
    }

    async fn store(&self, bytes: Vec<u8>) -> Result<(), Error> {
        let tx = WorkspaceTx::write(&self.db, self.caller.clone()).await?;
        let mut row = load(&tx, self.import).await?;
        row.size += i64::try_from(bytes.len()).map_err(Error::internal)?;
        if row.state != ImportState::Created {
            return Err(Error::wrong_state(
                "the file was uploaded twice at once",
                "该文件正在被同时上传",
            ));
        }
        if row.size > MAX_BYTES {
            return Err(Error::refused(Code::TooLarge).with("max", MAX_BYTES));
        }
        let chunk = import_chunk::ActiveModel {
            id: Set(tx.new_id()),
            workspace_id: Set(tx.workspace()),
            import_id: Set(self.import),
            sequence: Set(row.chunks),
            bytes: Set(bytes),
        };
        chunk.insert(&tx.db).await?;
        row.chunks += 1;
        save(&tx, row).await?;
        tx.commit().await
    }
}

pub(super) async fn delete_chunks(tx: &WorkspaceTx, import: ImportId) -> Result<(), Error> {
    let chunks =
        tx.delete::<import_chunk::Entity>().filter(import_chunk::Column::ImportId.eq(import));
    chunks.exec(&tx.db).await?;
    Ok(())
}

/// Fills in what the beginning of the file tells; the mapping becomes that of the sure guesses.
pub(super) async fn inspect(
    tx: &WorkspaceTx,
    target: &dyn ImportTarget,
    mut row: Model,
) -> Result<Model, Error> {
    let options: ImportOptions = from_json(&row.options)?;
    let sample = beginning(tx, row.id).await?;
    let (columns, mapping, errors) = match Reader::open(sample.as_slice(), options.format()) {
        Ok(mut reader) => {
            row.encoding = Some(reader.encoding());
            row.delimiter = Some(reader.delimiter());
            let fields = target.fields(tx).await?;
            let columns = describe(&mut reader, &fields, &options)?;
            (columns.clone(), sure_mapping(&columns), Vec::new())
        }
        Err(OpenError::Header(errors)) => (Vec::new(), Vec::new(), errors),
        Err(OpenError::Io(error)) => return Err(Error::internal(error)),
    };
    row.columns = to_json(&columns)?;
    row.mapping = to_json(&mapping)?;
    row.file_errors = to_json(&errors)?;
    row.rows_seen = None;
    row.counts = to_json(&Counts::default())?;
    Ok(row)
}

async fn beginning(tx: &WorkspaceTx, import: ImportId) -> Result<Vec<u8>, Error> {
    let chunks =
        tx.find::<import_chunk::Entity>().filter(import_chunk::Column::ImportId.eq(import));
    let chunks = chunks
        .order_by_asc(import_chunk::Column::Sequence)
        .limit(INSPECTED_CHUNKS)
        .all(&tx.db)
        .await?;
    Ok(chunks.into_iter().flat_map(|chunk| chunk.bytes).collect())
}

fn describe(
    reader: &mut Reader<&[u8]>,
    fields: &[crate::field::Field],
    options: &ImportOptions,
) -> Result<Vec<FileColumn>, Error> {
    let mut rows = Vec::new();
    while rows.len() < SAMPLE_ROWS {
        let Some(row) = reader.next_row().map_err(Error::internal)? else { break };
        if row.errors.is_empty() {
            rows.push(row.cells);
        }
    }
    let header =
        |at: usize| reader.headers().and_then(|headers| headers.get(at)).map(String::as_str);
    let columns: Vec<Column<'_>> = (0..reader.columns())
        .map(|at| Column {
            header: header(at),
            samples: rows.iter().map(|row| row[at].as_str()).collect(),
        })
        .collect();
    let guesses = guess_columns(&columns, fields, options.reading());
    let described =
        columns.iter().zip(guesses).enumerate().map(|(at, (column, guess))| FileColumn {
            index: at + 1,
            header: column.header.map(str::to_owned),
            samples: shown(&column.samples),
            guess,
        });
    Ok(described.collect())
}

/// The first values that differ.
fn shown(samples: &[&str]) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for sample in samples.iter().map(|sample| sample.trim()).filter(|sample| !sample.is_empty()) {
        let sample: String = sample.chars().take(SHOWN_CHARACTERS).collect();
        if shown.len() < SHOWN_SAMPLES && !shown.contains(&sample) {
            shown.push(sample);
        }
    }
    shown
}

fn sure_mapping(columns: &[FileColumn]) -> Vec<ColumnMapping> {
    let sure = columns.iter().filter_map(|column| {
        let guess = column.guess.as_ref().filter(|guess| guess.confidence >= SURE)?;
        Some(ColumnMapping::to_field(column.index, &guess.field))
    });
    sure.collect()
}
