use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post};
use kernel::{ids::WebhookEndpointId, page::PageRequest};
use serde::Deserialize;
use webhooks::endpoint::{
    self, NewWebhookEndpoint, RevealedWebhookSecret, WebhookEndpoint, WebhookEndpointPatch,
    WebhookEndpointWithSecret,
};

page_of!(WebhookEndpointsPage, WebhookEndpoint, "A page of webhook endpoints.");

/// This list has no filter.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

/// List webhook endpoints
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:read"]), ("secret_key" = ["webhooks:read"])),
    params(PageRequest),
    responses((status = 200, description = "A page of endpoints", body = WebhookEndpointsPage), Problems),
)]
#[get("/v1/webhook-endpoints")]
pub async fn list_webhook_endpoints(work: Work, list: List<NoFilter>) -> Answer {
    work.list(async |tx| endpoint::list(tx, &list.page).await.map(WebhookEndpointsPage::from)).await
}

/// Create a webhook endpoint
///
/// Its messages are signed by the Standard Webhooks specification, with the secret in the answer. They arrive at least
/// once and in no promised order; a message that isn't taken is tried ten times over about three days.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:write"]), ("secret_key" = ["webhooks:write"])),
    request_body(content = NewWebhookEndpoint, example = json!({
        "url": "https://hooks.example.cn/perennial", "event_types": ["lead.created"],
    })),
    responses((status = 201, description = "The endpoint with its secret", body = WebhookEndpointWithSecret), Problems),
)]
#[post("/v1/webhook-endpoints")]
pub async fn create_webhook_endpoint(work: Work, Body(input): Body<NewWebhookEndpoint>) -> Answer {
    let reach = work.settings().webhook_reach;
    work.create("/v1/webhook-endpoints", async |tx| endpoint::create(tx, reach, input).await).await
}

/// Get a webhook endpoint
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:read"]), ("secret_key" = ["webhooks:read"])),
    params(("id" = WebhookEndpointId, Path, description = "The endpoint.")),
    responses((status = 200, description = "The endpoint", body = WebhookEndpoint), Problems),
)]
#[get("/v1/webhook-endpoints/{id}")]
pub async fn get_webhook_endpoint(work: Work, id: Id<WebhookEndpointId>) -> Answer {
    work.read(async |tx| endpoint::get(tx, id.0).await).await
}

/// Update a webhook endpoint
///
/// Also switches it off, or on again after Perennial switched it off.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:write"]), ("secret_key" = ["webhooks:write"])),
    params(("id" = WebhookEndpointId, Path, description = "The endpoint.")),
    request_body(content = WebhookEndpointPatch, example = json!({ "enabled": true })),
    responses((status = 200, description = "The endpoint after the change", body = WebhookEndpoint), Problems),
)]
#[patch("/v1/webhook-endpoints/{id}")]
pub async fn update_webhook_endpoint(
    work: Work,
    id: Id<WebhookEndpointId>,
    Body(patch): Body<WebhookEndpointPatch>,
) -> Answer {
    let reach = work.settings().webhook_reach;
    work.change(async |tx| endpoint::update(tx, reach, id.0, patch).await).await
}

/// Delete a webhook endpoint
///
/// Its delivery log goes with it.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:write"]), ("secret_key" = ["webhooks:write"])),
    params(("id" = WebhookEndpointId, Path, description = "The endpoint.")),
    responses((status = 204, description = "It is deleted"), Problems),
)]
#[delete("/v1/webhook-endpoints/{id}")]
pub async fn delete_webhook_endpoint(work: Work, id: Id<WebhookEndpointId>) -> Answer {
    work.act(async |tx| endpoint::delete(tx, id.0).await).await
}

/// Replace the secret of a webhook endpoint
///
/// For a day messages carry a signature by the old secret too, so that the receiver can change over in peace.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:write"]), ("secret_key" = ["webhooks:write"])),
    params(("id" = WebhookEndpointId, Path, description = "The endpoint.")),
    responses((status = 200, description = "The endpoint with its new secret", body = WebhookEndpointWithSecret), Problems),
)]
#[post("/v1/webhook-endpoints/{id}/rotate-secret")]
pub async fn rotate_webhook_secret(work: Work, id: Id<WebhookEndpointId>) -> Answer {
    work.change(async |tx| endpoint::rotate_secret(tx, id.0).await).await
}

/// Show the secret of a webhook endpoint
///
/// Who looked is kept in the audit trail.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:write"]), ("secret_key" = ["webhooks:write"])),
    params(("id" = WebhookEndpointId, Path, description = "The endpoint.")),
    responses((status = 200, description = "The secret", body = RevealedWebhookSecret), Problems),
)]
#[post("/v1/webhook-endpoints/{id}/reveal-secret")]
pub async fn reveal_webhook_secret(work: Work, id: Id<WebhookEndpointId>) -> Answer {
    work.change(async |tx| endpoint::reveal_secret(tx, id.0).await).await
}
