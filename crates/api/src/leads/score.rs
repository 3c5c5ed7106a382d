use crate::{
    extract::{Body, Id, PathText},
    problem::{Problems, VersionProblems},
    work::{Answer, SeenVersion, Work},
};
use actix_web::{get, post, put};
use jobs::operation::Operation;
use kernel::ids::LeadId;
use leads::score::{
    self, Backtest, BacktestInput, LeadScore, PublishRules, ScoreDraft, ScoreModel, ScoreRules,
    ScoreVersion, definition::ScoreDefinition,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Every version of the scoring rules.
#[derive(Serialize, ToSchema)]
pub struct ScoreVersions {
    /// The newest first.
    data: Vec<ScoreVersion>,
}

/// Get the scoring rules
///
/// Those in force.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The rules in force", body = ScoreRules), Problems),
)]
#[get("/v1/score-rules")]
pub async fn get_score_rules(work: Work) -> Answer {
    work.read(async |tx| score::get_rules(tx).await).await
}

/// Get the draft of the scoring rules
///
/// What somebody works on. It has no effect before it is published.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The draft", body = ScoreDraft), Problems),
)]
#[get("/v1/score-rules/draft")]
pub async fn get_score_draft(work: Work) -> Answer {
    work.read(async |tx| score::get_draft(tx).await).await
}

/// Replace the draft of the scoring rules
///
/// `If-Match` must name the version of the draft that was seen.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(SeenVersion),
    request_body(content = ScoreDefinition, example = json!({
        "fit": { "limits": { "low": 0, "high": 50 }, "groups": [{ "name": "公司", "cap": 30, "rules": [{
            "name": "美业", "points": 10,
            "condition": { "field": { "field": "industry", "operator": "is", "values": ["美业"] } },
        }] }] },
        "engagement": { "limits": { "low": 0, "high": 50 }, "groups": [{
            "name": "咨询", "cap": 30, "decay": { "half_life": { "days": 30 } }, "rules": [{
                "name": "提交表单", "points": 12, "when": { "form": { "form_ids": [] } },
                "limit": { "times": 2, "days": 7 },
            }],
        }] },
        "grades": { "a": 25, "b": 12, "one": 20, "two": 8 },
        "thresholds": [{ "key": "hot", "name": "高意向", "axis": "score", "at": 45, "hysteresis": 5 }],
    })),
    responses((status = 200, description = "The draft", body = ScoreDraft), VersionProblems, Problems),
)]
#[put("/v1/score-rules/draft")]
pub async fn update_score_draft(work: Work, Body(rules): Body<ScoreDefinition>) -> Answer {
    work.change(async |tx| score::update_draft(tx, rules).await).await
}

/// Publish the draft of the scoring rules
///
/// It becomes the next version, which never changes, and every lead is scored by it. `If-Match` must name the version of
/// the draft that was seen.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    params(SeenVersion),
    request_body(content = PublishRules, example = json!({ "note": "店长权重上调" })),
    responses((status = 200, description = "The version", body = ScoreVersion), VersionProblems, Problems),
)]
#[post("/v1/score-rules/draft/publish")]
pub async fn publish_score_draft(work: Work, Body(input): Body<PublishRules>) -> Answer {
    work.change(async |tx| score::publish(tx, input).await).await
}

/// Test scoring rules on the own history
///
/// Scores leads that are closed by now as they were seven days after they came, or just before they were closed, by the
/// given rules or else by the draft, and compares with what came of them. It changes nothing.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    request_body(content = BacktestInput, example = json!({})),
    responses((status = 200, description = "What the rules would have said", body = Backtest), Problems),
)]
#[post("/v1/score-rules/backtest")]
pub async fn backtest_score_draft(work: Work, Body(input): Body<BacktestInput>) -> Answer {
    work.list(async |tx| score::backtest(tx, input).await).await
}

/// List versions of the scoring rules
///
/// All that were published.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The versions", body = ScoreVersions), Problems),
)]
#[get("/v1/score-rules/versions")]
pub async fn list_score_versions(work: Work) -> Answer {
    work.list(async |tx| Ok(ScoreVersions { data: score::list_versions(tx).await? })).await
}

/// Get a version of the scoring rules
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("number" = i32, Path, description = "The number of the version.")),
    responses((status = 200, description = "The version", body = ScoreVersion), Problems),
)]
#[get("/v1/score-rules/versions/{number}")]
pub async fn get_score_version(work: Work, path: PathText) -> Answer {
    // Versions are counted from 1: what is no number is none of them.
    let number = path.get("number").parse().unwrap_or(0);
    work.read(async |tx| score::get_version(tx, number).await).await
}

/// Get the score of a lead
///
/// Computed now from the rules in force and everything that happened, with every part that it is made of, and how likely
/// the lead is won as far as that was learned.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    params(("id" = LeadId, Path, description = "The lead.")),
    responses((status = 200, description = "The score", body = LeadScore), Problems),
)]
#[get("/v1/leads/{id}/score")]
pub async fn get_lead_score(work: Work, id: Id<LeadId>) -> Answer {
    work.read(async |tx| score::score_of(tx, id.0).await).await
}

/// Get the learned model
///
/// The model in use and those before it, each with what its rolling backtest found, or how many more outcomes are needed.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:read"]), ("secret_key" = ["leads:read"])),
    responses((status = 200, description = "The models", body = ScoreModel), Problems),
)]
#[get("/v1/score-model")]
pub async fn get_score_model(work: Work) -> Answer {
    work.read(async |tx| score::get_model(tx).await).await
}

/// Train a model
///
/// Learns from the outcomes of leads and tests what was learned on leads that it had not seen. It is used if it ranks
/// and predicts better than the rules and knows how sure it is; otherwise it says why not. A model is trained every week
/// anyway.
#[utoipa::path(
    tag = "leads",
    security(("session" = ["leads:configure"]), ("secret_key" = ["leads:configure"])),
    responses((status = 202, description = "The operation that trains it", body = Operation), Problems),
)]
#[post("/v1/score-model/train")]
pub async fn train_score_model(work: Work) -> Answer {
    work.accept(async |tx| score::start_training(tx).await).await
}
