use crate::{
    extract::{Body, Id, List, Params},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post};
use kernel::{ids::ChannelSpendId, page::PageRequest};
use leads::{
    cost::{self, CostQuery, CostReport},
    spend::{self, ChannelSpend, ChannelSpendFilter, ChannelSpendPatch, NewChannelSpend},
};

page_of!(ChannelSpendPage, ChannelSpend, "A page of spend.");

/// List spend
///
/// What channels and campaigns cost, by day. Sorts: `spent_on`; default `-spent_on`.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(ChannelSpendFilter, PageRequest),
    responses((status = 200, description = "A page of spend", body = ChannelSpendPage), Problems),
)]
#[get("/v1/campaign-spend")]
pub async fn list_campaign_spend(work: Work, list: List<ChannelSpendFilter>) -> Answer {
    work.list(async |tx| {
        spend::list(tx, &list.filter, &list.page).await.map(ChannelSpendPage::from)
    })
    .await
}

/// Add spend
///
/// What a channel cost on a day or over some, in any currency; or what several share, with the rule by which they do.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = NewChannelSpend, example = json!({
        "channel_id": "chan_01h455vb4pex5vsknk084sn02q", "spent_on": "2026-03-01", "spent_until": "2026-03-31",
        "amount": { "amount": 50000, "currency": "CNY" },
    })),
    responses((status = 201, description = "The spend", body = ChannelSpend), Problems),
)]
#[post("/v1/campaign-spend")]
pub async fn add_campaign_spend(work: Work, Body(input): Body<NewChannelSpend>) -> Answer {
    work.create("/v1/campaign-spend", async |tx| spend::add(tx, input).await).await
}

/// Get spend
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = ChannelSpendId, Path, description = "The entry.")),
    responses((status = 200, description = "The spend", body = ChannelSpend), Problems),
)]
#[get("/v1/campaign-spend/{id}")]
pub async fn get_campaign_spend(work: Work, id: Id<ChannelSpendId>) -> Answer {
    work.read(async |tx| spend::get(tx, id.0).await).await
}

/// Correct spend
///
/// What is left out stays, null empties.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = ChannelSpendId, Path, description = "The entry.")),
    request_body(content = ChannelSpendPatch, example = json!({ "note": "Invoice 17" })),
    responses((status = 200, description = "The spend", body = ChannelSpend), Problems),
)]
#[patch("/v1/campaign-spend/{id}")]
pub async fn update_campaign_spend(
    work: Work,
    id: Id<ChannelSpendId>,
    Body(patch): Body<ChannelSpendPatch>,
) -> Answer {
    work.change(async |tx| spend::update(tx, id.0, patch).await).await
}

/// Delete spend
///
/// It counts for nothing from then on, and can be brought back.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = ChannelSpendId, Path, description = "The entry.")),
    responses((status = 204, description = "It is deleted"), Problems),
)]
#[delete("/v1/campaign-spend/{id}")]
pub async fn delete_campaign_spend(work: Work, id: Id<ChannelSpendId>) -> Answer {
    work.act(async |tx| spend::remove(tx, id.0).await).await
}

/// Bring deleted spend back
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = ChannelSpendId, Path, description = "The entry.")),
    responses((status = 200, description = "The spend", body = ChannelSpend), Problems),
)]
#[post("/v1/campaign-spend/{id}/restore")]
pub async fn restore_campaign_spend(work: Work, id: Id<ChannelSpendId>) -> Answer {
    work.change(async |tx| spend::restore(tx, id.0).await).await
}

/// Tell what channels cost
///
/// Per channel or campaign: leads, spend, cost per lead, per valid lead and per customer, of the period and of the cohort,
/// yield, payback, and what they suggest. What can't be told is null and says why. The rows sum to what was spent, to the
/// cent.
#[utoipa::path(
    tag = "channels",
    security(
        ("session" = ["leads:read", "customers:read"]),
        ("secret_key" = ["leads:read", "customers:read"]),
    ),
    params(CostQuery),
    responses((status = 200, description = "Row by row", body = CostReport), Problems),
)]
#[get("/v1/channel-costs")]
pub async fn get_channel_costs(work: Work, Params(query): Params<CostQuery>) -> Answer {
    work.list(async |tx| cost::report(tx, &query).await).await
}
