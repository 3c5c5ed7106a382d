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
///
/// With another `mrr_while_paused` the accounts whose subscriptions are paused are counted anew at once.
#[utoipa::path(
    tag = "workspace",
    security(("session" = ["workspace:write"]), ("secret_key" = ["workspace:write"])),
    request_body(content = WorkspacePatch, example = json!({ "name": "Evergreen Software", "week_start": 1 })),
    responses((status = 200, description = "The workspace", body = Workspace), Problems),
)]
#[patch("/v1/workspace")]
pub async fn update_workspace(work: Work, Body(input): Body<WorkspacePatch>) -> Answer {
    let counts_anew = input.mrr_while_paused.is_some();
    work.change(async |tx| {
        let workspace = workspace::update(tx, input).await?;
        if counts_anew {
            customers::standing::follow_settings(tx).await?;
        }
        Ok(workspace)
    })
    .await
}
