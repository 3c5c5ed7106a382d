use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::{Problem, Problems},
    work::{Answer, Work},
};
use actix_web::{HttpResponse, get, patch, post, put, web::Payload};
use exchange::import::{self, Import, ImportFilter, ImportPatch, NewImport, RunImport, Upload};
use futures::StreamExt as _;
use jobs::operation::Operation;
use kernel::{Code, Error, ids::ImportId, page::PageRequest};

page_of!(ImportsPage, Import, "A page of imports.");

/// List imports
///
/// Newest first.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(ImportFilter, PageRequest),
    responses((status = 200, description = "A page of imports", body = ImportsPage), Problems),
)]
#[get("/v1/imports")]
pub async fn list_imports(work: Work, list: List<ImportFilter>) -> Answer {
    work.list(async |tx| import::list(tx, &list.filter, &list.page).await.map(ImportsPage::from))
        .await
}

/// Announce a file
///
/// Says what the rows of a file are. Then send the file itself with `put_import_file`.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    request_body(content = NewImport, example = json!({ "target": "accounts", "file_name": "customers.csv", "size": 970_457 })),
    responses((status = 201, description = "The import, waiting for its file", body = Import), Problems),
)]
#[post("/v1/imports")]
pub async fn create_import(work: Work, Body(input): Body<NewImport>) -> Answer {
    let shared = work.shared();
    work.create("/v1/imports", async |tx| import::create(tx, &shared.targets, input).await).await
}

/// Get an import
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(("id" = ImportId, Path, description = "The import.")),
    responses((status = 200, description = "The import", body = Import), Problems),
)]
#[get("/v1/imports/{id}")]
pub async fn get_import(work: Work, id: Id<ImportId>) -> Answer {
    work.read(async |tx| import::get(tx, id.0).await).await
}

/// Change mapping and options
///
/// Before a check or after one. A change of encoding, delimiter or header reads the beginning of the file anew.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(("id" = ImportId, Path, description = "The import.")),
    request_body(content = ImportPatch, example = json!({ "mapping": [{ "column": 1, "field": "external_id" }] })),
    responses((status = 200, description = "The import after the change", body = Import), Problems),
)]
#[patch("/v1/imports/{id}")]
pub async fn update_import(work: Work, id: Id<ImportId>, Body(patch): Body<ImportPatch>) -> Answer {
    let shared = work.shared();
    work.change(async |tx| import::update(tx, &shared.targets, id.0, patch).await).await
}

/// Send the file
///
/// The bytes as they are, at most 200 MB, in UTF-8, UTF-16 or GBK; encoding, delimiter and columns are found out. It is
/// stored while it arrives. Sending again replaces what was sent before.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(("id" = ImportId, Path, description = "The import.")),
    request_body(content = Option<String>, content_type = "application/octet-stream", description = "The file.", example = json!("name,phone\nLi Wei,13800138000\n")),
    responses((status = 200, description = "The import with its columns and the guessed mapping", body = Import), Problems),
)]
#[put("/v1/imports/{id}/file")]
pub async fn put_import_file(work: Work, id: Id<ImportId>, mut payload: Payload) -> Answer {
    let shared = work.shared();
    let mut upload = Upload::begin(&work.db, work.caller, &shared.targets, id.0).await?;
    while let Some(chunk) = payload.next().await {
        let broken = |_| {
            Problem(Error::refused(Code::UnreadableBody).with("reason", "the upload broke off"))
        };
        upload.write(&chunk.map_err(broken)?).await?;
    }
    Ok(HttpResponse::Ok().json(upload.finish().await?))
}

/// Check an import
///
/// Reads the whole file without effect: counts what would be created and updated, and names every row with a mistake.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(("id" = ImportId, Path, description = "The import.")),
    responses((status = 202, description = "The check, to be watched", body = Operation), Problems),
)]
#[post("/v1/imports/{id}/check")]
pub async fn check_import(work: Work, id: Id<ImportId>) -> Answer {
    let shared = work.shared();
    work.accept(async |tx| import::check(tx, &shared.targets, id.0).await).await
}

/// Run an import
///
/// After a check. Rows with mistakes are left out if `skip_errors` says so; otherwise they stop the run before it begins.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(("id" = ImportId, Path, description = "The import.")),
    request_body(content = RunImport, example = json!({ "skip_errors": true })),
    responses((status = 202, description = "The run, to be watched", body = Operation), Problems),
)]
#[post("/v1/imports/{id}/run")]
pub async fn run_import(work: Work, id: Id<ImportId>, Body(input): Body<RunImport>) -> Answer {
    let shared = work.shared();
    work.accept(async |tx| import::run(tx, &shared.targets, id.0, input).await).await
}

/// Undo an import
///
/// Takes back what the run wrote. What somebody changed since is left alone and named among the errors.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(("id" = ImportId, Path, description = "The import.")),
    responses((status = 202, description = "The undoing, to be watched", body = Operation), Problems),
)]
#[post("/v1/imports/{id}/undo")]
pub async fn undo_import(work: Work, id: Id<ImportId>) -> Answer {
    let shared = work.shared();
    work.accept(async |tx| import::undo(tx, &shared.targets, id.0).await).await
}
