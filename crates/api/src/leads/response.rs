use super::ruleset::{RulesVersions, VersionQuery};
use crate::{
    extract::{Body, Id, Params},
    problem::{Problems, VersionProblems},
    work::{Answer, SeenVersion, Work},
};
use actix_web::{get, post};
use kernel::ids::LeadId;
use leads::{
    response::{
        self, CurrentResponse, LeadResponse, ResponseFigures, ResponsePeriod, ResponseRules,
    },
    words::RulesKind,
};
use serde::Serialize;
use utoipa::ToSchema;

/// The clock of a lead's first answer.
#[derive(Serialize, ToSchema)]
pub struct LeadResponseAnswer {
    /// Null where no first answer was promised.
    response: Option<LeadResponse>,
}

/// Get the promises of first answers
///
/// Those that hold, or with `version` those of a version. Version 0 is before anybody has published any.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(VersionQuery),
    responses((status = 200, description = "The promises", body = CurrentResponse), Problems),
)]
#[get("/v1/lead-response")]
pub async fn get_response_rules(work: Work, Params(query): Params<VersionQuery>) -> Answer {
    work.read(async |tx| response::get(tx, query.version).await).await
}

/// List the versions of the promises of first answers
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The versions", body = RulesVersions), Problems),
)]
#[get("/v1/lead-response/versions")]
pub async fn list_response_versions(work: Work) -> Answer {
    work.list(async |tx| RulesVersions::of(tx, RulesKind::Response).await).await
}

/// Publish promises of first answers
///
/// As a new version, for leads that come in from now on. `If-Match` must name the version that was seen.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(SeenVersion),
    request_body(content = ResponseRules, example = json!({ "policies": [{
        "key": "usual", "name": "30 分钟内响应", "condition": { "all": [] }, "target_minutes": 30, "calendar_id": null,
        "starts": "captured",
    }] })),
    responses((status = 200, description = "The promises with their version", body = CurrentResponse), VersionProblems, Problems),
)]
#[post("/v1/lead-response/publish")]
pub async fn publish_response_rules(work: Work, Body(rules): Body<ResponseRules>) -> Answer {
    work.change(async |tx| response::publish(tx, rules).await).await
}

/// Get how often promises of first answers were kept
///
/// The share with its 95 % interval, and the median in working time, of all and by member.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(ResponsePeriod),
    responses((status = 200, description = "The figures", body = ResponseFigures), Problems),
)]
#[get("/v1/lead-response/figures")]
pub async fn get_response_figures(work: Work, Params(period): Params<ResponsePeriod>) -> Answer {
    work.list(async |tx| response::figures(tx, period).await).await
}

/// Get the clock of a lead's first answer
///
/// With what of the time counted.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The clock", body = LeadResponseAnswer), Problems),
)]
#[get("/v1/leads/{id}/response")]
pub async fn get_lead_response(work: Work, id: Id<LeadId>) -> Answer {
    work.list(async |tx| Ok(LeadResponseAnswer { response: response::of_lead(tx, id.0).await? }))
        .await
}
