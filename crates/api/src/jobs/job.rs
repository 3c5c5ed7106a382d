use crate::{
    extract::{Id, List},
    page::page_of,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, post};
use jobs::dead_letter::{self, Job, JobFilter};
use kernel::{ids::JobId, page::PageRequest};

page_of!(JobsPage, Job, "A page of jobs.");

/// List jobs
///
/// Jobs of this workspace that wait, run, or failed for good (`state=dead`). A job that succeeded is gone.
/// Sorts: `created_at`, `run_at`; default `-created_at`.
#[utoipa::path(
    tag = "jobs",
    security(("session" = ["jobs:read"]), ("secret_key" = ["jobs:read"])),
    params(JobFilter, PageRequest),
    responses((status = 200, description = "A page of jobs", body = JobsPage), Problems),
)]
#[get("/v1/jobs")]
pub async fn list_jobs(work: Work, list: List<JobFilter>) -> Answer {
    work.list(async |tx| dead_letter::list(tx, &list.filter, &list.page).await.map(JobsPage::from))
        .await
}

/// Get a job
#[utoipa::path(
    tag = "jobs",
    security(("session" = ["jobs:read"]), ("secret_key" = ["jobs:read"])),
    params(("id" = JobId, Path, description = "The job.")),
    responses((status = 200, description = "The job", body = Job), Problems),
)]
#[get("/v1/jobs/{id}")]
pub async fn get_job(work: Work, id: Id<JobId>) -> Answer {
    work.read(async |tx| dead_letter::get(tx, id.0).await).await
}

/// Try a dead job again
///
/// Gives a job that failed for good all its tries back and runs it at once.
#[utoipa::path(
    tag = "jobs",
    security(("session" = ["jobs:write"]), ("secret_key" = ["jobs:write"])),
    params(("id" = JobId, Path, description = "The job.")),
    responses((status = 200, description = "The job, queued again", body = Job), Problems),
)]
#[post("/v1/jobs/{id}/replay")]
pub async fn replay_job(work: Work, id: Id<JobId>) -> Answer {
    work.change(async |tx| dead_letter::replay(tx, id.0).await).await
}

/// Discard a dead job
///
/// Gives a job up that failed for good; what it should have done is not done.
#[utoipa::path(
    tag = "jobs",
    security(("session" = ["jobs:write"]), ("secret_key" = ["jobs:write"])),
    params(("id" = JobId, Path, description = "The job.")),
    responses((status = 204, description = "The job is gone"), Problems),
)]
#[post("/v1/jobs/{id}/discard")]
pub async fn discard_job(work: Work, id: Id<JobId>) -> Answer {
    work.act(async |tx| dead_letter::discard(tx, id.0).await).await
}
