use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post};
use insights::dashboard::{self, Dashboard, DashboardFilter, DashboardPatch, NewDashboard};
use kernel::{ids::DashboardId, page::PageRequest};

page_of!(DashboardsPage, Dashboard, "A page of dashboards.");

/// List dashboards
///
/// Sorts: `name`, `created_at`, `updated_at`; default `name`.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    params(DashboardFilter, PageRequest),
    responses((status = 200, description = "A page of dashboards", body = DashboardsPage), Problems),
)]
#[get("/v1/dashboards")]
pub async fn list_dashboards(work: Work, list: List<DashboardFilter>) -> Answer {
    work.list(async |tx| {
        dashboard::list(tx, &list.filter, &list.page).await.map(DashboardsPage::from)
    })
    .await
}

/// Read a dashboard
///
/// Its questions come with `list_saved_questions` and its id as `dashboard_id`.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read"]), ("secret_key" = ["events:read"])),
    params(("id" = DashboardId, Path, description = "The dashboard.")),
    responses((status = 200, description = "The dashboard", body = Dashboard), Problems),
)]
#[get("/v1/dashboards/{id}")]
pub async fn get_dashboard(work: Work, id: Id<DashboardId>) -> Answer {
    work.read(async |tx| dashboard::get(tx, id.0).await).await
}

/// Create a dashboard
///
/// A grid of twelve columns. A question stands on it once, and none over another.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read", "customers:write"]), ("secret_key" = ["events:read", "customers:write"])),
    request_body(content = NewDashboard, example = json!({ "name": "Weekly review" })),
    responses((status = 201, description = "The dashboard", body = Dashboard), Problems),
)]
#[post("/v1/dashboards")]
pub async fn create_dashboard(work: Work, Body(input): Body<NewDashboard>) -> Answer {
    work.create("/v1/dashboards", async |tx| dashboard::create(tx, input).await).await
}

/// Change a dashboard
///
/// `tiles` are all of them: those that are left out are taken off.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read", "customers:write"]), ("secret_key" = ["events:read", "customers:write"])),
    params(("id" = DashboardId, Path, description = "The dashboard.")),
    request_body(content = DashboardPatch, example = json!({ "name": "Monthly review" })),
    responses((status = 200, description = "The dashboard", body = Dashboard), Problems),
)]
#[patch("/v1/dashboards/{id}")]
pub async fn update_dashboard(
    work: Work,
    id: Id<DashboardId>,
    Body(input): Body<DashboardPatch>,
) -> Answer {
    work.change(async |tx| dashboard::update(tx, id.0, input).await).await
}

/// Delete a dashboard
///
/// Its questions stay.
#[utoipa::path(
    tag = "dashboards",
    security(("session" = ["events:read", "customers:write"]), ("secret_key" = ["events:read", "customers:write"])),
    params(("id" = DashboardId, Path, description = "The dashboard.")),
    responses((status = 204, description = "The dashboard is gone"), Problems),
)]
#[delete("/v1/dashboards/{id}")]
pub async fn delete_dashboard(work: Work, id: Id<DashboardId>) -> Answer {
    work.act(async |tx| dashboard::delete(tx, id.0).await).await
}
