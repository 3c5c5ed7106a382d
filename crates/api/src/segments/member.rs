use crate::{
    extract::{Id, List, Params},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use kernel::{ids::SegmentId, page::PageRequest};
use segments::{
    explanation::{self, SegmentExplanation, SubjectQuery},
    members::{self, MemberFilter, SegmentMember, SegmentMembership},
};
use serde::Serialize;
use utoipa::ToSchema;

page_of!(SegmentMembersPage, SegmentMember, "A page of those who are in a segment.");

/// The segments that somebody is in.
#[derive(Serialize, ToSchema)]
pub struct SegmentMemberships {
    /// By the name of the segment.
    data: Vec<SegmentMembership>,
}

/// List who is in a segment
///
/// Right now by its condition; with `as_of_on` as it was counted at the end of that day, since the segment exists. By name.
#[utoipa::path(
    tag = "segments",
    security(("session" = ["customers:read", "events:read"]), ("secret_key" = ["customers:read", "events:read"])),
    params(("id" = SegmentId, Path, description = "The segment."), MemberFilter, PageRequest),
    responses((status = 200, description = "A page of accounts or people", body = SegmentMembersPage), Problems),
)]
#[get("/v1/segments/{id}/members")]
pub async fn list_segment_members(
    work: Work,
    id: Id<SegmentId>,
    list: List<MemberFilter>,
) -> Answer {
    work.ask(async |asked| {
        members::list(asked, id.0, &list.filter, &list.page).await.map(SegmentMembersPage::from)
    })
    .await
}

/// Explain why somebody is in a segment, or is not
///
/// Every node of the condition with what was found. Name the account or the person, as the segment says.
#[utoipa::path(
    tag = "segments",
    security(("session" = ["customers:read", "events:read"]), ("secret_key" = ["customers:read", "events:read"])),
    params(("id" = SegmentId, Path, description = "The segment."), SubjectQuery),
    responses((status = 200, description = "The condition, node by node", body = SegmentExplanation), Problems),
)]
#[get("/v1/segments/{id}/explanation")]
pub async fn explain_segment(
    work: Work,
    id: Id<SegmentId>,
    Params(query): Params<SubjectQuery>,
) -> Answer {
    work.ask(async |asked| explanation::explain(asked, id.0, &query).await).await
}

/// List the segments of an account or a person
///
/// Those that are in use, as they were counted last.
#[utoipa::path(
    tag = "segments",
    security(("session" = ["customers:read", "events:read"]), ("secret_key" = ["customers:read", "events:read"])),
    params(SubjectQuery),
    responses((status = 200, description = "All segments that it is in", body = SegmentMemberships), Problems),
)]
#[get("/v1/segments/memberships")]
pub async fn list_segments_of(work: Work, Params(query): Params<SubjectQuery>) -> Answer {
    work.list(async |tx| Ok(SegmentMemberships { data: members::of(tx, &query).await? })).await
}
