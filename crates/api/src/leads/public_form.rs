//! Forms as visitors use them, without a credential.

use crate::{
    app::Shared,
    extract::{Body, PathText},
    middleware::RequestId,
    problem::{LinkProblems, Problems},
    work::{Answer, Work},
};
use actix_web::{HttpRequest, HttpResponse, get, http::header, post};
use kernel::SystemTx;
use leads::form::{self, ConfirmSubmission, PublicForm, Receipt, ResendConfirmation, Submission};

/// Get a public form
///
/// A published form with what is needed to submit it: a signed rendering, good for a day, and a puzzle.
#[utoipa::path(
    tag = "lead-forms",
    security(()),
    params(("slug" = String, Path, description = "The last part of the form's address.")),
    responses((status = 200, description = "The form", body = PublicForm), Problems),
)]
#[get("/v1/public/forms/{slug}")]
pub async fn get_public_form(request: HttpRequest, path: PathText) -> Answer {
    let tx = SystemTx::read(&Shared::of(&request).db).await?;
    let form = form::find_public(&tx, path.get("slug")).await?.render(&tx);
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(form))
}

/// Submit a public form
///
/// Makes a lead, or a touch of the open lead that has the same phone or e-mail. Sending one rendering again has no
/// second effect. What a visitor doesn't see (`website`) must stay empty.
#[utoipa::path(
    tag = "lead-forms",
    security(()),
    params(("slug" = String, Path, description = "The last part of the form's address.")),
    request_body(content = Submission, example = json!({
        "fields": { "name": "张伟", "phone": "138 0000 1234" }, "render_token": "…",
        "proof_of_work": { "nonce": "48151" }, "website": "", "consent": true,
    })),
    responses((status = 201, description = "What the visitor reads", body = Receipt), Problems),
)]
#[post("/v1/public/forms/{slug}/submissions")]
pub async fn submit_public_form(
    request: HttpRequest,
    path: PathText,
    Body(input): Body<Submission>,
) -> Answer {
    let tx = SystemTx::read(&Shared::of(&request).db).await?;
    let page = form::find_public(&tx, path.get("slug")).await?;
    let work = Work::of(request.clone(), page.caller(RequestId::of(&request)))?;
    let tx = tx.into_workspace(work.caller.clone()).await?;
    let checked = form::check(&tx, page, input).await;
    drop(tx);
    // What is wrong is told inside, where the answer of a request that is repeated comes first.
    work.create("/v1/public/forms", async |tx| Box::pin(form::submit(tx, checked?)).await).await
}

/// Ask for the confirmation mail again
///
/// For a form that visitors confirm by mail. The answer is the same whether a mail is sent or not: at most three for one
/// submission, a minute apart, and five an hour to one address.
#[utoipa::path(
    tag = "lead-forms",
    security(()),
    params(("slug" = String, Path, description = "The last part of the form's address.")),
    request_body(content = ResendConfirmation, example = json!({ "render_token": "…" })),
    responses((status = 204, description = "A mail is on its way, unless there were too many"), Problems),
)]
#[post("/v1/public/forms/{slug}/confirmation-mails")]
pub async fn resend_form_confirmation(
    request: HttpRequest,
    path: PathText,
    Body(input): Body<ResendConfirmation>,
) -> Answer {
    let tx = SystemTx::read(&Shared::of(&request).db).await?;
    let page = form::find_public(&tx, path.get("slug")).await?;
    drop(tx);
    let caller = page.caller(RequestId::of(&request));
    let work = Work::of(request, caller)?;
    work.act(async |tx| form::resend(tx, page.id(), input).await).await
}

/// Confirm the submission of a form
///
/// Takes the token of the link in the mail, which works for 48 hours, and makes a lead of the submission. Confirming again
/// has no second effect and the same answer. Opening the link alone confirms nothing, as programs that look through mails do
/// that.
#[utoipa::path(
    tag = "lead-forms",
    security(()),
    request_body(content = ConfirmSubmission, example = json!({ "token": "AY…" })),
    responses((status = 200, description = "What the visitor reads", body = Receipt), Problems, LinkProblems),
)]
#[post("/v1/public/form-confirmations")]
pub async fn confirm_form_submission(
    request: HttpRequest,
    Body(input): Body<ConfirmSubmission>,
) -> Answer {
    let tx = SystemTx::read(&Shared::of(&request).db).await?;
    let (found, id) = form::find_confirmation(&tx, &input).await?;
    drop(tx);
    let work = Work::of(request.clone(), found.caller(RequestId::of(&request)))?;
    work.change(async |tx| form::confirm(tx, id).await).await
}
