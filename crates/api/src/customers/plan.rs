use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use customers::plan::{self, NewPlan, Plan, PlanFilter, PlanPatch};
use kernel::{ids::PlanId, page::PageRequest};

page_of!(PlansPage, Plan, "A page of plans.");

/// List plans
///
/// Sorts: `annual_fee`, `created_at`, `name`; default `annual_fee`, the cheapest first.
#[utoipa::path(
    tag = "plans",
    security(("session" = ["catalog:read"]), ("secret_key" = ["catalog:read"])),
    params(PlanFilter, PageRequest),
    responses((status = 200, description = "A page of plans", body = PlansPage), Problems),
)]
#[get("/v1/plans")]
pub async fn list_plans(work: Work, list: List<PlanFilter>) -> Answer {
    work.list(async |tx| plan::list(tx, &list.filter, &list.page).await.map(PlansPage::from)).await
}

/// Create a plan
#[utoipa::path(
    tag = "plans",
    security(("session" = ["catalog:write"]), ("secret_key" = ["catalog:write"])),
    request_body(content = NewPlan, example = json!({ "key": "professional", "name": "专业版", "opening_fee": { "amount": 800_000, "currency": "CNY" }, "annual_fee": { "amount": 500_000, "currency": "CNY" }, "features": [{ "key": "online_booking", "name": "Online booking", "name_zh": "在线预约", "included": true }] })),
    responses((status = 201, description = "The plan as stored", body = Plan), Problems),
)]
#[post("/v1/plans")]
pub async fn create_plan(work: Work, Body(input): Body<NewPlan>) -> Answer {
    work.create("/v1/plans", async |tx| plan::create(tx, input).await).await
}

/// Get a plan
#[utoipa::path(
    tag = "plans",
    security(("session" = ["catalog:read"]), ("secret_key" = ["catalog:read"])),
    params(("id" = PlanId, Path, description = "The plan.")),
    responses((status = 200, description = "The plan", body = Plan), Problems),
)]
#[get("/v1/plans/{id}")]
pub async fn get_plan(work: Work, id: Id<PlanId>) -> Answer {
    work.read(async |tx| plan::get(tx, id.0).await).await
}

/// Update a plan
///
/// Holds for what is sold from now on; what was sold keeps its price.
#[utoipa::path(
    tag = "plans",
    security(("session" = ["catalog:write"]), ("secret_key" = ["catalog:write"])),
    params(("id" = PlanId, Path, description = "The plan.")),
    request_body(content = PlanPatch, example = json!({ "annual_fee": { "amount": 600_000, "currency": "CNY" } })),
    responses((status = 200, description = "The plan after the change", body = Plan), Problems),
)]
#[patch("/v1/plans/{id}")]
pub async fn update_plan(work: Work, id: Id<PlanId>, Body(patch): Body<PlanPatch>) -> Answer {
    work.change(async |tx| plan::update(tx, id.0, patch).await).await
}

/// Take a plan off sale
///
/// Those who have it keep it.
#[utoipa::path(
    tag = "plans",
    security(("session" = ["catalog:write"]), ("secret_key" = ["catalog:write"])),
    params(("id" = PlanId, Path, description = "The plan.")),
    responses((status = 200, description = "The plan, off sale", body = Plan), Problems),
)]
#[post("/v1/plans/{id}/archive")]
pub async fn archive_plan(work: Work, id: Id<PlanId>) -> Answer {
    work.change(async |tx| plan::archive(tx, id.0).await).await
}

/// Put a plan on sale again
#[utoipa::path(
    tag = "plans",
    security(("session" = ["catalog:write"]), ("secret_key" = ["catalog:write"])),
    params(("id" = PlanId, Path, description = "The plan.")),
    responses((status = 200, description = "The plan, on sale again", body = Plan), Problems),
)]
#[post("/v1/plans/{id}/unarchive")]
pub async fn unarchive_plan(work: Work, id: Id<PlanId>) -> Answer {
    work.change(async |tx| plan::unarchive(tx, id.0).await).await
}
