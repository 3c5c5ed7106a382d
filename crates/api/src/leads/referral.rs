//! Who sends us others, whom, and what they earn by it.

use crate::{
    extract::{Body, Id, List, Params},
    page::page_of,
    problem::{Problems, VersionProblems},
    work::{Answer, SeenVersion, Work},
};
use actix_web::{get, patch, post};
use kernel::{
    ids::{AdvocateId, ReferralId, ReferralRewardId},
    page::PageRequest,
};
use leads::{
    referral::{
        self, Advocate, AdvocateFilter, AdvocatePatch, CancelReward, CurrentProgramme, NewAdvocate,
        NewReferral, PayRewards, Referral, ReferralFilter, ReferralProgramme, ReferralReward,
        RefuseReferral, RewardFilter,
    },
    words::RulesKind,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::ruleset::{RulesVersions, VersionQuery};

page_of!(AdvocatesPage, Advocate, "A page of advocates.");
page_of!(ReferralsPage, Referral, "A page of referrals.");
page_of!(ReferralRewardsPage, ReferralReward, "A page of rewards.");

/// The rewards that were paid out.
#[derive(Serialize, ToSchema)]
pub struct PaidRewards {
    data: Vec<ReferralReward>,
}

/// Get the referral programme
///
/// The one that holds, or with `version` that of a version. Version 0 is before anybody has published any.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(VersionQuery),
    responses((status = 200, description = "The programme", body = CurrentProgramme), Problems),
)]
#[get("/v1/referral-programme")]
pub async fn get_referral_programme(work: Work, Params(query): Params<VersionQuery>) -> Answer {
    work.read(async |tx| referral::programme(tx, query.version).await).await
}

/// Publish the referral programme
///
/// As a new version. Those who were referred before keep what was promised then.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(SeenVersion),
    request_body(content = ReferralProgramme, example = json!({
        "enabled": true, "form_id": null, "offer": "首年费用减 10%",
        "won_reward": { "amount": 50_000, "currency": "CNY" }, "hold_days": 30,
    })),
    responses((status = 200, description = "The programme with its version", body = CurrentProgramme), VersionProblems, Problems),
)]
#[post("/v1/referral-programme/publish")]
pub async fn publish_referral_programme(
    work: Work,
    Body(programme): Body<ReferralProgramme>,
) -> Answer {
    work.change(async |tx| referral::publish(tx, programme).await).await
}

/// List the versions of the referral programme
///
/// The latest first; at most two hundred.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The versions", body = RulesVersions), Problems),
)]
#[get("/v1/referral-programme/versions")]
pub async fn list_referral_programme_versions(work: Work) -> Answer {
    work.list(async |tx| RulesVersions::of(tx, RulesKind::Referral).await).await
}

/// List advocates
///
/// With what came of those whom they sent. Sorts: `name`, `created_at`; default `name`.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(AdvocateFilter, PageRequest),
    responses((status = 200, description = "A page of advocates", body = AdvocatesPage), Problems),
)]
#[get("/v1/advocates")]
pub async fn list_advocates(work: Work, list: List<AdvocateFilter>) -> Answer {
    work.list(async |tx| {
        referral::advocates(tx, &list.filter, &list.page).await.map(AdvocatesPage::from)
    })
    .await
}

/// Create an advocate
///
/// Gives somebody a code and a link.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = NewAdvocate, example = json!({ "name": "陈静", "phone": "138 0000 1234" })),
    responses((status = 201, description = "The advocate", body = Advocate), Problems),
)]
#[post("/v1/advocates")]
pub async fn create_advocate(work: Work, Body(input): Body<NewAdvocate>) -> Answer {
    work.create("/v1/advocates", async |tx| referral::create_advocate(tx, input).await).await
}

/// Get an advocate
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = AdvocateId, Path, description = "The advocate.")),
    responses((status = 200, description = "The advocate", body = Advocate), Problems),
)]
#[get("/v1/advocates/{id}")]
pub async fn get_advocate(work: Work, id: Id<AdvocateId>) -> Answer {
    work.read(async |tx| referral::get_advocate(tx, id.0).await).await
}

/// Update an advocate
///
/// What is left out stays, null empties. A blocked advocate's code stops working; their referrals stay.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    params(("id" = AdvocateId, Path, description = "The advocate.")),
    request_body(content = AdvocatePatch, example = json!({ "blocked": true })),
    responses((status = 200, description = "The advocate", body = Advocate), Problems),
)]
#[patch("/v1/advocates/{id}")]
pub async fn update_advocate(
    work: Work,
    id: Id<AdvocateId>,
    Body(patch): Body<AdvocatePatch>,
) -> Answer {
    work.change(async |tx| referral::update_advocate(tx, id.0, patch).await).await
}

/// List referrals
///
/// Sorts: `referred_at`; default `-referred_at`.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(ReferralFilter, PageRequest),
    responses((status = 200, description = "A page of referrals", body = ReferralsPage), Problems),
)]
#[get("/v1/referrals")]
pub async fn list_referrals(work: Work, list: List<ReferralFilter>) -> Answer {
    work.list(async |tx| {
        referral::list(tx, &list.filter, &list.page).await.map(ReferralsPage::from)
    })
    .await
}

/// Create a referral
///
/// Of a lead that named no code when it came. A lead has one referral.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:write"]), ("secret_key" = ["leads:write"])),
    request_body(content = NewReferral, example = json!({
        "advocate_id": "adv_01h455vb4pex5vsknk084sn02q", "lead_id": "lead_01h455vb4pex5vsknk084sn02q",
    })),
    responses((status = 201, description = "The referral", body = Referral), Problems),
)]
#[post("/v1/referrals")]
pub async fn create_referral(work: Work, Body(input): Body<NewReferral>) -> Answer {
    work.create("/v1/referrals", async |tx| referral::create(tx, input).await).await
}

/// Get a referral
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = ReferralId, Path, description = "The referral.")),
    responses((status = 200, description = "The referral", body = Referral), Problems),
)]
#[get("/v1/referrals/{id}")]
pub async fn get_referral(work: Work, id: Id<ReferralId>) -> Answer {
    work.read(async |tx| referral::get(tx, id.0).await).await
}

/// Accept a referral
///
/// One that looked suspicious, or was refused wrongly.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("id" = ReferralId, Path, description = "The referral.")),
    responses((status = 200, description = "The referral", body = Referral), Problems),
)]
#[post("/v1/referrals/{id}/accept")]
pub async fn accept_referral(work: Work, id: Id<ReferralId>) -> Answer {
    work.change(async |tx| referral::accept(tx, id.0).await).await
}

/// Refuse a referral
///
/// What is not paid yet is cancelled; what was paid is `overpaid`.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("id" = ReferralId, Path, description = "The referral.")),
    request_body(content = RefuseReferral, example = json!({ "note": "The same shop under another name" })),
    responses((status = 200, description = "The referral", body = Referral), Problems),
)]
#[post("/v1/referrals/{id}/refuse")]
pub async fn refuse_referral(
    work: Work,
    id: Id<ReferralId>,
    Body(input): Body<RefuseReferral>,
) -> Answer {
    work.change(async |tx| referral::refuse(tx, id.0, input).await).await
}

/// List rewards of advocates
///
/// Sorts: `due_on`; default `due_on`.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(RewardFilter, PageRequest),
    responses((status = 200, description = "A page of rewards", body = ReferralRewardsPage), Problems),
)]
#[get("/v1/referral-rewards")]
pub async fn list_referral_rewards(work: Work, list: List<RewardFilter>) -> Answer {
    work.list(async |tx| {
        referral::rewards(tx, &list.filter, &list.page).await.map(ReferralRewardsPage::from)
    })
    .await
}

/// Note that rewards were paid out
///
/// All of them, or none: each must be `payable`.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    request_body(content = PayRewards, example = json!({
        "ids": ["reward_01h455vb4pex5vsknk084sn02q"], "reference": "2026-03-31 bank transfer 17",
    })),
    responses((status = 200, description = "The rewards", body = PaidRewards), Problems),
)]
#[post("/v1/referral-rewards/pay")]
pub async fn pay_referral_rewards(work: Work, Body(input): Body<PayRewards>) -> Answer {
    work.change(async |tx| {
        let data = referral::pay_rewards(tx, input).await?;
        Ok(PaidRewards { data })
    })
    .await
}

/// Cancel a reward of an advocate
///
/// One that is not paid yet, for good.
#[utoipa::path(
    tag = "referrals",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(("id" = ReferralRewardId, Path, description = "The reward.")),
    request_body(content = CancelReward, example = json!({ "reason": "Given as a discount instead" })),
    responses((status = 200, description = "The reward", body = ReferralReward), Problems),
)]
#[post("/v1/referral-rewards/{id}/cancel")]
pub async fn cancel_referral_reward(
    work: Work,
    id: Id<ReferralRewardId>,
    Body(input): Body<CancelReward>,
) -> Answer {
    work.change(async |tx| referral::cancel_reward(tx, id.0, input).await).await
}
