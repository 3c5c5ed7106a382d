use crate::{
    extract::{Body, Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{delete, get, patch, post};
use customers::task::{self, NewTask, Task, TaskFilter, TaskPatch};
use kernel::{ids::TaskId, page::PageRequest};

page_of!(TasksPage, Task, "A page of tasks.");

/// List tasks
///
/// Sorts: `due_at`, `created_at`, `completed_at`; default `due_at`, the soonest first. Tasks about leads,
/// campaigns, channels and forms are listed with `leads:read`, all others with `customers:read`.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(TaskFilter, PageRequest),
    responses((status = 200, description = "A page of tasks", body = TasksPage), Problems),
)]
#[get("/v1/tasks")]
pub async fn list_tasks(work: Work, list: List<TaskFilter>) -> Answer {
    work.list(async |tx| task::list(tx, &list.filter, &list.page).await.map(TasksPage::from)).await
}

/// Create a task
///
/// About any object. It is the caller's own unless `owner_id` says otherwise. Needs the grants of the object it
/// is about: `leads:…` for leads, campaigns, channels and forms, `customers:…` for all others.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    request_body(content = NewTask, example = json!({ "title": "Call about the renewal", "subject_id": "acc_01h455vb4pex5vsknk084sn02q", "due_at": "2026-03-05T02:00:00Z", "priority": "high" })),
    responses((status = 201, description = "The task as stored", body = Task), Problems),
)]
#[post("/v1/tasks")]
pub async fn create_task(work: Work, Body(input): Body<NewTask>) -> Answer {
    work.create("/v1/tasks", async |tx| task::create(tx, input).await).await
}

/// Get a task
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:read"]), ("secret_key" = ["customers:read"])),
    params(("id" = TaskId, Path, description = "The task.")),
    responses((status = 200, description = "The task", body = Task), Problems),
)]
#[get("/v1/tasks/{id}")]
pub async fn get_task(work: Work, id: Id<TaskId>) -> Answer {
    work.read(async |tx| task::get(tx, id.0).await).await
}

/// Update a task
///
/// Needs the grants of the object it is about: `leads:…` for leads, campaigns, channels and forms, `customers:…`
/// for all others.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = TaskId, Path, description = "The task.")),
    request_body(content = TaskPatch, example = json!({ "due_at": "2026-03-06T02:00:00Z" })),
    responses((status = 200, description = "The task after the change", body = Task), Problems),
)]
#[patch("/v1/tasks/{id}")]
pub async fn update_task(work: Work, id: Id<TaskId>, Body(patch): Body<TaskPatch>) -> Answer {
    work.change(async |tx| task::update(tx, id.0, patch).await).await
}

/// Complete a task
///
/// Needs the grants of the object it is about: `leads:…` for leads, campaigns, channels and forms, `customers:…`
/// for all others.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = TaskId, Path, description = "The task.")),
    responses((status = 200, description = "The task, done", body = Task), Problems),
)]
#[post("/v1/tasks/{id}/complete")]
pub async fn complete_task(work: Work, id: Id<TaskId>) -> Answer {
    work.change(async |tx| task::complete(tx, id.0).await).await
}

/// Reopen a task
///
/// Needs the grants of the object it is about: `leads:…` for leads, campaigns, channels and forms, `customers:…`
/// for all others.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = TaskId, Path, description = "The task.")),
    responses((status = 200, description = "The task, open again", body = Task), Problems),
)]
#[post("/v1/tasks/{id}/reopen")]
pub async fn reopen_task(work: Work, id: Id<TaskId>) -> Answer {
    work.change(async |tx| task::reopen(tx, id.0).await).await
}

/// Delete a task
///
/// Needs the grants of the object it is about: `leads:…` for leads, campaigns, channels and forms, `customers:…`
/// for all others.
#[utoipa::path(
    tag = "tasks",
    security(("session" = ["customers:write"]), ("secret_key" = ["customers:write"])),
    params(("id" = TaskId, Path, description = "The task.")),
    responses((status = 204, description = "The task is gone"), Problems),
)]
#[delete("/v1/tasks/{id}")]
pub async fn delete_task(work: Work, id: Id<TaskId>) -> Answer {
    work.act(async |tx| task::delete(tx, id.0).await).await
}
