use crate::{
    extract::{Body, Id, Params},
    problem::{Problems, VersionProblems},
    work::{Answer, SeenVersion, Work},
};
use actix_web::{get, post};
use kernel::ids::LeadId;
use leads::{
    lead::Lead,
    ownership::{self, Ownership},
    pool::{self, CurrentPools, LeadPool, PoolPlacement, PoolRules, ReclaimPreview, Release},
    words::RulesKind,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ruleset::{RulesVersions, VersionQuery};

/// The public pools.
#[derive(Serialize, ToSchema)]
pub struct LeadPools {
    data: Vec<LeadPool>,
}

/// Who owned a lead.
#[derive(Serialize, ToSchema)]
pub struct Ownerships {
    /// The latest first; at most two hundred.
    data: Vec<Ownership>,
}

/// How far to look ahead.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct PreviewQuery {
    /// How many nights, 1 to 30; 1 is tonight.
    #[param(minimum = 1, maximum = 30, example = 7)]
    days: Option<u32>,
}

/// List the public pools
///
/// How many leads are in each, and what the caller may still take from it. The leads themselves come with `list_leads` and
/// `pool=`.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The pools", body = LeadPools), Problems),
)]
#[get("/v1/lead-pools")]
pub async fn list_lead_pools(work: Work) -> Answer {
    work.list(async |tx| Ok(LeadPools { data: pool::pools(tx).await? })).await
}

/// Get the rules of the public pools
///
/// Those that hold, or with `version` those of a version. Version 0 is before anybody has published any.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(VersionQuery),
    responses((status = 200, description = "The rules", body = CurrentPools), Problems),
)]
#[get("/v1/lead-pools/rules")]
pub async fn get_pool_rules(work: Work, Params(query): Params<VersionQuery>) -> Answer {
    work.read(async |tx| pool::get(tx, query.version).await).await
}

/// List the versions of the rules of the public pools
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The versions", body = RulesVersions), Problems),
)]
#[get("/v1/lead-pools/versions")]
pub async fn list_pool_versions(work: Work) -> Answer {
    work.list(async |tx| RulesVersions::of(tx, RulesKind::Pool).await).await
}

/// Publish rules of the public pools
///
/// As a new version. Where a pool begins to take leads back, or does so earlier than before, everybody is protected for one full
/// period. `If-Match` must name the version that was seen.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(SeenVersion),
    request_body(content = PoolRules, example = json!({ "pools": [{
        "key": "default", "name": "公海", "condition": { "all": [] }, "daily_claims": 5, "max_held": 50, "cooldown_days": 7,
        "hold_hours": 0, "protection_days": 14, "max_days": 90, "warn_days": 3, "escalate_days": null, "manager_id": null,
    }] })),
    responses((status = 200, description = "The rules with their version", body = CurrentPools), VersionProblems, Problems),
)]
#[post("/v1/lead-pools/publish")]
pub async fn publish_pool_rules(work: Work, Body(rules): Body<PoolRules>) -> Answer {
    work.change(async |tx| pool::publish(tx, rules).await).await
}

/// Preview what will be taken back
///
/// The leads that go back to a public pool tonight, or within so many nights, if nobody follows up.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(PreviewQuery),
    responses((status = 200, description = "The leads", body = ReclaimPreview), Problems),
)]
#[get("/v1/lead-pools/reclaim-preview")]
pub async fn preview_reclaim(work: Work, Params(query): Params<PreviewQuery>) -> Answer {
    work.list(async |tx| pool::preview(tx, query.days).await).await
}

/// Claim a lead
///
/// Takes it from its public pool. Of several who try at the same time exactly one gets it, the others 409. Daily and holding
/// limits, the time for which new leads are held and the cool-down of the last owner bind everybody who can't change the rules.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The lead, with contact data", body = Lead), Problems),
)]
#[post("/v1/leads/{id}/claim")]
pub async fn claim_lead(work: Work, id: Id<LeadId>) -> Answer {
    work.change(async |tx| pool::claim(tx, id.0).await).await
}

/// Release a lead
///
/// Gives an own lead back to a public pool.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = Release, example = json!({ "reason": "三次联系未果" })),
    responses((status = 200, description = "The lead", body = Lead), Problems),
)]
#[post("/v1/leads/{id}/release")]
pub async fn release_lead(work: Work, id: Id<LeadId>, Body(input): Body<Release>) -> Answer {
    work.change(async |tx| pool::release(tx, id.0, input).await).await
}

/// Put a lead into a public pool
///
/// Takes it from its owner, or from another pool.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    request_body(content = PoolPlacement, example = json!({ "pool_key": "default" })),
    responses((status = 200, description = "The lead", body = Lead), Problems),
)]
#[post("/v1/leads/{id}/pool")]
pub async fn pool_lead(work: Work, id: Id<LeadId>, Body(input): Body<PoolPlacement>) -> Answer {
    work.change(async |tx| pool::put_into(tx, id.0, input).await).await
}

/// List the owners of a lead
///
/// From when to when somebody had it, and why it began and ended.
#[utoipa::path(
    tag = "lead-routing",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The owners", body = Ownerships), Problems),
)]
#[get("/v1/leads/{id}/owners")]
pub async fn list_lead_owners(work: Work, id: Id<LeadId>) -> Answer {
    work.list(async |tx| Ok(Ownerships { data: ownership::list(tx, id.0).await? })).await
}
