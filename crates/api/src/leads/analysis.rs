//! How selling goes. Every figure is the length of a list of leads: the same filter with one condition more.

use crate::{
    extract::{FilterAnd, Options, Params},
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use leads::{
    analysis::{
        self, AnalysisSplit, LeadFunnel, Outcomes, Pipeline, RepTable, RepWindow, StageTimes,
        ValidityRates,
    },
    lead::LeadFilter,
};

impl Options for AnalysisSplit {
    const NAMES: &'static [&'static str] = &["by"];
}

/// Get the funnel of leads
///
/// How far the leads of the filter came, usually those of a cohort (`first_touch_at_gte`, `first_touch_at_lt`). A lead counts
/// for the furthest stage that it ever was in; skipped stages count as passed, going back takes nothing away, lost leads stay
/// where they came to.
#[utoipa::path(
    tag = "sales-analysis",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(LeadFilter),
    responses((status = 200, description = "The funnel", body = LeadFunnel), Problems),
)]
#[get("/v1/sales-analysis/funnel")]
pub async fn get_lead_funnel(work: Work, Params(filter): Params<LeadFilter>) -> Answer {
    work.list(async |tx| analysis::funnel(tx, &filter).await).await
}

/// Get the time in stages
///
/// How long the leads of the filter were in each stage: stays that are over, and those that go on.
#[utoipa::path(
    tag = "sales-analysis",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(LeadFilter),
    responses((status = 200, description = "The time in each stage", body = StageTimes), Problems),
)]
#[get("/v1/sales-analysis/stage-times")]
pub async fn get_stage_times(work: Work, Params(filter): Params<LeadFilter>) -> Answer {
    work.list(async |tx| analysis::stage_times(tx, &filter).await).await
}

/// Get win rate and sales cycle
///
/// Of the leads of the filter that were won or lost, usually those closed in a window (`closed_at_gte`, `closed_at_lt`): by
/// count and by amount, with Wilson's interval, and how long it took from the first touch to being won.
#[utoipa::path(
    tag = "sales-analysis",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(LeadFilter, AnalysisSplit),
    responses((status = 200, description = "What became of them", body = Outcomes), Problems),
)]
#[get("/v1/sales-analysis/outcomes")]
pub async fn get_lead_outcomes(work: Work, asked: FilterAnd<LeadFilter, AnalysisSplit>) -> Answer {
    work.list(async |tx| analysis::outcomes(tx, &asked.filter, &asked.options).await).await
}

/// Get the valid rate
///
/// How many leads of the filter are valid, invalid, or not decided yet.
#[utoipa::path(
    tag = "sales-analysis",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(LeadFilter, AnalysisSplit),
    responses((status = 200, description = "How many are valid", body = ValidityRates), Problems),
)]
#[get("/v1/sales-analysis/validity")]
pub async fn get_validity_rates(work: Work, asked: FilterAnd<LeadFilter, AnalysisSplit>) -> Answer {
    work.list(async |tx| analysis::validity_rates(tx, &asked.filter, &asked.options).await).await
}

/// Get the pipeline
///
/// The open leads of the filter by stage and by the month in which they are expected to decide, weighted by how often leads
/// that were in the stage are won: learned from the leads of the last year where there are enough, else as the stage says.
#[utoipa::path(
    tag = "sales-analysis",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(LeadFilter),
    responses((status = 200, description = "The pipeline", body = Pipeline), Problems),
)]
#[get("/v1/sales-analysis/pipeline")]
pub async fn get_pipeline(work: Work, Params(filter): Params<LeadFilter>) -> Answer {
    work.list(async |tx| analysis::pipeline(tx, &filter).await).await
}

/// Get the table of reps
///
/// What each rep did and achieved in a stretch of days: leads, follow-ups, wins, cycles, orders and refunds.
#[utoipa::path(
    tag = "sales-analysis",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(RepWindow),
    responses((status = 200, description = "Rep by rep", body = RepTable), Problems),
)]
#[get("/v1/sales-analysis/reps")]
pub async fn get_rep_table(work: Work, Params(window): Params<RepWindow>) -> Answer {
    work.list(async |tx| analysis::reps(tx, window).await).await
}
