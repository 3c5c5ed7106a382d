use crate::{
    extract::{Body, Id, List, Params},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use insights::saved_question;
use kernel::{ids::SegmentId, page::PageRequest};
use segments::{
    NewSegment, Segment, SegmentFilter, SegmentPatch,
    field::{self, FieldFilter, SegmentField},
    preview::{self, SegmentDraft, SegmentPreview},
    segment,
};
use serde::Serialize;
use utoipa::ToSchema;

page_of!(SegmentsPage, Segment, "A page of segments.");

/// What conditions can be about.
#[derive(Serialize, ToSchema)]
pub struct SegmentFields {
    /// Every field, custom attributes last.
    data: Vec<SegmentField>,
}

/// List the fields of conditions
///
/// Of accounts, people or subscriptions: what each is called, what its values are and how it can be compared.
#[utoipa::path(
    tag = "segments",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(FieldFilter),
    responses((status = 200, description = "All fields", body = SegmentFields), Problems),
)]
#[get("/v1/segments/fields")]
pub async fn list_segment_fields(work: Work, Params(filter): Params<FieldFilter>) -> Answer {
    work.list(async |tx| Ok(SegmentFields { data: field::list(tx, &filter).await? })).await
}

/// Try a condition
///
/// Counts who fulfils it right now, without keeping anything.
#[utoipa::path(
    tag = "segments",
    security(("session" = ["customers:read", "events:read"]), ("secret_key" = ["customers:read", "events:read"])),
    request_body(content = SegmentDraft, example = json!({
        "subject": "account",
        "condition": { "all": [
            { "field": { "field": "renews_on", "operator": "in_next_days", "values": [60] } },
            { "not": { "events": { "within": { "last_days": 14 } } } },
        ] },
    })),
    responses((status = 200, description = "How many, and some of them", body = SegmentPreview), Problems),
)]
#[post("/v1/segments/preview")]
pub async fn preview_segment(work: Work, Body(draft): Body<SegmentDraft>) -> Answer {
    work.ask(async |asked| preview::preview(asked, &draft).await).await
}

/// List segments
///
/// Sorts: `name`, `created_at`, `updated_at`; default `name`.
#[utoipa::path(
    tag = "segments",
    security(("session" = ["customers:read", "events:read"]), ("secret_key" = ["customers:read", "events:read"])),
    params(SegmentFilter, PageRequest),
    responses((status = 200, description = "A page of segments", body = SegmentsPage), Problems),
)]
#[get("/v1/segments")]
pub async fn list_segments(work: Work, list: List<SegmentFilter>) -> Answer {
    work.list(async |tx| segment::list(tx, &list.filter, &list.page).await.map(SegmentsPage::from))
        .await
}

/// Create a segment
///
/// Its members are counted within seconds, and every five minutes from then on; who enters or leaves is told by
/// `segment.entered` and `segment.left`.
#[utoipa::path(
    tag = "segments",
    security(
        ("session" = ["customers:read", "events:read", "customers:write"]),
        ("secret_key" = ["customers:read", "events:read", "customers:write"]),
    ),
    request_body(content = NewSegment, example = json!({
        "name": "快到期、用得少",
        "subject": "account",
        "condition": { "all": [
            { "field": { "field": "renews_on", "operator": "in_next_days", "values": [60] } },
            { "events": { "at_least": 0, "at_most": 2, "within": { "last_days": 14 } } },
        ] },
    })),
    responses((status = 201, description = "The segment as stored", body = Segment), Problems),
)]
#[post("/v1/segments")]
pub async fn create_segment(work: Work, Body(input): Body<NewSegment>) -> Answer {
    work.create("/v1/segments", async |tx| segment::create(tx, input).await).await
}

/// Get a segment
#[utoipa::path(
    tag = "segments",
    security(("session" = ["customers:read", "events:read"]), ("secret_key" = ["customers:read", "events:read"])),
    params(("id" = SegmentId, Path, description = "The segment.")),
    responses((status = 200, description = "The segment", body = Segment), Problems),
)]
#[get("/v1/segments/{id}")]
pub async fn get_segment(work: Work, id: Id<SegmentId>) -> Answer {
    work.read(async |tx| segment::get(tx, id.0).await).await
}

/// Update a segment
///
/// Who is in it follows a new condition within seconds, and nobody is told to have entered or left for it.
#[utoipa::path(
    tag = "segments",
    security(
        ("session" = ["customers:read", "events:read", "customers:write"]),
        ("secret_key" = ["customers:read", "events:read", "customers:write"]),
    ),
    params(("id" = SegmentId, Path, description = "The segment.")),
    request_body(content = SegmentPatch, example = json!({ "name": "快到期" })),
    responses((status = 200, description = "The segment after the change", body = Segment), Problems),
)]
#[patch("/v1/segments/{id}")]
pub async fn update_segment(
    work: Work,
    id: Id<SegmentId>,
    Body(patch): Body<SegmentPatch>,
) -> Answer {
    work.change(async |tx| segment::update(tx, id.0, patch).await).await
}

/// Archive a segment
///
/// It is no longer counted; who was in it stays known. Refused as `wrong_state` while another segment builds on it
/// or a saved question is asked of it.
#[utoipa::path(
    tag = "segments",
    security(
        ("session" = ["customers:read", "events:read", "customers:write"]),
        ("secret_key" = ["customers:read", "events:read", "customers:write"]),
    ),
    params(("id" = SegmentId, Path, description = "The segment.")),
    responses((status = 200, description = "The segment, archived", body = Segment), Problems),
)]
#[post("/v1/segments/{id}/archive")]
pub async fn archive_segment(work: Work, id: Id<SegmentId>) -> Answer {
    work.change(async |tx| {
        saved_question::require_unused(tx, id.0).await?;
        segment::archive(tx, id.0).await
    })
    .await
}

/// Bring a segment back
#[utoipa::path(
    tag = "segments",
    security(
        ("session" = ["customers:read", "events:read", "customers:write"]),
        ("secret_key" = ["customers:read", "events:read", "customers:write"]),
    ),
    params(("id" = SegmentId, Path, description = "The segment.")),
    responses((status = 200, description = "The segment, in use again", body = Segment), Problems),
)]
#[post("/v1/segments/{id}/unarchive")]
pub async fn unarchive_segment(work: Work, id: Id<SegmentId>) -> Answer {
    work.change(async |tx| segment::unarchive(tx, id.0).await).await
}
