use crate::{
    extract::List,
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use activity::event::{self, Event, EventFilter};
use actix_web::get;
use kernel::page::PageRequest;

page_of!(EventsPage, Event, "A page of events.");

/// List events
///
/// Behaviour events as they were sent, newest first. An event appears as soon as its batch was accepted.
#[utoipa::path(
    tag = "events",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    params(EventFilter, PageRequest),
    responses((status = 200, description = "A page of events", body = EventsPage), Problems),
)]
#[get("/v1/events")]
pub async fn list_events(work: Work, list: List<EventFilter>) -> Answer {
    work.list(async |tx| event::list(tx, &list.filter, &list.page).await.map(EventsPage::from))
        .await
}
