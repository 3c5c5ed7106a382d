use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use kernel::{ids::CampaignId, page::PageRequest};
use leads::campaign::{self, Campaign, CampaignFilter, CampaignPatch, NewCampaign, NewReview};

page_of!(CampaignsPage, Campaign, "A page of campaigns.");

/// List campaigns
///
/// Those that aren't archived, unless `archived=true`. Sorts: `starts_on`, `name`, `created_at`; default `-starts_on`.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(CampaignFilter, PageRequest),
    responses((status = 200, description = "A page of campaigns", body = CampaignsPage), Problems),
)]
#[get("/v1/campaigns")]
pub async fn list_campaigns(work: Work, list: List<CampaignFilter>) -> Answer {
    work.list(async |tx| {
        campaign::list(tx, &list.filter, &list.page).await.map(CampaignsPage::from)
    })
    .await
}

/// Create a campaign
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = NewCampaign, example = json!({
        "key": "spring-2026", "name": "春季获客", "channel_id": "chan_01h455vb4pex5vsknk084sn02q",
        "starts_on": "2026-03-01", "ends_on": "2026-03-31", "budget": { "amount": 2_000_000, "currency": "CNY" },
    })),
    responses((status = 201, description = "The campaign", body = Campaign), Problems),
)]
#[post("/v1/campaigns")]
pub async fn create_campaign(work: Work, Body(input): Body<NewCampaign>) -> Answer {
    work.create("/v1/campaigns", async |tx| campaign::create(tx, input).await).await
}

/// Get a campaign
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 200, description = "The campaign", body = Campaign), Problems),
)]
#[get("/v1/campaigns/{id}")]
pub async fn get_campaign(work: Work, id: Id<CampaignId>) -> Answer {
    work.read(async |tx| campaign::get(tx, id.0).await).await
}

/// Update a campaign
///
/// What is left out stays, null empties.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = CampaignId, Path, description = "The campaign.")),
    request_body(content = CampaignPatch, example = json!({ "goal": "200 leads" })),
    responses((status = 200, description = "The campaign", body = Campaign), Problems),
)]
#[patch("/v1/campaigns/{id}")]
pub async fn update_campaign(
    work: Work,
    id: Id<CampaignId>,
    Body(patch): Body<CampaignPatch>,
) -> Answer {
    work.change(async |tx| campaign::update(tx, id.0, patch).await).await
}

/// Archive a campaign
///
/// Leads and touches keep it.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 200, description = "The campaign", body = Campaign), Problems),
)]
#[post("/v1/campaigns/{id}/archive")]
pub async fn archive_campaign(work: Work, id: Id<CampaignId>) -> Answer {
    work.change(async |tx| campaign::archive(tx, id.0).await).await
}

/// Review a campaign
///
/// What worked, what did not, and what follows from it, once its last day has passed.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = CampaignId, Path, description = "The campaign.")),
    request_body(content = NewReview, example = json!({ "decision": "grow", "worked": "Short videos" })),
    responses((status = 200, description = "The campaign", body = Campaign), Problems),
)]
#[post("/v1/campaigns/{id}/review")]
pub async fn review_campaign(
    work: Work,
    id: Id<CampaignId>,
    Body(input): Body<NewReview>,
) -> Answer {
    work.change(async |tx| campaign::review(tx, id.0, input).await).await
}
