//! Imports of files: uploaded in pieces, inspected, mapped, checked without effect, run, undone.
//!
//! The file lies in the database, so that any node can go on with it. Checking, running and undoing are operations
//! that a job works off in batches; each batch is one transaction with its effects, its errors and the checkpoint, so
//! that a crash at any point neither loses nor doubles a row. The pieces are deleted when the run has ended: the
//! file holds personal data and undo does not need it.

mod batch;
mod error;
mod input;
mod job;
mod mapping;
mod plan;
mod rows;
mod start;
mod state;
mod undo;
mod upload;
mod view;

pub use error::{ErrorsPart, ImportError, list_errors};
pub use input::{ImportFilter, ImportOptions, ImportPatch, NewImport, RunImport};
pub use job::{ImportJob, ImportWorker};
pub use mapping::ColumnMapping;
pub use start::{check, run, undo, undo_operation};
pub use state::ImportState;
pub use upload::Upload;
pub use view::{Counts, FileColumn, Import, TargetDescription};

use crate::{
    entity::import::{ActiveModel, Column, Entity, Model},
    target::{ImportTarget, Targets},
};
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    ids::ImportId,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, IntoActiveModel, QueryFilter, Set,
    sea_query::{Expr, ExprTrait, Query},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::sync::Arc;
use validator::Validate;

/// Above this a file is refused.
pub const MAX_BYTES: i64 = 200 * 1024 * 1024;
/// Rows of one transaction.
const BATCH: usize = 200;
/// With more rows a file is refused.
pub const MAX_ROWS: i64 = 1_000_000;
/// Mistakes beyond this are counted, not kept.
pub const MAX_ERRORS: i64 = 100_000;

/// What can be imported into, with all fields.
pub async fn list_targets(
    tx: &WorkspaceTx,
    targets: &Targets,
) -> Result<Vec<TargetDescription>, Error> {
    tx.require(Grant::ImportsWrite)?;
    let mut list = Vec::new();
    for target in targets.iter().filter(|target| tx.allows(target.grant())) {
        list.push(TargetDescription {
            target: target.key().to_owned(),
            label: target.label(),
            match_fields: target.match_fields().iter().map(|field| (*field).to_owned()).collect(),
            fields: target.fields(tx).await?,
        });
    }
    Ok(list)
}

pub async fn create(
    tx: &WorkspaceTx,
    targets: &Targets,
    input: NewImport,
) -> Result<Import, Error> {
    tx.require(Grant::ImportsWrite)?;
    input.validate()?;
    let target = known_target(tx, targets, &input.target)?;
    if input.size > MAX_BYTES {
        return Err(Error::refused(kernel::Code::TooLarge).with("max", MAX_BYTES));
    }
    let options = ImportOptions::of_workspace(tx, target.match_fields()[0]).await?;
    let row = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        target: Set(input.target),
        file_name: Set(input.file_name),
        size: Set(0),
        chunks: Set(0),
        state: Set(ImportState::Created),
        encoding: Set(None),
        delimiter: Set(None),
        columns: Set(json!([])),
        file_errors: Set(json!([])),
        mapping: Set(json!([])),
        options: Set(to_json(&options)?),
        rows_seen: Set(None),
        counts: Set(to_json(&Counts::default())?),
        next_row: Set(0),
        errors_kept: Set(0),
        effects: Set(0),
        operation_id: Set(None),
        run_operation_id: Set(None),
        undo_until: Set(None),
        finished_at: Set(None),
        actor_kind: Set(tx.caller.actor.kind().to_owned()),
        actor_id: Set(tx.caller.actor.id()),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    Import::try_from(row.insert(&tx.db).await?)
}

pub async fn list(
    tx: &WorkspaceTx,
    filter: &ImportFilter,
    page: &PageRequest,
) -> Result<Page<Import>, Error> {
    tx.require(Grant::ImportsWrite)?;
    let condition = Condition::all()
        .add_option(filter.target.as_ref().map(|targets| Column::Target.is_in(targets.0.clone())))
        .add_option(
            filter.state.as_ref().map(|states| Column::State.is_in(states.0.iter().copied())),
        );
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let Page { data, next_cursor, total } = rows;
    let data = data.into_iter().map(Import::try_from).collect::<Result<_, _>>()?;
    Ok(Page { data, next_cursor, total })
}

pub async fn get(tx: &WorkspaceTx, id: ImportId) -> Result<Import, Error> {
    tx.require(Grant::ImportsWrite)?;
    Import::try_from(load(tx, id).await?)
}

/// Changes mapping and options of a file that is not being worked on. A change of the file's format reads its
/// beginning anew.
pub async fn update(
    tx: &WorkspaceTx,
    targets: &Targets,
    id: ImportId,
    patch: ImportPatch,
) -> Result<Import, Error> {
    tx.require(Grant::ImportsWrite)?;
    patch.validate()?;
    let row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if !matches!(row.state, ImportState::Uploaded | ImportState::Checked) {
        return Err(Error::wrong_state(
            "the file isn't waiting for its mapping",
            "文件当前不在待映射状态",
        ));
    }
    let target = known_target(tx, targets, &row.target)?;
    let before: ImportOptions = from_json(&row.options)?;
    let options = patch.options.unwrap_or_else(|| before.clone());
    let mut row = row;
    row.options = to_json(&options)?;
    if options.format() != before.format() {
        row = upload::inspect(tx, target.as_ref(), row).await?;
    }
    if let Some(mapping) = patch.mapping {
        row.mapping = to_json(&mapping)?;
    }
    let fields = target.fields(tx).await?;
    mapping::validate(&row, target.as_ref(), &fields)?;
    row.state = ImportState::Uploaded;
    Import::try_from(save(tx, row).await?)
}

/// Writes the whole row, one version on.
async fn save(tx: &WorkspaceTx, row: Model) -> Result<Model, Error> {
    let version = row.version + 1;
    let mut row = row.into_active_model().reset_all();
    row.version = Set(version);
    row.updated_at = Set(tx.now());
    Ok(row.update(&tx.db).await?)
}

async fn load(tx: &WorkspaceTx, id: ImportId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("import"))
}

fn known_target<'a>(
    tx: &WorkspaceTx,
    targets: &'a Targets,
    key: &str,
) -> Result<&'a Arc<dyn ImportTarget>, Error> {
    let Some(target) = targets.get(key) else {
        let known: Vec<&str> = targets.iter().map(|target| target.key()).collect();
        return Err(Error::invalid(vec![
            FieldError::new("/target", "unknown_value").with("allowed", known),
        ]));
    };
    tx.require(target.grant())?;
    Ok(target)
}

fn to_json(value: &impl Serialize) -> Result<Value, Error> {
    serde_json::to_value(value).map_err(Error::internal)
}

fn from_json<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(value).map_err(Error::internal)
}

/// The workspace's currency and region; its entity belongs to a neighbour.
async fn workspace_defaults(tx: &WorkspaceTx) -> Result<(String, String), Error> {
    let query = Query::select()
        .columns(["currency", "default_region"])
        .from("workspace")
        .and_where(Expr::col("id").eq(tx.workspace().uuid()))
        .take();
    let row = tx.db.query_one(&query).await?.ok_or_else(|| Error::not_found("workspace"))?;
    Ok((row.try_get("", "currency")?, row.try_get("", "default_region")?))
}
