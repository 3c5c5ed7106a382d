use crate::{
    extract::{Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{HttpResponse, get, http::header, web::Bytes};
use exchange::import::{self, ErrorsPart, ImportError};
use futures::stream;
use kernel::{Error, WorkspaceTx, ids::ImportId, page::PageRequest};
use serde::Deserialize;

page_of!(ImportErrorsPage, ImportError, "A page of an import's mistakes.");

/// This list has no filter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

/// List the mistakes of an import
///
/// In the order of the file: line, column, what is wrong, and the value. What undoing left alone stands here too.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(("id" = ImportId, Path, description = "The import."), PageRequest),
    responses((status = 200, description = "A page of mistakes", body = ImportErrorsPage), Problems),
)]
#[get("/v1/imports/{id}/errors")]
pub async fn list_import_errors(work: Work, id: Id<ImportId>, list: List<NoFilter>) -> Answer {
    let locale = work.locale();
    work.list(async |tx| {
        import::list_errors(tx, id.0, locale, &list.page).await.map(ImportErrorsPage::from)
    })
    .await
}

/// Export the mistakes of an import
///
/// As a CSV file that spreadsheets open safely, in the caller's language.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(("id" = ImportId, Path, description = "The import.")),
    responses((status = 200, description = "The file", content_type = "text/csv", body = String), Problems),
)]
#[get("/v1/imports/{id}/errors.csv")]
pub async fn export_import_errors(work: Work, id: Id<ImportId>) -> Answer {
    let mut part = ErrorsPart::first(id.0, work.locale());
    let tx = WorkspaceTx::read(&work.db, work.caller.clone()).await?;
    import::get(&tx, id.0).await?;
    // The first part is read before the answer begins, so that a refusal is a problem and not a broken file.
    let first = part.next(&tx).await?;
    drop(tx);
    let (db, caller) = (work.db.clone(), work.caller);
    let parts = stream::try_unfold((part, first), move |(mut part, ready)| {
        let (db, caller) = (db.clone(), caller.clone());
        async move {
            let Some(bytes) = ready else { return Ok::<_, Error>(None) };
            let tx = WorkspaceTx::read(&db, caller).await?;
            let next = part.next(&tx).await?;
            Ok(Some((Bytes::from(bytes), (part, next))))
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"import-errors.csv\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(Box::pin(parts)))
}
