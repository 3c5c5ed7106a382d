use crate::{
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use exchange::import::{self, TargetDescription};
use serde::Serialize;
use utoipa::ToSchema;

/// What files can be imported into.
#[derive(Serialize, ToSchema)]
pub struct ImportTargets {
    /// The targets that the caller may write to, with their fields.
    data: Vec<TargetDescription>,
}

/// List import targets
///
/// What can be imported into, with every field that a column can be mapped to, custom attributes included.
#[utoipa::path(
    tag = "imports",
    security(("session" = ["imports:write"]), ("secret_key" = ["imports:write"])),
    responses((status = 200, description = "The targets", body = ImportTargets), Problems),
)]
#[get("/v1/import-targets")]
pub async fn list_import_targets(work: Work) -> Answer {
    let shared = work.shared();
    work.list(async |tx| {
        let data = import::list_targets(tx, &shared.targets).await?;
        Ok(ImportTargets { data })
    })
    .await
}
