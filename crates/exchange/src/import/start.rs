//! Starting the work: each function changes the import's state, opens an operation, and leaves a job, in one
//! transaction.

use super::{
    ColumnMapping, Counts, ImportJob, ImportState, RunImport, error, from_json, job::Task,
    known_target, load, mapping, save, to_json,
};
use crate::{
    entity::import::{Column, Entity, Model},
    row_error::RowError,
    target::Targets,
};
use jobs::{
    Enqueue as _, When,
    operation::{self, Operation},
};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{ImportId, OperationId},
};
use sea_orm::{ColumnTrait, QueryFilter};

/// Goes through the whole file without effect: what would be created and updated, and every mistake.
pub async fn check(tx: &WorkspaceTx, targets: &Targets, id: ImportId) -> Result<Operation, Error> {
    tx.require(Grant::ImportsWrite)?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if !matches!(row.state, ImportState::Uploaded | ImportState::Checked) {
        return Err(Error::wrong_state(
            "the file isn't waiting for its check",
            "文件当前不在待校验状态",
        ));
    }
    require_readable(tx, targets, &row).await?;
    error::forget(tx, &mut row).await?;
    row.rows_seen = None;
    begin(tx, row, Task::Check).await
}

/// Imports the file as it was checked.
pub async fn run(
    tx: &WorkspaceTx,
    targets: &Targets,
    id: ImportId,
    input: RunImport,
) -> Result<Operation, Error> {
    tx.require(Grant::ImportsWrite)?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.state != ImportState::Checked {
        return Err(Error::wrong_state("the file isn't checked", "文件尚未校验"));
    }
    require_readable(tx, targets, &row).await?;
    let counts: Counts = from_json(&row.counts)?;
    if counts.error > 0 && !input.skip_errors {
        return Err(Error::wrong_state("the file has rows with mistakes", "文件中有错误的行"));
    }
    error::forget(tx, &mut row).await?;
    begin(tx, row, Task::Run).await
}

/// Takes back what a run did, except what others have changed since.
pub async fn undo(tx: &WorkspaceTx, targets: &Targets, id: ImportId) -> Result<Operation, Error> {
    tx.require(Grant::ImportsWrite)?;
    let row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    known_target(tx, targets, &row.target)?;
    let has_ended =
        matches!(row.state, ImportState::Finished | ImportState::Cancelled | ImportState::Failed);
    if !has_ended || row.effects == 0 {
        return Err(Error::wrong_state(
            "the import has nothing to undo",
            "这次导入没有可撤销的内容",
        ));
    }
    if row.undo_until.is_none_or(|until| until <= tx.now()) {
        return Err(Error::wrong_state(
            "the time to undo the import has passed",
            "已超过可撤销这次导入的时间",
        ));
    }
    begin(tx, row, Task::Undo).await
}

/// The same by the operation of the run.
pub async fn undo_operation(
    tx: &WorkspaceTx,
    targets: &Targets,
    id: OperationId,
) -> Result<Operation, Error> {
    tx.require(Grant::ImportsWrite)?;
    operation::get(tx, id).await?;
    let row = tx.find::<Entity>().filter(Column::RunOperationId.eq(id)).one(&tx.db).await?;
    let row =
        row.ok_or_else(|| Error::wrong_state("the operation can't be undone", "该操作不支持撤销"))?;
    undo(tx, targets, row.id).await
}

async fn require_readable(tx: &WorkspaceTx, targets: &Targets, row: &Model) -> Result<(), Error> {
    let target = known_target(tx, targets, &row.target)?;
    if !from_json::<Vec<RowError>>(&row.file_errors)?.is_empty() {
        return Err(Error::wrong_state("the file can't be read", "文件无法读取"));
    }
    let fields = target.fields(tx).await?;
    mapping::validate(row, target.as_ref(), &fields)?;
    mapping::require_complete(&from_json::<Vec<ColumnMapping>>(&row.mapping)?, &fields)
}

async fn begin(tx: &WorkspaceTx, mut row: Model, task: Task) -> Result<Operation, Error> {
    let total = if task == Task::Undo { Some(row.effects) } else { row.rows_seen };
    let operation = operation::start(tx, task.kind(), total).await?;
    row.state = task.state();
    row.operation_id = Some(operation.id);
    if task == Task::Run {
        row.run_operation_id = Some(operation.id);
    }
    if task != Task::Undo {
        row.next_row = 0;
        row.counts = to_json(&Counts::default())?;
    }
    let job = ImportJob::new(task, row.id, operation.id, &tx.caller);
    save(tx, row).await?;
    tx.enqueue(&job, When::Now).await?;
    Ok(operation)
}
