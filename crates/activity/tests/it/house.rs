//! What the tests have in common: batches, sent and listed.

use activity::{
    BatchResult, CheckedBatch, EventBatch, EventStatus, Memory, Source,
    event::{self, Event, EventFilter},
    ingest,
};
use kernel::{Error, WorkspaceTx, page::PageRequest};
use serde_json::{Value, json};
use testing::TestWorkspace;

/// A body as it arrives now.
pub fn arrived<'a>(tx: &WorkspaceTx, body: &'a str) -> Result<CheckedBatch<'a>, Error> {
    Ok(CheckedBatch::of(EventBatch::read(body.as_bytes())?, tx.now()))
}

/// Sends a body and commits.
pub async fn send_text(workspace: &TestWorkspace, body: &str) -> Result<BatchResult, Error> {
    let tx = workspace.write().await;
    let memory = Memory::default();
    let result = ingest(&tx, &memory, Source::Server, arrived(&tx, body)?).await?;
    tx.commit().await?;
    Ok(result)
}

pub async fn send(workspace: &TestWorkspace, events: Vec<Value>) -> BatchResult {
    send_text(workspace, &json!({ "events": events }).to_string()).await.unwrap()
}

/// An event with this message id, and with these fields besides.
pub fn event(message_id: &str, fields: Value) -> Value {
    let mut event = json!({ "message_id": message_id, "name": "report_exported" });
    let Value::Object(fields) = fields else { panic!("fields are an object") };
    event.as_object_mut().unwrap().extend(fields);
    event
}

pub fn statuses(result: &BatchResult) -> Vec<EventStatus> {
    result.results.iter().map(|result| result.status).collect()
}

pub async fn list(workspace: &TestWorkspace, filter: EventFilter) -> Vec<Event> {
    let page = PageRequest { limit: Some(200), ..PageRequest::default() };
    event::list(&workspace.read().await, &filter, &page).await.unwrap().data
}

pub async fn all(workspace: &TestWorkspace) -> Vec<Event> {
    list(workspace, EventFilter::default()).await
}
