use crate::{
    extract::{FilterAnd, Options, Params},
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use leads::lead::{self, Board, BoardRequest, LeadCounts, LeadFilter};

impl Options for BoardRequest {
    const NAMES: &'static [&'static str] = &["per_stage"];
}

/// Get the board of leads
///
/// A column for each stage, with its total and its first leads. A column goes on with `list_leads` of the same
/// filter, its `stage_id`, `sort=board` and its `next_cursor`.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(LeadFilter, BoardRequest),
    responses((status = 200, description = "The board", body = Board), Problems),
)]
#[get("/v1/leads/board")]
pub async fn get_lead_board(work: Work, asked: FilterAnd<LeadFilter, BoardRequest>) -> Answer {
    work.list(async |tx| lead::board(tx, &asked.filter, &asked.options).await).await
}

/// Count leads
///
/// By stage and by channel, for the same filters as the list.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(LeadFilter),
    responses((status = 200, description = "The counts", body = LeadCounts), Problems),
)]
#[get("/v1/leads/counts")]
pub async fn get_lead_counts(work: Work, Params(filter): Params<LeadFilter>) -> Answer {
    work.list(async |tx| lead::counts(tx, &filter).await).await
}
