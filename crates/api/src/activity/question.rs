use crate::{
    extract::{Body, Params},
    problem::Problems,
    work::{Answer, Work},
};
use activity::question::{
    AdoptionAnswer, AdoptionQuestion, CountedUnits, DrillQuery, FunnelAnswer, FunnelQuestion,
    LifecycleAnswer, LifecycleQuestion, PathsAnswer, PathsQuestion, RetentionAnswer,
    RetentionQuestion, StickinessAnswer, StickinessQuestion, TrendsAnswer, TrendsQuestion,
};
use actix_web::{get, post};
use insights::dictionary::metrics;
use kernel::metric::Metric;
use serde::Serialize;
use utoipa::ToSchema;

/// The metric dictionary.
#[derive(Serialize, ToSchema)]
pub struct MetricDictionary {
    /// Every definition there is.
    data: Vec<&'static Metric>,
}

/// Ask for trends
///
/// How many events, or how many people or accounts that did them, period by period. An event is counted from the moment
/// its batch was accepted. Periods follow the zone and the week of the workspace.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    request_body(content = TrendsQuestion, example = json!({
        "series": [{ "measure": "units" }, { "measure": "active_30_days" }], "period": "day",
    })),
    responses((status = 200, description = "Lines over time", body = TrendsAnswer), Problems),
)]
#[post("/v1/insights/trends")]
pub async fn ask_trends(work: Work, Body(question): Body<TrendsQuestion>) -> Answer {
    work.ask(async |asked| asked.trends(question).await).await
}

/// Ask for a funnel
///
/// Who did the steps within the window: converted, dropped, still open, excluded.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    request_body(content = FunnelQuestion, example = json!({
        "steps": [{ "names": ["trial_started"] }, { "names": ["order_created"] }], "window_seconds": 604_800,
    })),
    responses((status = 200, description = "The steps", body = FunnelAnswer), Problems),
)]
#[post("/v1/insights/funnel")]
pub async fn ask_funnel(work: Work, Body(question): Body<FunnelQuestion>) -> Answer {
    work.ask(async |asked| asked.funnel(question).await).await
}

/// Ask for retention
///
/// Of those who began in a period, how many came back. Cells whose period is not over are null and `provisional`.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    request_body(content = RetentionQuestion, example = json!({
        "unit": "account", "period": "week", "cohort_mode": "first_time", "criteria": "on", "cohorts": 12, "periods": 12,
    })),
    responses((status = 200, description = "Cohort by cohort", body = RetentionAnswer), Problems),
)]
#[post("/v1/insights/retention")]
pub async fn ask_retention(work: Work, Body(question): Body<RetentionQuestion>) -> Answer {
    work.ask(async |asked| asked.retention(question).await).await
}

/// Ask for stickiness
///
/// In how many periods of a range people or accounts were active.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    request_body(content = StickinessQuestion, example = json!({ "unit": "person", "period": "day" })),
    responses((status = 200, description = "How often they come", body = StickinessAnswer), Problems),
)]
#[post("/v1/insights/stickiness")]
pub async fn ask_stickiness(work: Work, Body(question): Body<StickinessQuestion>) -> Answer {
    work.ask(async |asked| asked.stickiness(question).await).await
}

/// Ask for the lifecycle
///
/// Whether the active of each period are new, stayed or came back, and how many left.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    request_body(content = LifecycleQuestion, example = json!({ "unit": "account", "period": "week", "periods": 12 })),
    responses((status = 200, description = "Period by period", body = LifecycleAnswer), Problems),
)]
#[post("/v1/insights/lifecycle")]
pub async fn ask_lifecycle(work: Work, Body(question): Body<LifecycleQuestion>) -> Answer {
    work.ask(async |asked| asked.lifecycle(question).await).await
}

/// Ask for paths
///
/// What people do one after the other within a visit: a flow from step to step, in which whatever comes to an event leaves
/// it again. More than four million events in the range are refused.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    request_body(content = PathsQuestion, example = json!({ "start": "trial_started", "steps": 5 })),
    responses((status = 200, description = "Steps, and the links between them", body = PathsAnswer), Problems),
)]
#[post("/v1/insights/paths")]
pub async fn ask_paths(work: Work, Body(question): Body<PathsQuestion>) -> Answer {
    work.ask(async |asked| asked.paths(question).await).await
}

/// Ask for the adoption of features
///
/// Of those who are active, who uses which feature: new, kept, lost, how often, and for how long.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    request_body(content = AdoptionQuestion, example = json!({
        "unit": "account", "min_occurrences": 3,
        "features": [{ "name": "Reports", "event": { "names": ["report_opened", "report_exported"] } }],
    })),
    responses((status = 200, description = "Feature by feature", body = AdoptionAnswer), Problems),
)]
#[post("/v1/insights/adoption")]
pub async fn ask_adoption(work: Work, Body(question): Body<AdoptionQuestion>) -> Answer {
    work.ask(async |asked| asked.adoption(question).await).await
}

/// List those behind a figure
///
/// `drill` is the answer's, `cell` the figure's. The list has as many rows as the figure says, unless events came since:
/// `as_of` tells. It needs `customers:read` besides `events:read`.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    params(DrillQuery),
    responses((status = 200, description = "A page of people or accounts", body = CountedUnits), Problems),
)]
#[get("/v1/insights/units")]
pub async fn list_counted_units(work: Work, Params(query): Params<DrillQuery>) -> Answer {
    work.ask(async |asked| asked.list(&query).await).await
}

/// Read the metric dictionary
///
/// What each figure means, its formula, its version, and what is checked whenever it is made.
#[utoipa::path(
    tag = "insights",
    security(("session" = []), ("secret_key" = [])),
    responses((status = 200, description = "All definitions", body = MetricDictionary), Problems),
)]
#[get("/v1/insights/metrics")]
pub async fn list_metrics(work: Work) -> Answer {
    work.list(async |_| Ok(MetricDictionary { data: metrics().collect() })).await
}
