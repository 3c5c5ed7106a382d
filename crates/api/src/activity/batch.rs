use crate::{
    authentication,
    extract::BatchBody,
    problem::{ProblemField, Problems},
    work::{Answer, Work},
};
use activity::{
    BatchResult, CheckedBatch, EventBatch, EventResult, EventStatus, Source, batch::NewEventBatch,
    ingest,
};
use actix_web::{HttpRequest, post};
use serde::Serialize;
use utoipa::ToSchema;

/// What became of one event.
#[derive(Serialize, ToSchema)]
pub struct EventOutcome {
    /// The id that it was sent under; null if that can't be read.
    message_id: Option<String>,
    status: EventStatus,
    /// Everything that is wrong with it; absent unless it was rejected.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<ProblemField>,
}

/// What became of a batch.
#[derive(Serialize, ToSchema)]
pub struct EventBatchOutcome {
    /// How many events were stored.
    #[schema(example = 2)]
    accepted: usize,
    /// How many had been stored before.
    #[schema(example = 0)]
    duplicates: usize,
    /// How many were not kept, as their names are on the deny list.
    #[schema(example = 0)]
    ignored: usize,
    /// How many are wrong and should not be sent again.
    #[schema(example = 0)]
    rejected: usize,
    /// One entry per event, in the order of sending.
    results: Vec<EventOutcome>,
}

impl EventBatchOutcome {
    fn of(result: BatchResult, chinese: bool) -> Self {
        let BatchResult { accepted, duplicates, ignored, rejected, results } = result;
        let outcome = |result: EventResult| EventOutcome {
            message_id: result.message_id,
            status: result.status,
            errors: result.errors.iter().map(|field| ProblemField::of(field, chinese)).collect(),
        };
        let results = results.into_iter().map(outcome).collect();
        Self { accepted, duplicates, ignored, rejected, results }
    }
}

/// Send events from a server
///
/// At most 1 000 events and 2 MB. Each event is answered for itself: what is accepted is stored for good before the
/// answer is sent, what was sent before is a duplicate and has no effect, what is wrong is rejected with reasons while
/// the others are kept. So a batch whose answer got lost can simply be sent again. Unknown external ids of people and
/// accounts are kept with the event. Times are corrected by `sent_at`; what lies in the future happened on arrival.
#[utoipa::path(
    tag = "events",
    security(("session" = ["events:write"]), ("secret_key" = ["events:write"])),
    request_body(content = NewEventBatch, example = json!({
        "sent_at": "2026-03-02T01:00:00Z",
        "events": [{
            "message_id": "01890a5d-ac96-774b-bcce-b302099a8057", "name": "report_exported",
            "occurred_at": "2026-03-02T00:59:58.120Z", "person_external_id": "user-17",
            "account_external_id": "shop-4711", "properties": { "format": "xlsx", "rows": 1200 },
        }],
    })),
    responses((status = 200, description = "What became of each event", body = EventBatchOutcome), Problems),
)]
#[post("/v1/events/batch")]
pub async fn post_event_batch(work: Work, body: BatchBody) -> Answer {
    take(work, Source::Server, &body).await
}

/// Send events from a browser or app
///
/// The same for the SDK, with a publishable key. Beacons, which can't set a header, pass the key as `?key=`.
#[utoipa::path(
    tag = "events",
    security(("publishable_key" = ["events:write"])),
    params(("key" = Option<String>, Query, description = "The publishable key, where no header can be set.")),
    request_body(content = NewEventBatch, example = json!({
        "sent_at": "2026-03-02T01:00:00Z",
        "events": [{
            "message_id": "01890a5d-ac96-774b-bcce-b302099a8058", "name": "page_viewed",
            "occurred_at": "2026-03-02T00:59:59.001Z", "anonymous_id": "visitor-1",
            "context": { "page": "/pricing" },
        }],
    })),
    responses((status = 200, description = "What became of each event", body = EventBatchOutcome), Problems),
)]
#[post("/v1/client/events")]
pub async fn post_client_events(request: HttpRequest, body: BatchBody) -> Answer {
    let caller = authentication::client_of(&request).await?;
    take(Work::of(request, caller)?, Source::Client, &body).await
}

async fn take(work: Work, source: Source, body: &BatchBody) -> Answer {
    let batch = CheckedBatch::of(EventBatch::read(&body.0)?, work.db.clock.now());
    let chinese = work.prefers_chinese();
    let shared = work.shared();
    work.change_many(async |tx| {
        let result = ingest(tx, &shared.activity, source, batch).await?;
        Ok(EventBatchOutcome::of(result, chinese))
    })
    .await
}
