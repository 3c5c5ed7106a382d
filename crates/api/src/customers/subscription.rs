use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, patch, post};
use customers::subscription::{
    self, CancelPause, EndSubscription, NewSubscription, PauseSubscription, RenewSubscription,
    ResumeSubscription, Subscription, SubscriptionFilter, SubscriptionPatch,
};
use kernel::{ids::SubscriptionId, page::PageRequest};

page_of!(SubscriptionsPage, Subscription, "A page of subscriptions.");

/// List subscriptions
///
/// Sorts: `created_at`, `starts_on`, `renews_on`; default `-created_at`.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(SubscriptionFilter, PageRequest),
    responses((status = 200, description = "A page of subscriptions", body = SubscriptionsPage), Problems),
)]
#[get("/v1/subscriptions")]
pub async fn list_subscriptions(work: Work, list: List<SubscriptionFilter>) -> Answer {
    work.list(async |tx| {
        subscription::list(tx, &list.filter, &list.page).await.map(SubscriptionsPage::from)
    })
    .await
}

/// Create a subscription
///
/// Fee and term come from the plan unless they are named. The standing of the account (MRR, next renewal, plan,
/// stage) follows at once.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    request_body(content = NewSubscription, example = json!({ "account_id": "acc_01h455vb4pex5vsknk084sn02q", "annual_fee": { "amount": 500_000, "currency": "CNY" }, "term_months": 12, "starts_on": "2026-03-02", "seats": 5 })),
    responses((status = 201, description = "The subscription as stored", body = Subscription), Problems),
)]
#[post("/v1/subscriptions")]
pub async fn create_subscription(work: Work, Body(input): Body<NewSubscription>) -> Answer {
    work.create("/v1/subscriptions", async |tx| subscription::create(tx, input).await).await
}

/// Get a subscription
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = SubscriptionId, Path, description = "The subscription.")),
    responses((status = 200, description = "The subscription", body = Subscription), Problems),
)]
#[get("/v1/subscriptions/{id}")]
pub async fn get_subscription(work: Work, id: Id<SubscriptionId>) -> Answer {
    work.read(async |tx| subscription::get(tx, id.0).await).await
}

/// Update a subscription
///
/// A change within the running term: its dates stay, the fee holds from now on.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = SubscriptionId, Path, description = "The subscription.")),
    request_body(content = SubscriptionPatch, example = json!({ "seats": 8, "annual_fee": { "amount": 700_000, "currency": "CNY" } })),
    responses((status = 200, description = "The subscription after the change", body = Subscription), Problems),
)]
#[patch("/v1/subscriptions/{id}")]
pub async fn update_subscription(
    work: Work,
    id: Id<SubscriptionId>,
    Body(patch): Body<SubscriptionPatch>,
) -> Answer {
    work.change(async |tx| subscription::update(tx, id.0, patch).await).await
}

/// Renew a subscription
///
/// Buys the next term, from the end of the one before. What isn't said stays as it is.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = SubscriptionId, Path, description = "The subscription.")),
    request_body(content = RenewSubscription, example = json!({ "annual_fee": { "amount": 550_000, "currency": "CNY" } })),
    responses((status = 200, description = "The subscription with its new term", body = Subscription), Problems),
)]
#[post("/v1/subscriptions/{id}/renew")]
pub async fn renew_subscription(
    work: Work,
    id: Id<SubscriptionId>,
    Body(input): Body<RenewSubscription>,
) -> Answer {
    work.change(async |tx| subscription::renew(tx, id.0, input).await).await
}

/// Pause a subscription
///
/// From today, from a day of the past, or from one to come; until it is resumed, or until a day that is known. A paused
/// subscription has not ended: the account keeps its stage and its renewal, and what it counts for in monthly recurring
/// revenue meanwhile is a setting of the workspace (`mrr_while_paused`). With `extends_term` the renewal moves by as many days
/// as the pause lasts.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = SubscriptionId, Path, description = "The subscription.")),
    request_body(content = PauseSubscription, example = json!({ "paused_on": "2026-06-01", "resumes_on": "2026-09-01", "extends_term": true, "reason": "season" })),
    responses((status = 200, description = "The subscription with its pause", body = Subscription), Problems),
)]
#[post("/v1/subscriptions/{id}/pause")]
pub async fn pause_subscription(
    work: Work,
    id: Id<SubscriptionId>,
    Body(input): Body<PauseSubscription>,
) -> Answer {
    work.change(async |tx| subscription::pause(tx, id.0, input).await).await
}

/// Resume a subscription
///
/// Says when its running pause is over, or else its next one: today, a day of the past, or one to come. The day on which
/// it was paused takes the pause back.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = SubscriptionId, Path, description = "The subscription.")),
    request_body(content = ResumeSubscription, example = json!({ "resumes_on": "2026-08-15" })),
    responses((status = 200, description = "The subscription with the end of its pause", body = Subscription), Problems),
)]
#[post("/v1/subscriptions/{id}/resume")]
pub async fn resume_subscription(
    work: Work,
    id: Id<SubscriptionId>,
    Body(input): Body<ResumeSubscription>,
) -> Answer {
    work.change(async |tx| subscription::resume(tx, id.0, input).await).await
}

/// Cancel a pause
///
/// Takes back a pause that has not begun; a renewal that it moved moves back. One that has begun is resumed instead.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = SubscriptionId, Path, description = "The subscription.")),
    request_body(content = CancelPause, example = json!({ "paused_on": "2026-06-01" })),
    responses((status = 200, description = "The subscription without the pause", body = Subscription), Problems),
)]
#[post("/v1/subscriptions/{id}/cancel-pause")]
pub async fn cancel_subscription_pause(
    work: Work,
    id: Id<SubscriptionId>,
    Body(input): Body<CancelPause>,
) -> Answer {
    work.change(async |tx| subscription::cancel_pause(tx, id.0, input).await).await
}

/// End a subscription
///
/// Today, on a day of the past, or on one to come. Once an account has no running subscription it has churned.
#[utoipa::path(
    tag = "orders",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = SubscriptionId, Path, description = "The subscription.")),
    request_body(content = EndSubscription, example = json!({ "ended_on": "2026-06-01", "reason": "price" })),
    responses((status = 200, description = "The subscription with its end", body = Subscription), Problems),
)]
#[post("/v1/subscriptions/{id}/end")]
pub async fn end_subscription(
    work: Work,
    id: Id<SubscriptionId>,
    Body(input): Body<EndSubscription>,
) -> Answer {
    work.change(async |tx| subscription::end(tx, id.0, input).await).await
}
