use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, post};
use kernel::{ids::LeadId, page::PageRequest};
use leads::{
    timeline::{self, LeadTimelineEntry},
    touch::{self, NewTouch, Touch},
};
use serde::Deserialize;

page_of!(TouchesPage, Touch, "A page of touches.");
page_of!(LeadTimelinePage, LeadTimelineEntry, "A page of a lead's timeline.");

/// These lists have no filter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

/// List the touches of a lead
///
/// Every recorded contact. Sorts: `occurred_at`; default `-occurred_at`.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead."), PageRequest),
    responses((status = 200, description = "A page of touches", body = TouchesPage), Problems),
)]
#[get("/v1/leads/{id}/touches")]
pub async fn list_lead_touches(work: Work, id: Id<LeadId>, list: List<NoFilter>) -> Answer {
    work.list(async |tx| touch::list(tx, id.0, &list.page).await.map(TouchesPage::from)).await
}

/// Record a touch of a lead
///
/// Channel and campaign are named, or follow from the traces.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = NewTouch, example = json!({ "channel_key": "event", "message": "Met at the fair" })),
    responses((status = 201, description = "The touch", body = Touch), Problems),
)]
#[post("/v1/leads/{id}/touches")]
pub async fn add_touch(work: Work, id: Id<LeadId>, Body(input): Body<NewTouch>) -> Answer {
    let path = format!("/v1/leads/{}/touches", id.0);
    work.create(&path, async |tx| touch::add(tx, id.0, input).await).await
}

/// List the timeline of a lead
///
/// What happened to it, how it was in touch, what was noted and planned; newest first. Leads that were merged into
/// it are part of it.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead."), PageRequest),
    responses((status = 200, description = "A page of the timeline", body = LeadTimelinePage), Problems),
)]
#[get("/v1/leads/{id}/timeline")]
pub async fn list_lead_timeline(work: Work, id: Id<LeadId>, list: List<NoFilter>) -> Answer {
    work.list(async |tx| timeline::list(tx, id.0, &list.page).await.map(LeadTimelinePage::from))
        .await
}
