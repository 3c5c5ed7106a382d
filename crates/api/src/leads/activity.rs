use super::story::NoFilter;
use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, post};
use kernel::{
    ids::{LeadActivityId, LeadId},
    page::PageRequest,
};
use leads::activity::{self, LeadActivity, LoggedActivity, NewLeadActivity};

page_of!(LeadActivitiesPage, LeadActivity, "A page of activities.");

/// List the activities of a lead
///
/// What we did to be in touch with it. Sorts: `occurred_at`; default `-occurred_at`.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead."), PageRequest),
    responses((status = 200, description = "A page of activities", body = LeadActivitiesPage), Problems),
)]
#[get("/v1/leads/{id}/activities")]
pub async fn list_lead_activities(work: Work, id: Id<LeadId>, list: List<NoFilter>) -> Answer {
    work.list(async |tx| activity::list(tx, id.0, &list.page).await.map(LeadActivitiesPage::from))
        .await
}

/// Log an activity
///
/// A call, visit, message or demonstration, and what comes next, which becomes a task. It counts as following up the
/// lead.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = NewLeadActivity, example = json!({
        "kind": "call",
        "outcome": "reached",
        "note": "Two shops, wants to see inventory",
        "next_step": { "title": "Send the price list", "due_at": "2026-03-03T02:00:00Z" },
    })),
    responses((status = 201, description = "The activity", body = LoggedActivity), Problems),
)]
#[post("/v1/leads/{id}/activities")]
pub async fn log_lead_activity(
    work: Work,
    id: Id<LeadId>,
    Body(input): Body<NewLeadActivity>,
) -> Answer {
    let path = format!("/v1/leads/{}/activities", id.0);
    work.create(&path, async |tx| activity::log(tx, id.0, input).await).await
}

/// Take an activity back
///
/// For one that was logged by mistake. The task that came of it stays.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadActivityId, Path, description = "The activity.")),
    responses((status = 204, description = "It is gone"), Problems),
)]
#[delete("/v1/lead-activities/{id}")]
pub async fn delete_lead_activity(work: Work, id: Id<LeadActivityId>) -> Answer {
    work.act(async |tx| activity::delete(tx, id.0).await).await
}
