use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use activity::name::{self, EventName, EventNameFilter, EventNamePatch};
use actix_web::{get, patch};
use kernel::{ids::EventNameId, page::PageRequest};

page_of!(EventNamesPage, EventName, "A page of the catalogue of events.");

/// List the names of events
///
/// The catalogue: every name that came, how often, and with which properties. A workspace has at most 2 000 names; events
/// under further ones are kept, but counted together. Sorts: `volume`, `name`, `last_seen_at`; default `-volume`.
#[utoipa::path(
    tag = "events",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    params(EventNameFilter, PageRequest),
    responses((status = 200, description = "A page of names", body = EventNamesPage), Problems),
)]
#[get("/v1/event-names")]
pub async fn list_event_names(work: Work, list: List<EventNameFilter>) -> Answer {
    work.list(async |tx| name::list(tx, &list.filter, &list.page).await.map(EventNamesPage::from))
        .await
}

/// Describe a name of events, or deny it
///
/// Events of a denied name are answered as `ignored` and not kept; what came before stays.
#[utoipa::path(
    tag = "events",
    security(("session" = ["catalog:write"]), ("secret_key" = ["catalog:write"])),
    params(("id" = EventNameId, Path, description = "The name.")),
    request_body(content = EventNamePatch, example = json!({ "display_name_zh": "导出报表", "display_name_en": "Report exported" })),
    responses((status = 200, description = "The name after the change", body = EventName), Problems),
)]
#[patch("/v1/event-names/{id}")]
pub async fn update_event_name(
    work: Work,
    id: Id<EventNameId>,
    Body(patch): Body<EventNamePatch>,
) -> Answer {
    work.change(async |tx| name::update(tx, id.0, patch).await).await
}
