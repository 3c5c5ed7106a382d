use crate::{
    extract::{Body, Id},
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use kernel::ids::LeadStageId;
use leads::stage::{self, NewStage, Stage, StageOrder, StagePatch};
use serde::Serialize;
use utoipa::ToSchema;

/// All stages in their order.
#[derive(Serialize, ToSchema)]
pub struct LeadStages {
    pub data: Vec<Stage>,
}

/// List the stages of leads
///
/// In their order, without the archived ones.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The stages", body = LeadStages), Problems),
)]
#[get("/v1/lead-stages")]
pub async fn list_lead_stages(work: Work) -> Answer {
    work.list(async |tx| Ok(LeadStages { data: stage::list(tx).await? })).await
}

/// Create a stage of leads
///
/// It comes last.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    request_body(content = NewStage, example = json!({
        "key": "pilot", "name": "试点", "type": "ongoing", "journey_stage": "evaluate", "probability": 0.5,
    })),
    responses((status = 201, description = "The stage", body = Stage), Problems),
)]
#[post("/v1/lead-stages")]
pub async fn create_lead_stage(work: Work, Body(input): Body<NewStage>) -> Answer {
    work.create("/v1/lead-stages", async |tx| stage::create(tx, input).await).await
}

/// Get a stage of leads
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadStageId, Path, description = "The stage.")),
    responses((status = 200, description = "The stage", body = Stage), Problems),
)]
#[get("/v1/lead-stages/{id}")]
pub async fn get_lead_stage(work: Work, id: Id<LeadStageId>) -> Answer {
    work.read(async |tx| stage::get(tx, id.0).await).await
}

/// Update a stage of leads
///
/// Its type can't close or reopen leads that are in it.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("id" = LeadStageId, Path, description = "The stage.")),
    request_body(content = StagePatch, example = json!({ "name": "试点中" })),
    responses((status = 200, description = "The stage", body = Stage), Problems),
)]
#[patch("/v1/lead-stages/{id}")]
pub async fn update_lead_stage(
    work: Work,
    id: Id<LeadStageId>,
    Body(patch): Body<StagePatch>,
) -> Answer {
    work.change(async |tx| stage::update(tx, id.0, patch).await).await
}

/// Archive a stage of leads
///
/// Its leads must have moved on before, and it must not be the last of a type that leads need.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("id" = LeadStageId, Path, description = "The stage.")),
    responses((status = 200, description = "The stage", body = Stage), Problems),
)]
#[post("/v1/lead-stages/{id}/archive")]
pub async fn archive_lead_stage(work: Work, id: Id<LeadStageId>) -> Answer {
    work.change(async |tx| stage::archive(tx, id.0).await).await
}

/// Reorder the stages of leads
///
/// Names all stages in their new order.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    request_body(content = StageOrder, example = json!({ "stage_ids": ["stage_01h455vb4pex5vsknk084sn02q"] })),
    responses((status = 200, description = "The stages", body = LeadStages), Problems),
)]
#[post("/v1/lead-stages/reorder")]
pub async fn reorder_lead_stages(work: Work, Body(order): Body<StageOrder>) -> Answer {
    work.change(async |tx| Ok(LeadStages { data: stage::reorder(tx, order).await? })).await
}
