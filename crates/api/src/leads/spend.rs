use crate::{
    extract::{Body, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, post};
use kernel::page::PageRequest;
use leads::spend::{self, ChannelSpend, ChannelSpendFilter, NewChannelSpend};

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
/// What a channel cost on a day, in the currency of the workspace.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = NewChannelSpend, example = json!({
        "channel_id": "chan_01h455vb4pex5vsknk084sn02q", "spent_on": "2026-03-01",
        "amount": { "amount": 50000, "currency": "CNY" },
    })),
    responses((status = 201, description = "The spend", body = ChannelSpend), Problems),
)]
#[post("/v1/campaign-spend")]
pub async fn add_campaign_spend(work: Work, Body(input): Body<NewChannelSpend>) -> Answer {
    work.create("/v1/campaign-spend", async |tx| spend::add(tx, input).await).await
}
