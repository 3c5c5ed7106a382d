use super::ruleset::{RulesVersions, VersionQuery};
use crate::{
    extract::{Body, Id, Params},
    problem::{Problems, VersionProblems},
    work::{Answer, SeenVersion, Work},
};
use actix_web::{get, post};
use kernel::ids::LeadId;
use leads::{
    assignment::{
        self, AssignmentDecision, AssignmentRules, CurrentAssignment, DryRun, DryRunRequest,
        RepState,
    },
    words::RulesKind,
};
use serde::Serialize;
use utoipa::ToSchema;

/// The members of whom the rules speak.
#[derive(Serialize, ToSchema)]
pub struct RepStates {
    data: Vec<RepState>,
}

/// Why a lead went to whom it did.
#[derive(Serialize, ToSchema)]
pub struct AssignmentDecisions {
    /// The latest first; at most fifty.
    data: Vec<AssignmentDecision>,
}

/// Get the rules of assignment
///
/// Those that hold, or with `version` those of a version. Version 0 is before anybody has published any.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(VersionQuery),
    responses((status = 200, description = "The rules", body = CurrentAssignment), Problems),
)]
#[get("/v1/lead-assignment")]
pub async fn get_assignment_rules(work: Work, Params(query): Params<VersionQuery>) -> Answer {
    work.read(async |tx| assignment::get(tx, query.version).await).await
}

/// Publish rules of assignment
///
/// As a new version that holds for leads from now on; leads that wait are looked at again. `If-Match` must name the version
/// that was seen.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(SeenVersion),
    request_body(content = AssignmentRules, example = json!({
        "reps": [{ "member_id": "mem_01h455vb4pex5vsknk084sn02q", "monthly_capacity": 60, "max_open": 40 }],
        "rules": [{
            "key": "all", "name": "全部线索", "enabled": true, "condition": { "all": [] }, "strategy": "round_robin",
            "only_working_hours": true,
            "members": [{ "member_id": "mem_01h455vb4pex5vsknk084sn02q", "weight": null, "preferred": null }],
        }],
        "fallback_pool_key": null,
    })),
    responses((status = 200, description = "The rules with their version", body = CurrentAssignment), VersionProblems, Problems),
)]
#[post("/v1/lead-assignment/publish")]
pub async fn publish_assignment_rules(work: Work, Body(rules): Body<AssignmentRules>) -> Answer {
    work.change(async |tx| assignment::publish(tx, rules).await).await
}

/// Try rules of assignment
///
/// Says what draft rules would have done with the leads that came in since a time: how many each member would have got, who
/// would have waited and why, and what would have been different. Nothing is changed.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    request_body(content = DryRunRequest, example = json!({
        "rules": { "reps": [], "rules": [], "fallback_pool_key": null }, "since": "2026-02-01T00:00:00Z",
    })),
    responses((status = 200, description = "What the rules would have done", body = DryRun), Problems),
)]
#[post("/v1/lead-assignment/dry-run")]
pub async fn dry_run_assignment(work: Work, Body(request): Body<DryRunRequest>) -> Answer {
    work.change(async |tx| assignment::dry_run(tx, request).await).await
}

/// Assign the leads that wait
///
/// Looks for owners of them at once, as a job does every five minutes.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    responses((status = 204, description = "It is being done"), Problems),
)]
#[post("/v1/lead-assignment/run")]
pub async fn run_assignment(work: Work) -> Answer {
    work.act(async |tx| assignment::run_now(tx).await).await
}

/// List the versions of the rules of assignment
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The versions", body = RulesVersions), Problems),
)]
#[get("/v1/lead-assignment/versions")]
pub async fn list_assignment_versions(work: Work) -> Answer {
    work.list(async |tx| RulesVersions::of(tx, RulesKind::Assignment).await).await
}

/// List who gets leads
///
/// The members of whom the rules speak: whether they work now, what they have earned, and how many open leads they have.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The members", body = RepStates), Problems),
)]
#[get("/v1/lead-assignment/reps")]
pub async fn list_assignment_reps(work: Work) -> Answer {
    work.list(async |tx| Ok(RepStates { data: assignment::rep_states(tx).await? })).await
}

/// List why a lead was assigned as it was
///
/// Each decision with everybody of the rule and what spoke against them, and whether deciding again from what was stored gives
/// the same result.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The decisions", body = AssignmentDecisions), Problems),
)]
#[get("/v1/leads/{id}/assignment")]
pub async fn list_assignment_decisions(work: Work, id: Id<LeadId>) -> Answer {
    work.list(async |tx| {
        Ok(AssignmentDecisions { data: assignment::decisions_of(tx, id.0).await? })
    })
    .await
}
