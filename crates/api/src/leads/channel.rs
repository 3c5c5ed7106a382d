use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use kernel::{ids::ChannelId, page::PageRequest};
use leads::channel::{self, Channel, ChannelFilter, ChannelPatch, NewChannel};

page_of!(ChannelsPage, Channel, "A page of channels.");

/// List channels
///
/// Those that aren't archived, unless `archived=true`. Sorts: `name`, `created_at`; default `name`.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(ChannelFilter, PageRequest),
    responses((status = 200, description = "A page of channels", body = ChannelsPage), Problems),
)]
#[get("/v1/channels")]
pub async fn list_channels(work: Work, list: List<ChannelFilter>) -> Answer {
    work.list(async |tx| channel::list(tx, &list.filter, &list.page).await.map(ChannelsPage::from))
        .await
}

/// Create a channel
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = NewChannel, example = json!({ "key": "douyin", "name": "抖音", "kind": "social" })),
    responses((status = 201, description = "The channel", body = Channel), Problems),
)]
#[post("/v1/channels")]
pub async fn create_channel(work: Work, Body(input): Body<NewChannel>) -> Answer {
    work.create("/v1/channels", async |tx| channel::create(tx, input).await).await
}

/// Get a channel
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = ChannelId, Path, description = "The channel.")),
    responses((status = 200, description = "The channel", body = Channel), Problems),
)]
#[get("/v1/channels/{id}")]
pub async fn get_channel(work: Work, id: Id<ChannelId>) -> Answer {
    work.read(async |tx| channel::get(tx, id.0).await).await
}

/// Update a channel
///
/// What is left out stays, null empties.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = ChannelId, Path, description = "The channel.")),
    request_body(content = ChannelPatch, example = json!({ "name": "抖音小店" })),
    responses((status = 200, description = "The channel", body = Channel), Problems),
)]
#[patch("/v1/channels/{id}")]
pub async fn update_channel(
    work: Work,
    id: Id<ChannelId>,
    Body(patch): Body<ChannelPatch>,
) -> Answer {
    work.change(async |tx| channel::update(tx, id.0, patch).await).await
}

/// Archive a channel
///
/// Leads and touches keep it.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = ChannelId, Path, description = "The channel.")),
    responses((status = 200, description = "The channel", body = Channel), Problems),
)]
#[post("/v1/channels/{id}/archive")]
pub async fn archive_channel(work: Work, id: Id<ChannelId>) -> Answer {
    work.change(async |tx| channel::archive(tx, id.0).await).await
}
