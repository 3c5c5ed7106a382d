//! Quotes: what a lead is offered, and what it answered.

use super::story::NoFilter;
use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use kernel::{
    ids::{LeadId, QuoteId},
    page::PageRequest,
};
use leads::quote::{self, NewQuote, PreviewQuote, Quote, QuoteAnswer, QuotePatch, QuotePreview};

page_of!(QuotesPage, Quote, "A page of quotes.");

/// List the quotes of a lead
///
/// Also those that were declined or withdrawn. Sorts: `created_at`; default `-created_at`.
#[utoipa::path(
    tag = "quotes",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead."), PageRequest),
    responses((status = 200, description = "A page of quotes", body = QuotesPage), Problems),
)]
#[get("/v1/leads/{id}/quotes")]
pub async fn list_lead_quotes(work: Work, id: Id<LeadId>, list: List<NoFilter>) -> Answer {
    work.list(async |tx| quote::list(tx, id.0, &list.page).await.map(QuotesPage::from)).await
}

/// Draft a quote for a lead
///
/// It has its number from now on: `Q-2026-0001`, counted in each workspace and year with none missing. A line with a plan has
/// the plan's name and fee where nothing else is said. All figures are computed by the server in whole minor units: quantity
/// × unit price less the discount, rounded half up line by line.
#[utoipa::path(
    tag = "quotes",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = NewQuote, example = json!({
        "lines": [
            { "text": "专业版年费", "billing": "yearly", "unit_price": { "amount": 500_000, "currency": "CNY" },
              "discount_basis_points": 1000 },
            { "text": "上门培训", "billing": "once", "quantity": 2, "unit_price": { "amount": 80_000, "currency": "CNY" } },
        ],
    })),
    responses((status = 201, description = "The quote", body = Quote), Problems),
)]
#[post("/v1/leads/{id}/quotes")]
pub async fn create_quote(work: Work, id: Id<LeadId>, Body(input): Body<NewQuote>) -> Answer {
    work.create("/v1/quotes", async |tx| quote::create(tx, id.0, input).await).await
}

/// Ask what lines cost
///
/// Nothing is saved. A line that has no text yet counts as well.
#[utoipa::path(
    tag = "quotes",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = PreviewQuote, example = json!({
        "lines": [
            { "text": "上门培训", "billing": "once", "quantity": 2, "unit_price": { "amount": 80_000, "currency": "CNY" } },
        ],
    })),
    responses((status = 200, description = "The lines with what they cost", body = QuotePreview), Problems),
)]
#[post("/v1/quotes/preview")]
pub async fn preview_quote(work: Work, Body(input): Body<PreviewQuote>) -> Answer {
    work.change(async |tx| quote::preview(tx, input).await).await
}

/// Get a quote
#[utoipa::path(
    tag = "quotes",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = QuoteId, Path, description = "The quote.")),
    responses((status = 200, description = "The quote", body = Quote), Problems),
)]
#[get("/v1/quotes/{id}")]
pub async fn get_quote(work: Work, id: Id<QuoteId>) -> Answer {
    work.list(async |tx| quote::get(tx, id.0).await).await
}

/// Change the draft of a quote
///
/// What is left out stays, null empties; lines are sent as a whole. What was sent to a customer stays as it is: revise it
/// instead.
#[utoipa::path(
    tag = "quotes",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = QuoteId, Path, description = "The quote.")),
    request_body(content = QuotePatch, example = json!({ "valid_until": "2030-06-30" })),
    responses((status = 200, description = "The quote", body = Quote), Problems),
)]
#[patch("/v1/quotes/{id}")]
pub async fn update_quote(work: Work, id: Id<QuoteId>, Body(patch): Body<QuotePatch>) -> Answer {
    work.change(async |tx| quote::update(tx, id.0, patch).await).await
}

/// Send a quote
///
/// Makes the link under which the customer reads and answers it; bringing the link to the customer is ours to do. From now on
/// it stays as it is. A quote that it replaces is withdrawn.
#[utoipa::path(
    tag = "quotes",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = QuoteId, Path, description = "The quote.")),
    responses((status = 200, description = "The quote", body = Quote), Problems),
)]
#[post("/v1/quotes/{id}/send")]
pub async fn send_quote(work: Work, id: Id<QuoteId>) -> Answer {
    work.change(async |tx| quote::send(tx, id.0).await).await
}

/// Withdraw a quote
///
/// A draft, or one that was sent and has no answer yet. Its link leads nowhere any more.
#[utoipa::path(
    tag = "quotes",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = QuoteId, Path, description = "The quote.")),
    responses((status = 200, description = "The quote", body = Quote), Problems),
)]
#[post("/v1/quotes/{id}/withdraw")]
pub async fn withdraw_quote(work: Work, id: Id<QuoteId>) -> Answer {
    work.change(async |tx| quote::withdraw(tx, id.0).await).await
}

/// Revise a quote
///
/// Drafts a new one that says the same and is valid for 30 days. The old one stands until the new one is sent.
#[utoipa::path(
    tag = "quotes",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = QuoteId, Path, description = "The quote.")),
    responses((status = 201, description = "The new draft", body = Quote), Problems),
)]
#[post("/v1/quotes/{id}/revise")]
pub async fn revise_quote(work: Work, id: Id<QuoteId>) -> Answer {
    work.create("/v1/quotes", async |tx| quote::revise(tx, id.0).await).await
}

/// Enter the answer to a quote
///
/// For one that the customer gave by word of mouth. It may come after the last day of the quote.
#[utoipa::path(
    tag = "quotes",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = QuoteId, Path, description = "The quote.")),
    request_body(content = QuoteAnswer, example = json!({ "decision": "declined", "reason": "预算到下半年才有" })),
    responses((status = 200, description = "The quote", body = Quote), Problems),
)]
#[post("/v1/quotes/{id}/answer")]
pub async fn answer_quote(work: Work, id: Id<QuoteId>, Body(input): Body<QuoteAnswer>) -> Answer {
    work.change(async |tx| quote::answer(tx, id.0, input).await).await
}
