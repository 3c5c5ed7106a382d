use crate::{
    extract::Body,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch};
use identity::workspace::{self, Workspace, WorkspacePatch};

/// Get the workspace
///
/// The workspace of the credential, with its settings.
#[utoipa::path(
    tag = "workspace",
    security(("session" = []), ("secret_key" = [])),
    responses((status = 200, description = "The workspace", body = Workspace), Problems),
)]
#[get("/v1/workspace")]
pub async fn get_workspace(work: Work) -> Answer {
    work.read(workspace::get).await
}

/// Change the workspace's settings
#[utoipa::path(
    tag = "workspace",
    security(("session" = ["workspace:write"]), ("secret_key" = ["workspace:write"])),
    request_body(content = WorkspacePatch, example = json!({ "name": "Evergreen Software", "week_start": 1 })),
    responses((status = 200, description = "The workspace", body = Workspace), Problems),
)]
#[patch("/v1/workspace")]
pub async fn update_workspace(work: Work, Body(input): Body<WorkspacePatch>) -> Answer {
    work.change(async |tx| workspace::update(tx, input).await).await
}
