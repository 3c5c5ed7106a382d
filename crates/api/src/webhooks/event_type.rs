use crate::{
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use webhooks::event_type::{self, EventTypeInfo};

/// List the types of event
///
/// Everything that a webhook can carry, with an example of each message, described in the language of `Accept-Language`.
#[utoipa::path(
    tag = "webhooks",
    security(("session" = ["webhooks:read"]), ("secret_key" = ["webhooks:read"])),
    responses((status = 200, description = "All types", body = Vec<EventTypeInfo>), Problems),
)]
#[get("/v1/event-types")]
pub async fn list_event_types(work: Work) -> Answer {
    let locale = work.locale();
    work.list(async |tx| event_type::list(tx, locale)).await
}
