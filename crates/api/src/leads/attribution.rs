use crate::{
    extract::{Body, Id, List, Params},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, post};
use kernel::{ids::AttributionRunId, page::PageRequest};
use leads::attribution::{
    self, AttributionQuery, AttributionRun, AttributionRunFilter, AttributionRunSummary,
    NewAttributionRun,
};

page_of!(AttributionRunsPage, AttributionRunSummary, "A page of runs of attribution.");

/// Give out credit for conversions
///
/// As of now, by every model side by side, and kept nowhere. Credits and what is unattributed sum to the total in each
/// model. Below its floor the Markov chain says how much is missing instead of a number.
#[utoipa::path(
    tag = "channels",
    security(
        ("session" = ["leads:read", "customers:read"]),
        ("secret_key" = ["leads:read", "customers:read"]),
    ),
    params(AttributionQuery),
    responses((status = 200, description = "Model by model", body = AttributionRun), Problems),
)]
#[get("/v1/attribution")]
pub async fn get_attribution(work: Work, Params(query): Params<AttributionQuery>) -> Answer {
    work.list(async |tx| attribution::answer(tx, query).await).await
}

/// List runs of attribution
///
/// Sorts: `created_at`; default `-created_at`.
#[utoipa::path(
    tag = "channels",
    security(
        ("session" = ["leads:read", "customers:read"]),
        ("secret_key" = ["leads:read", "customers:read"]),
    ),
    params(PageRequest),
    responses((status = 200, description = "A page of runs", body = AttributionRunsPage), Problems),
)]
#[get("/v1/attribution-runs")]
pub async fn list_attribution_runs(work: Work, list: List<AttributionRunFilter>) -> Answer {
    work.list(async |tx| {
        attribution::list_runs(tx, &list.filter, &list.page).await.map(AttributionRunsPage::from)
    })
    .await
}

/// Keep a run of attribution
///
/// What is given out now stays as it is; a restatement is another run.
#[utoipa::path(
    tag = "channels",
    security(
        ("session" = ["leads:read", "leads:write", "customers:read"]),
        ("secret_key" = ["leads:read", "leads:write", "customers:read"]),
    ),
    request_body(content = NewAttributionRun, example = json!({ "from_on": "2026-01-01", "to_on": "2026-03-31" })),
    responses((status = 201, description = "The run", body = AttributionRun), Problems),
)]
#[post("/v1/attribution-runs")]
pub async fn create_attribution_run(work: Work, Body(input): Body<NewAttributionRun>) -> Answer {
    work.create("/v1/attribution-runs", async |tx| attribution::create_run(tx, input).await).await
}

/// Get a run of attribution
///
/// As it was kept, and whether leads, touches or payments have changed since.
#[utoipa::path(
    tag = "channels",
    security(
        ("session" = ["leads:read", "customers:read"]),
        ("secret_key" = ["leads:read", "customers:read"]),
    ),
    params(("id" = AttributionRunId, Path, description = "The run.")),
    responses((status = 200, description = "The run", body = AttributionRun), Problems),
)]
#[get("/v1/attribution-runs/{id}")]
pub async fn get_attribution_run(work: Work, id: Id<AttributionRunId>) -> Answer {
    work.read(async |tx| attribution::get_run(tx, id.0).await).await
}
