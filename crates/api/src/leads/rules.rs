use crate::{
    extract::Body,
    problem::Problems,
    work::{Answer, Work},
};
use actix_web::{get, post, put};
use leads::source::{
    self, AppliedRules, ApplyRules, ChannelRules, NewChannelRules, RuleTrial, RuleVerdict,
};

/// Get the rules of channels
///
/// By which the traces of a touch tell its channel, in their order; those of the house until somebody wrote others.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The rules", body = ChannelRules), Problems),
)]
#[get("/v1/channel-rules")]
pub async fn get_channel_rules(work: Work) -> Answer {
    work.read(async |tx| source::get_rules(tx).await).await
}

/// Replace the rules of channels
///
/// All of them, in their order. Touches that come from then on follow them; past ones do with `apply`.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    request_body(content = NewChannelRules, example = json!({ "rules": [
        { "channel_id": "chan_01h455vb4pex5vsknk084sn02q", "utm_source": ["douyin"], "utm_medium": ["live"] },
    ] })),
    responses((status = 200, description = "The rules", body = ChannelRules), Problems),
)]
#[put("/v1/channel-rules")]
pub async fn replace_channel_rules(work: Work, Body(input): Body<NewChannelRules>) -> Answer {
    work.change(async |tx| source::replace_rules(tx, input).await).await
}

/// Try the rules of channels
///
/// Tells which channel a visit would be of, by the rules that hold or by those that are sent.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    request_body(content = RuleTrial, example = json!({ "url": "https://example.com/?utm_source=baidu&utm_medium=cpc" })),
    responses((status = 200, description = "What it would be", body = RuleVerdict), Problems),
)]
#[post("/v1/channel-rules/test")]
pub async fn test_channel_rules(work: Work, Body(input): Body<RuleTrial>) -> Answer {
    work.change(async |tx| source::try_rules(tx, input).await).await
}

/// Apply the rules of channels to past touches
///
/// Touches of these days whose channel nobody named get the one that the rules tell, and leads whose first touch it was
/// with them. With `dry_run` nothing changes.
#[utoipa::path(
    tag = "channels",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    request_body(content = ApplyRules, example = json!({ "from_on": "2026-01-01", "to_on": "2026-03-31", "dry_run": true })),
    responses((status = 200, description = "What changed", body = AppliedRules), Problems),
)]
#[post("/v1/channel-rules/apply")]
pub async fn apply_channel_rules(work: Work, Body(input): Body<ApplyRules>) -> Answer {
    work.change(async |tx| source::apply_rules(tx, input).await).await
}
