//! The Segment HTTP tracking specification, for clients that exist: they are pointed here by changing host and key.

use crate::{
    authentication,
    extract::BatchBody,
    problem::{ProblemField, Problems},
    work::{Answer, Work},
};
use activity::{
    BatchResult, CheckedBatch, EventStatus,
    batch::segment::{SegmentBatch, SegmentKind, in_their_words},
    ingest,
};
use actix_web::{HttpRequest, post};
use chrono::{DateTime, Utc};
use kernel::Error;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Messages that are sent together.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "it describes the body, which the service reads without copying it")]
pub struct SegmentMessages {
    /// Messages of any kind, each with its `type`.
    #[schema(min_items = 1, max_items = 1000)]
    batch: Vec<SegmentMessage>,
    /// When the batch was sent, by the clock that dated the messages.
    sent_at: Option<String>,
}

/// A message. It names a person by `userId` or `anonymousId`; fields not named here are passed by.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "it describes the body, which the service reads without copying it")]
pub struct SegmentMessage {
    /// `track`, `identify`, `group`, `page`, `screen` or `alias`; where the address says it, it is passed by.
    #[serde(rename = "type")]
    #[schema(example = "track")]
    kind: Option<String>,
    /// Unique to the message; made up if absent, so that the same words sent twice count twice.
    #[schema(max_length = 255)]
    message_id: Option<String>,
    /// The sender's id of the person; a number is taken as its text.
    #[schema(max_length = 255, example = "user-17")]
    user_id: Option<String>,
    /// The id of a browser or device.
    #[schema(max_length = 255)]
    anonymous_id: Option<String>,
    /// The sender's id of the account.
    #[schema(max_length = 255)]
    group_id: Option<String>,
    /// Of an alias: the id from before.
    #[schema(max_length = 255)]
    previous_id: Option<String>,
    /// Of a track: the name of the event.
    #[schema(max_length = 200)]
    event: Option<String>,
    /// Of a page or screen.
    name: Option<String>,
    /// Of a page or screen.
    category: Option<String>,
    /// Facts about what happened.
    properties: Option<HashMap<String, Value>>,
    /// Facts about the person or account.
    traits: Option<HashMap<String, Value>>,
    /// Facts about the sender.
    context: Option<HashMap<String, Value>>,
    /// When it happened, in RFC 3339.
    timestamp: Option<String>,
    /// When it was sent, by the clock that dated it.
    sent_at: Option<String>,
}

/// What became of the messages.
#[derive(Serialize, ToSchema)]
pub struct SegmentOutcome {
    /// Whether none was wrong.
    success: bool,
    /// How many took effect.
    accepted: usize,
    /// How many had taken effect before.
    duplicates: usize,
    /// How many were not kept, as their names are on the deny list.
    ignored: usize,
    /// How many are wrong and should not be sent again.
    rejected: usize,
    /// Everything that is wrong with those, by their place in `batch`.
    errors: Vec<ProblemField>,
}

impl SegmentOutcome {
    fn of(result: BatchResult, chinese: bool) -> Self {
        let wrong = result.results.into_iter().filter(|it| it.status == EventStatus::Rejected);
        let errors = wrong.flat_map(|result| result.errors).map(in_their_words);
        Self {
            success: result.rejected == 0,
            accepted: result.accepted,
            duplicates: result.duplicates,
            ignored: result.ignored,
            rejected: result.rejected,
            errors: errors.map(|field| ProblemField::of(&field, chinese)).collect(),
        }
    }
}

async fn take<'a>(
    request: HttpRequest,
    read: impl FnOnce(DateTime<Utc>) -> Result<SegmentBatch<'a>, Error>,
) -> Answer {
    let (caller, source) = authentication::sender_of(&request).await?;
    let work = Work::of(request, caller)?;
    let now = work.db.clock.now();
    let messages = read(now)?;
    let batch = CheckedBatch::of(messages.events(), now);
    let chinese = work.prefers_chinese();
    let shared = work.shared();
    work.change_many(async |tx| {
        let result = ingest(tx, &shared.activity, source, batch).await?;
        Ok(SegmentOutcome::of(result, chinese))
    })
    .await
}

/// Send messages of the Segment specification
///
/// Point a client of the specification at this server and give it an API key as its write key. At most 1 000 messages and
/// 2 MB. Each message is answered for itself and has one effect, however often it is sent. Unknown fields are passed by.
#[utoipa::path(
    tag = "segment",
    security(("write_key" = ["events:write"]), ("secret_key" = ["events:write"])),
    request_body(content = SegmentMessages, example = json!({ "batch": [{ "type": "track", "event": "report_exported", "userId": "user-17", "messageId": "01890a5d-ac96-774b-bcce-b302099a8059", "timestamp": "2026-03-02T00:59:58.120Z" }], "sentAt": "2026-03-02T01:00:00Z" })),
    responses((status = 200, description = "What became of the messages", body = SegmentOutcome), Problems),
)]
#[post("/v1/batch")]
pub async fn segment_batch(request: HttpRequest, body: BatchBody) -> Answer {
    take(request, |now| SegmentBatch::read(&body.0, now)).await
}

/// Send an event by the Segment specification
///
/// What somebody did: `event` is its name. `context.groupId` names the account.
#[utoipa::path(
    tag = "segment",
    security(("write_key" = ["events:write"]), ("secret_key" = ["events:write"])),
    request_body(content = SegmentMessage, example = json!({ "event": "report_exported", "userId": "user-17", "properties": { "format": "xlsx" } })),
    responses((status = 200, description = "What became of the messages", body = SegmentOutcome), Problems),
)]
#[post("/v1/track")]
pub async fn segment_track(request: HttpRequest, body: BatchBody) -> Answer {
    take(request, |now| SegmentBatch::read_one(&body.0, SegmentKind::Track, now)).await
}

/// Say who a person is by the Segment specification
///
/// Enters the person with this `userId`, or changes them; what the `anonymousId` did before becomes theirs. With a secret
/// key traits replace what was there, with a publishable one they fill in what is empty.
#[utoipa::path(
    tag = "segment",
    security(("write_key" = ["events:write"]), ("secret_key" = ["events:write"])),
    request_body(content = SegmentMessage, example = json!({ "userId": "user-17", "anonymousId": "visitor-1", "traits": { "name": "张伟", "email": "zhang.wei@example.cn" } })),
    responses((status = 200, description = "What became of the messages", body = SegmentOutcome), Problems),
)]
#[post("/v1/identify")]
pub async fn segment_identify(request: HttpRequest, body: BatchBody) -> Answer {
    take(request, |now| SegmentBatch::read_one(&body.0, SegmentKind::Identify, now)).await
}

/// Say whose account it is by the Segment specification
///
/// Enters the account with this `groupId`, or changes it, and makes the person a user of it.
#[utoipa::path(
    tag = "segment",
    security(("write_key" = ["events:write"]), ("secret_key" = ["events:write"])),
    request_body(content = SegmentMessage, example = json!({ "userId": "user-17", "groupId": "shop-4711", "traits": { "name": "悦享美容", "industry": "beauty" } })),
    responses((status = 200, description = "What became of the messages", body = SegmentOutcome), Problems),
)]
#[post("/v1/group")]
pub async fn segment_group(request: HttpRequest, body: BatchBody) -> Answer {
    take(request, |now| SegmentBatch::read_one(&body.0, SegmentKind::Group, now)).await
}

/// Send a page view by the Segment specification
///
/// Kept as the event `page_viewed`, with `name` and `category` among its properties.
#[utoipa::path(
    tag = "segment",
    security(("write_key" = ["events:write"]), ("secret_key" = ["events:write"])),
    request_body(content = SegmentMessage, example = json!({ "anonymousId": "visitor-1", "name": "Pricing", "properties": { "path": "/pricing" } })),
    responses((status = 200, description = "What became of the messages", body = SegmentOutcome), Problems),
)]
#[post("/v1/page")]
pub async fn segment_page(request: HttpRequest, body: BatchBody) -> Answer {
    take(request, |now| SegmentBatch::read_one(&body.0, SegmentKind::Page, now)).await
}

/// Send a screen view by the Segment specification
///
/// Kept as the event `screen_viewed`, with `name` and `category` among its properties.
#[utoipa::path(
    tag = "segment",
    security(("write_key" = ["events:write"]), ("secret_key" = ["events:write"])),
    request_body(content = SegmentMessage, example = json!({ "userId": "user-17", "name": "Orders" })),
    responses((status = 200, description = "What became of the messages", body = SegmentOutcome), Problems),
)]
#[post("/v1/screen")]
pub async fn segment_screen(request: HttpRequest, body: BatchBody) -> Answer {
    take(request, |now| SegmentBatch::read_one(&body.0, SegmentKind::Screen, now)).await
}

/// Say that two ids are one person by the Segment specification
///
/// What `previousId` did becomes that of `userId`, unless it is a known person already: those are merged by an operator.
#[utoipa::path(
    tag = "segment",
    security(("write_key" = ["events:write"]), ("secret_key" = ["events:write"])),
    request_body(content = SegmentMessage, example = json!({ "userId": "user-17", "previousId": "visitor-1" })),
    responses((status = 200, description = "What became of the messages", body = SegmentOutcome), Problems),
)]
#[post("/v1/alias")]
pub async fn segment_alias(request: HttpRequest, body: BatchBody) -> Answer {
    take(request, |now| SegmentBatch::read_one(&body.0, SegmentKind::Alias, now)).await
}
