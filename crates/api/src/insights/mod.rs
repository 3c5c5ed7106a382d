//! Questions across domains, and where they are kept.

mod dashboard;
mod saved_question;

use crate::operations::Operations;
use crate::{
    extract::Params,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::get;
use insights::{
    checklist::{self, Checklist},
    home::{self, Home},
    journey::{self, Journey, JourneyQuery},
};

pub fn configure(operations: &mut Operations) {
    operations.service(get_journey).service(get_home).service(get_setup_checklist);
    operations
        .service(saved_question::list_saved_questions)
        .service(saved_question::get_saved_question)
        .service(saved_question::create_saved_question)
        .service(saved_question::update_saved_question)
        .service(saved_question::delete_saved_question)
        .service(dashboard::list_dashboards)
        .service(dashboard::get_dashboard)
        .service(dashboard::create_dashboard)
        .service(dashboard::update_dashboard)
        .service(dashboard::delete_dashboard);
}

/// Follow the journey of a cohort
///
/// How far the leads of a period came, stage by stage. A lead counts for every stage up to the furthest it reached, so the
/// counts never rise; leads that are still open may yet go on.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(JourneyQuery),
    responses((status = 200, description = "The journey", body = Journey), Problems),
)]
#[get("/v1/journey")]
pub async fn get_journey(work: Work, Params(query): Params<JourneyQuery>) -> Answer {
    work.list(async |tx| journey::get(tx, &query).await).await
}

/// See what waits today
///
/// The caller's tasks, leads without an owner, new leads by day and channel, and renewals that are near. It needs
/// `customers:read` besides `leads:read`.
#[utoipa::path(
    tag = "insights",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "What waits and what comes", body = Home), Problems),
)]
#[get("/v1/home")]
pub async fn get_home(work: Work) -> Answer {
    work.list(async |tx| home::get(tx).await).await
}

/// See what is still to be set up
///
/// Each point is seen in the workspace's data, so it can't be ticked by hand.
#[utoipa::path(
    tag = "insights",
    security(("session" = []), ("secret_key" = [])),
    responses((status = 200, description = "The points in their best order", body = Checklist), Problems),
)]
#[get("/v1/setup-checklist")]
pub async fn get_setup_checklist(work: Work) -> Answer {
    work.list(async |tx| checklist::get(tx).await).await
}
