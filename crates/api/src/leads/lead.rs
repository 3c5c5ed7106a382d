use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use kernel::{ids::LeadId, page::PageRequest};
use leads::{
    convert::{self, ConvertLead},
    lead::{self, Assignment, Lead, LeadFilter, LeadPatch, Move, NewLead, NewLeadAnswer},
};

page_of!(LeadsPage, Lead, "A page of leads.");

/// List leads
///
/// Leads that aren't archived, unless `archived=true`. Sorts: `created_at`, `updated_at`, `name`, `stage`,
/// `last_touch_at`, `board`, `score` (scored leads only), `response_due_at` and `protected_until` (leads without come last);
/// default `-created_at`. Phone, e-mail and WeChat are masked without the grant `leads:contact`, and `q` doesn't look into
/// them then.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(LeadFilter, PageRequest),
    responses((status = 200, description = "A page of leads", body = LeadsPage), Problems),
)]
#[get("/v1/leads")]
pub async fn list_leads(work: Work, list: List<LeadFilter>) -> Answer {
    work.list(async |tx| lead::list(tx, &list.filter, &list.page).await.map(LeadsPage::from)).await
}

/// Create a lead
///
/// Enters a lead with its first touch. At least one of `name`, `phone`, `email` and `wechat` is needed. Leads that
/// have the same phone or e-mail are named in `duplicates`; the lead is created all the same.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = NewLead, example = json!({
        "name": "张伟", "company": "悦享美容", "phone": "138 0000 1234", "city": "杭州",
        "touch": { "utm": { "source": "baidu", "medium": "cpc", "campaign": "spring-2026" } },
    })),
    responses((status = 201, description = "The lead, with its probable duplicates", body = NewLeadAnswer), Problems),
)]
#[post("/v1/leads")]
pub async fn create_lead(work: Work, Body(input): Body<NewLead>) -> Answer {
    work.create("/v1/leads", async |tx| lead::create(tx, input).await).await
}

/// Get a lead
///
/// With the names of its owner and channel, and its next task.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The lead", body = Lead), Problems),
)]
#[get("/v1/leads/{id}")]
pub async fn get_lead(work: Work, id: Id<LeadId>) -> Answer {
    work.read(async |tx| lead::get(tx, id.0).await).await
}

/// Update a lead
///
/// What is left out stays, null empties. Stage and owner change by `move` and `assign`.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = LeadPatch, example = json!({ "company": "悦享美容", "city": null })),
    responses((status = 200, description = "The lead", body = Lead), Problems),
)]
#[patch("/v1/leads/{id}")]
pub async fn update_lead(work: Work, id: Id<LeadId>, Body(patch): Body<LeadPatch>) -> Answer {
    work.change(async |tx| lead::update(tx, id.0, patch).await).await
}

/// Move a lead
///
/// To another stage, or to another place in its column of the board. A stage of type `lost` needs a `lost_reason`.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = Move, example = json!({ "stage_id": "stage_01h455vb4pex5vsknk084sn02q" })),
    responses((status = 200, description = "The lead", body = Lead), Problems),
)]
#[post("/v1/leads/{id}/move")]
pub async fn move_lead(work: Work, id: Id<LeadId>, Body(to): Body<Move>) -> Answer {
    work.change(async |tx| lead::move_to(tx, id.0, to).await).await
}

/// Assign a lead
///
/// To a member, or with null to nobody.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = Assignment, example = json!({ "owner_id": "mem_01h455vb4pex5vsknk084sn02q" })),
    responses((status = 200, description = "The lead", body = Lead), Problems),
)]
#[post("/v1/leads/{id}/assign")]
pub async fn assign_lead(work: Work, id: Id<LeadId>, Body(to): Body<Assignment>) -> Answer {
    work.change(async |tx| lead::assign(tx, id.0, to).await).await
}

/// Archive a lead
///
/// Takes it out of lists, boards and counts.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The lead", body = Lead), Problems),
)]
#[post("/v1/leads/{id}/archive")]
pub async fn archive_lead(work: Work, id: Id<LeadId>) -> Answer {
    work.change(async |tx| lead::archive(tx, id.0).await).await
}

/// Bring an archived lead back
///
/// A lead that was merged comes back by undoing the merge.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The lead", body = Lead), Problems),
)]
#[post("/v1/leads/{id}/unarchive")]
pub async fn unarchive_lead(work: Work, id: Id<LeadId>) -> Answer {
    work.change(async |tx| lead::unarchive(tx, id.0).await).await
}

/// Make a customer of a lead
///
/// Creates an account and a person of what the lead says, or takes those that are named, and wins the lead. With
/// `plan_id` the account's subscription starts too, or nothing happens at all.
#[utoipa::path(
    tag = "leads",
    security(
        ("session" = ["leads:write", "customers:write"]),
        ("secret_key" = ["leads:write", "customers:write"]),
    ),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = ConvertLead, example = json!({ "account": { "name": "上海悦享美容有限公司" } })),
    responses((status = 200, description = "The lead, with `account_id` and `person_id`", body = Lead), Problems),
)]
#[post("/v1/leads/{id}/convert")]
pub async fn convert_lead(work: Work, id: Id<LeadId>, Body(input): Body<ConvertLead>) -> Answer {
    work.change(async |tx| convert::convert(tx, id.0, input).await).await
}
