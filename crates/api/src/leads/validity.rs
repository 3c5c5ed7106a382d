use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use kernel::{
    ids::{LeadId, ValidityDisputeId},
    page::PageRequest,
};
use leads::validity::{
    self, DisputeFilter, LeadValidity, NewDispute, ResolveDispute, ReviewLead, ValidityDispute,
    ValidityPolicy, ValidityPolicyPatch,
};

page_of!(ValidityDisputesPage, ValidityDispute, "A page of disputes.");

/// Get the validity of a lead
///
/// The four criteria with who answered them, when and on what ground, and the open dispute if there is one.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "Whether it is valid, and why", body = LeadValidity), Problems),
)]
#[get("/v1/leads/{id}/validity")]
pub async fn get_lead_validity(work: Work, id: Id<LeadId>) -> Answer {
    work.read(async |tx| validity::get(tx, id.0).await).await
}

/// Review a lead
///
/// Answers criteria of its validity. The latest answer of a criterion holds; earlier ones are kept. By the workspace's
/// policy the lead is then valid, invalid, or not decided yet.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = ReviewLead, example = json!({
        "criteria": [
            { "criterion": "decision_maker", "answer": "yes", "evidence": "Owner of two shops" },
            { "criterion": "intent", "answer": "yes", "evidence": "Asked for a contract" },
        ],
    })),
    responses((status = 200, description = "Whether it is valid, and why", body = LeadValidity), Problems),
)]
#[post("/v1/leads/{id}/review")]
pub async fn review_lead(work: Work, id: Id<LeadId>, Body(input): Body<ReviewLead>) -> Answer {
    work.change(async |tx| validity::review(tx, id.0, input).await).await
}

/// Dispute the validity of a lead
///
/// Says what it is instead of what it is taken for. A lead has one open dispute at most.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = NewDispute, example = json!({
        "claimed_validity": "invalid", "reason": "The number belongs to a competitor",
    })),
    responses((status = 201, description = "The dispute", body = ValidityDispute), Problems),
)]
#[post("/v1/leads/{id}/validity-disputes")]
pub async fn dispute_lead_validity(
    work: Work,
    id: Id<LeadId>,
    Body(input): Body<NewDispute>,
) -> Answer {
    let path = format!("/v1/leads/{}/validity-disputes", id.0);
    work.create(&path, async |tx| validity::open(tx, id.0, input).await).await
}

/// List disputes
///
/// About the validity of leads. Sorts: `opened_at`; default `-opened_at`.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(DisputeFilter, PageRequest),
    responses((status = 200, description = "A page of disputes", body = ValidityDisputesPage), Problems),
)]
#[get("/v1/validity-disputes")]
pub async fn list_validity_disputes(work: Work, list: List<DisputeFilter>) -> Answer {
    work.list(async |tx| {
        validity::disputes(tx, &list.filter, &list.page).await.map(ValidityDisputesPage::from)
    })
    .await
}

/// Resolve a dispute
///
/// Accepting it corrects answers until the lead is what was claimed; rejecting it leaves the lead as it is. Both say why.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = ValidityDisputeId, Path, description = "The dispute.")),
    request_body(content = ResolveDispute, example = json!({
        "accept": true,
        "resolution": "Called back, it is a competitor",
        "criteria": [{ "criterion": "persona", "answer": "no", "evidence": "Works for a competitor" }],
    })),
    responses((status = 200, description = "The dispute", body = ValidityDispute), Problems),
)]
#[post("/v1/validity-disputes/{id}/resolve")]
pub async fn resolve_validity_dispute(
    work: Work,
    id: Id<ValidityDisputeId>,
    Body(input): Body<ResolveDispute>,
) -> Answer {
    work.change(async |tx| validity::resolve(tx, id.0, input).await).await
}

/// Get the validity policy
///
/// Which criteria must be answered with yes before a lead is valid, and which make it invalid when answered with no.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The policy", body = ValidityPolicy), Problems),
)]
#[get("/v1/validity-policy")]
pub async fn get_validity_policy(work: Work) -> Answer {
    work.read(async |tx| validity::policy(tx).await).await
}

/// Update the validity policy
///
/// Leads that were reviewed are decided anew within moments. Honours `If-Match`.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    request_body(content = ValidityPolicyPatch, example = json!({ "must_be_yes": ["persona", "intent"] })),
    responses((status = 200, description = "The policy", body = ValidityPolicy), Problems),
)]
#[patch("/v1/validity-policy")]
pub async fn update_validity_policy(work: Work, Body(patch): Body<ValidityPolicyPatch>) -> Answer {
    work.change(async |tx| validity::update_policy(tx, patch).await).await
}
