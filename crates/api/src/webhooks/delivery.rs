use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, post};
use kernel::{
    ids::{WebhookDeliveryId, WebhookEndpointId},
    page::PageRequest,
};
use webhooks::delivery::{
    self, ReplayFailed, ReplayedDeliveries, WebhookDelivery, WebhookDeliveryDetail,
    WebhookDeliveryFilter,
};

page_of!(WebhookDeliveriesPage, WebhookDelivery, "A page of webhook deliveries.");

/// List webhook deliveries
///
/// The delivery log of the last 30 days, newest first.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:read"]), ("secret_key" = ["webhooks:read"])),
    params(WebhookDeliveryFilter, PageRequest),
    responses((status = 200, description = "A page of deliveries", body = WebhookDeliveriesPage), Problems),
)]
#[get("/v1/webhook-deliveries")]
pub async fn list_webhook_deliveries(work: Work, list: List<WebhookDeliveryFilter>) -> Answer {
    work.list(async |tx| {
        delivery::list(tx, &list.filter, &list.page).await.map(WebhookDeliveriesPage::from)
    })
    .await
}

/// Get a webhook delivery
///
/// With what is sent and what came back at each try.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:read"]), ("secret_key" = ["webhooks:read"])),
    params(("id" = WebhookDeliveryId, Path, description = "The delivery.")),
    responses((status = 200, description = "The delivery", body = WebhookDeliveryDetail), Problems),
)]
#[get("/v1/webhook-deliveries/{id}")]
pub async fn get_webhook_delivery(work: Work, id: Id<WebhookDeliveryId>) -> Answer {
    work.read(async |tx| delivery::get(tx, id.0).await).await
}

/// Send a webhook again
///
/// At once and with all its tries, under its old `webhook-id`.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:write"]), ("secret_key" = ["webhooks:write"])),
    params(("id" = WebhookDeliveryId, Path, description = "The delivery.")),
    responses((status = 200, description = "The delivery, pending again", body = WebhookDelivery), Problems),
)]
#[post("/v1/webhook-deliveries/{id}/replay")]
pub async fn replay_webhook_delivery(work: Work, id: Id<WebhookDeliveryId>) -> Answer {
    work.change(async |tx| delivery::replay(tx, id.0).await).await
}

/// Send failed webhooks again
///
/// What the endpoint failed to take since a time; at most 1 000 messages, the oldest first.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:write"]), ("secret_key" = ["webhooks:write"])),
    params(("id" = WebhookEndpointId, Path, description = "The endpoint.")),
    request_body(content = ReplayFailed, example = json!({ "since": "2026-03-01T00:00:00Z" })),
    responses((status = 200, description = "How many are sent again", body = ReplayedDeliveries), Problems),
)]
#[post("/v1/webhook-endpoints/{id}/replay-failed")]
pub async fn replay_failed_webhook_deliveries(
    work: Work,
    id: Id<WebhookEndpointId>,
    Body(input): Body<ReplayFailed>,
) -> Answer {
    work.change(async |tx| delivery::replay_failed(tx, id.0, input).await).await
}

/// Send a test webhook
///
/// A message of type `webhook.test`, whatever types the endpoint asks for. The delivery tells what came of it.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:write"]), ("secret_key" = ["webhooks:write"])),
    params(("id" = WebhookEndpointId, Path, description = "The endpoint.")),
    responses((status = 201, description = "The delivery, pending", body = WebhookDelivery), Problems),
)]
#[post("/v1/webhook-endpoints/{id}/test")]
pub async fn send_test_webhook(work: Work, id: Id<WebhookEndpointId>) -> Answer {
    work.create("/v1/webhook-deliveries", async |tx| delivery::send_test(tx, id.0).await).await
}
