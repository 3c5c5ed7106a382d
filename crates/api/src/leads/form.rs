use super::story::NoFilter;
use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use kernel::{ids::LeadFormId, page::PageRequest};
use leads::form::{self, FormFilter, FormPatch, FormSubmission, LeadForm, NewForm};

page_of!(LeadFormsPage, LeadForm, "A page of lead forms.");
page_of!(FormSubmissionsPage, FormSubmission, "A page of submissions.");

/// List lead forms
///
/// Those that aren't archived, unless `archived=true`. Sorts: `created_at`; default `-created_at`.
#[utoipa::path(
    tag = "lead-forms",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(FormFilter, PageRequest),
    responses((status = 200, description = "A page of lead forms", body = LeadFormsPage), Problems),
)]
#[get("/v1/lead-forms")]
pub async fn list_lead_forms(work: Work, list: List<FormFilter>) -> Answer {
    work.list(async |tx| form::list(tx, &list.filter, &list.page).await.map(LeadFormsPage::from))
        .await
}

/// Create a lead form
#[utoipa::path(
    tag = "lead-forms",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = NewForm, example = json!({
        "name": "官网预约演示", "title": "预约演示", "published": true,
        "fields": [
            { "key": "name", "label": "姓名", "required": true },
            { "key": "phone", "label": "手机号", "required": true },
        ],
    })),
    responses((status = 201, description = "The lead form", body = LeadForm), Problems),
)]
#[post("/v1/lead-forms")]
pub async fn create_lead_form(work: Work, Body(input): Body<NewForm>) -> Answer {
    work.create("/v1/lead-forms", async |tx| form::create(tx, input).await).await
}

/// Get a lead form
#[utoipa::path(
    tag = "lead-forms",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadFormId, Path, description = "The lead form.")),
    responses((status = 200, description = "The lead form", body = LeadForm), Problems),
)]
#[get("/v1/lead-forms/{id}")]
pub async fn get_lead_form(work: Work, id: Id<LeadFormId>) -> Answer {
    work.read(async |tx| form::get(tx, id.0).await).await
}

/// Update a lead form
///
/// What is left out stays, null empties.
#[utoipa::path(
    tag = "lead-forms",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadFormId, Path, description = "The lead form.")),
    request_body(content = FormPatch, example = json!({ "published": false })),
    responses((status = 200, description = "The lead form", body = LeadForm), Problems),
)]
#[patch("/v1/lead-forms/{id}")]
pub async fn update_lead_form(
    work: Work,
    id: Id<LeadFormId>,
    Body(patch): Body<FormPatch>,
) -> Answer {
    work.change(async |tx| form::update(tx, id.0, patch).await).await
}

/// Archive a lead form
///
/// Visitors no longer find it. Its leads and submissions stay.
#[utoipa::path(
    tag = "lead-forms",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadFormId, Path, description = "The lead form.")),
    responses((status = 200, description = "The lead form", body = LeadForm), Problems),
)]
#[post("/v1/lead-forms/{id}/archive")]
pub async fn archive_lead_form(work: Work, id: Id<LeadFormId>) -> Answer {
    work.change(async |tx| form::archive(tx, id.0).await).await
}

/// List the submissions of a lead form
///
/// What visitors sent and what became of it, also what looks like a program's. Sorts: `created_at`; default
/// `-created_at`. Answers that reach somebody are masked without the grant `leads:contact`.
#[utoipa::path(
    tag = "lead-forms",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadFormId, Path, description = "The lead form."), PageRequest),
    responses((status = 200, description = "A page of submissions", body = FormSubmissionsPage), Problems),
)]
#[get("/v1/lead-forms/{id}/submissions")]
pub async fn list_form_submissions(work: Work, id: Id<LeadFormId>, list: List<NoFilter>) -> Answer {
    work.list(async |tx| {
        form::list_submissions(tx, id.0, &list.page).await.map(FormSubmissionsPage::from)
    })
    .await
}
