use crate::{
    extract::{Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, post};
use exchange::import;
use jobs::operation::{self, Operation, OperationFilter};
use kernel::{ids::OperationId, page::PageRequest};

page_of!(OperationsPage, Operation, "A page of operations.");

/// List operations
///
/// Long work of this workspace, newest first.
#[utoipa::path(
    tag = "jobs",
    security(("session" = []), ("secret_key" = [])),
    params(OperationFilter, PageRequest),
    responses((status = 200, description = "A page of operations", body = OperationsPage), Problems),
)]
#[get("/v1/operations")]
pub async fn list_operations(work: Work, list: List<OperationFilter>) -> Answer {
    work.list(async |tx| {
        operation::list(tx, &list.filter, &list.page).await.map(OperationsPage::from)
    })
    .await
}

/// Get an operation
///
/// How far long work is, and what came of it. Poll it about once a second.
#[utoipa::path(
    tag = "jobs",
    security(("session" = []), ("secret_key" = [])),
    params(("id" = OperationId, Path, description = "The operation.")),
    responses((status = 200, description = "The operation", body = Operation), Problems),
)]
#[get("/v1/operations/{id}")]
pub async fn get_operation(work: Work, id: Id<OperationId>) -> Answer {
    work.read(async |tx| operation::get(tx, id.0).await).await
}

/// Cancel an operation
///
/// Asks it to stop at its next checkpoint. What it did until then stays, and can be undone where the kind of
/// operation can.
#[utoipa::path(
    tag = "jobs",
    security(("session" = []), ("secret_key" = [])),
    params(("id" = OperationId, Path, description = "The operation.")),
    responses((status = 200, description = "The operation", body = Operation), Problems),
)]
#[post("/v1/operations/{id}/cancel")]
pub async fn cancel_operation(work: Work, id: Id<OperationId>) -> Answer {
    work.change(async |tx| operation::cancel(tx, id.0).await).await
}

/// Undo an operation
///
/// Takes back what a finished operation did, where `undo.state` is `available`. Answers the operation that does so.
#[utoipa::path(
    tag = "jobs",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    params(("id" = OperationId, Path, description = "The operation.")),
    responses((status = 202, description = "The undoing, to be watched", body = Operation), Problems),
)]
#[post("/v1/operations/{id}/undo")]
pub async fn undo_operation(work: Work, id: Id<OperationId>) -> Answer {
    let shared = work.shared();
    work.accept(async |tx| import::undo_operation(tx, &shared.targets, id.0).await).await
}
