//! A quote as the customer reads and answers it, without a credential: the token of its link opens it.

use crate::{
    app::Shared,
    extract::{Body, PathText},
    middleware::RequestId,
    problem::{Problem, Problems},
    work::{Answer, Work},
};
use actix_web::{HttpRequest, get, post};
use kernel::SystemTx;
use leads::quote::{self, FoundQuote, PublicQuote, QuoteAnswer};

/// The quote that the link leads to, and a unit of work in its workspace.
async fn open(request: HttpRequest, path: &PathText) -> Result<(Work, FoundQuote), Problem> {
    let tx = SystemTx::read(&Shared::of(&request).db).await?;
    let found = quote::find_in_public(&tx, path.get("token")).await?;
    drop(tx);
    Ok((work_in(request, found)?, found))
}

fn work_in(request: HttpRequest, found: FoundQuote) -> Result<Work, Problem> {
    let caller = found.caller(RequestId::of(&request));
    Work::of(request, caller)
}

/// Read a quote
///
/// What the customer sees who has the link. A link that never worked and one whose quote was withdrawn have the same answer.
#[utoipa::path(
    tag = "quotes",
    security(()),
    params(("token" = String, Path, description = "The last part of the link.")),
    responses((status = 200, description = "The quote", body = PublicQuote), Problems),
)]
#[get("/v1/public/quotes/{token}")]
pub async fn get_public_quote(request: HttpRequest, path: PathText) -> Answer {
    let (work, found) = open(request, &path).await?;
    work.list(async |tx| quote::read_in_public(tx, found).await).await
}

/// Note that the customer has seen a quote
///
/// The page says so when it was opened; programs that look through mails read links, and don't. Only the first time counts.
#[utoipa::path(
    tag = "quotes",
    security(()),
    params(("token" = String, Path, description = "The last part of the link.")),
    responses((status = 204, description = "It is noted"), Problems),
)]
#[post("/v1/public/quotes/{token}/seen")]
pub async fn see_public_quote(request: HttpRequest, path: PathText) -> Answer {
    let (work, found) = open(request, &path).await?;
    work.act(async |tx| quote::see(tx, found).await).await
}

/// Answer a quote
///
/// Accepts or declines it, in somebody's name. The same answer again has no second effect; another one, and one after the
/// last day, is refused.
#[utoipa::path(
    tag = "quotes",
    security(()),
    params(("token" = String, Path, description = "The last part of the link.")),
    request_body(content = QuoteAnswer, example = json!({ "decision": "accepted", "name": "张伟" })),
    responses((status = 200, description = "The quote", body = PublicQuote), Problems),
)]
#[post("/v1/public/quotes/{token}/answer")]
pub async fn answer_public_quote(
    request: HttpRequest,
    path: PathText,
    Body(input): Body<QuoteAnswer>,
) -> Answer {
    let tx = SystemTx::read(&Shared::of(&request).db).await?;
    let found = quote::find_to_answer(&tx, path.get("token"), &input).await?;
    drop(tx);
    let work = work_in(request, found)?;
    work.change(async |tx| quote::answer_in_public(tx, found, input).await).await
}
