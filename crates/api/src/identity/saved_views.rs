use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post};
use identity::saved_view::{self, NewSavedView, SavedView, SavedViewFilter, SavedViewPatch};
use kernel::{ids::SavedViewId, page::PageRequest};

page_of!(SavedViewsPage, SavedView, "A page of saved views.");

/// List saved views
///
/// Your own views of one list and those that are shared. It needs the grant of the list itself. Sorts: `name`,
/// `created_at`; default `name`.
#[utoipa::path(
    tag = "saved-views",
    security(("session" = []), ("secret_key" = [])),
    params(SavedViewFilter, PageRequest),
    responses((status = 200, description = "A page of views", body = SavedViewsPage), Problems),
)]
#[get("/v1/saved-views")]
pub async fn list_saved_views(work: Work, list: List<SavedViewFilter>) -> Answer {
    work.list(async |tx| {
        saved_view::list(tx, &list.filter, &list.page).await.map(SavedViewsPage::from)
    })
    .await
}

/// Save a view
///
/// It needs the grant of the list itself.
#[utoipa::path(
    tag = "saved-views",
    security(("session" = []), ("secret_key" = [])),
    request_body(content = NewSavedView, example = json!({
        "list": "leads", "name": "New this week", "shared": true, "params": { "sort": "-created_at" },
    })),
    responses((status = 201, description = "The view", body = SavedView), Problems),
)]
#[post("/v1/saved-views")]
pub async fn create_saved_view(work: Work, Body(input): Body<NewSavedView>) -> Answer {
    work.create("/v1/saved-views", async |tx| saved_view::create(tx, input).await).await
}

/// Change a saved view
///
/// Your own, or a shared one if you may change the workspace's settings.
#[utoipa::path(
    tag = "saved-views",
    security(("session" = []), ("secret_key" = [])),
    params(("id" = SavedViewId, Path, description = "The view.")),
    request_body(content = SavedViewPatch, example = json!({ "name": "New this month" })),
    responses((status = 200, description = "The view", body = SavedView), Problems),
)]
#[patch("/v1/saved-views/{id}")]
pub async fn update_saved_view(
    work: Work,
    id: Id<SavedViewId>,
    Body(input): Body<SavedViewPatch>,
) -> Answer {
    work.change(async |tx| saved_view::update(tx, id.0, input).await).await
}

/// Delete a saved view
///
/// Your own, or a shared one if you may change the workspace's settings.
#[utoipa::path(
    tag = "saved-views",
    security(("session" = []), ("secret_key" = [])),
    params(("id" = SavedViewId, Path, description = "The view.")),
    responses((status = 204, description = "The view is gone"), Problems),
)]
#[delete("/v1/saved-views/{id}")]
pub async fn delete_saved_view(work: Work, id: Id<SavedViewId>) -> Answer {
    work.act(async |tx| saved_view::delete(tx, id.0).await).await
}
