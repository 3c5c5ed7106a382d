//! Writes at full speed that remember what the server acknowledged. A write that got no answer is repeated under its
//! Idempotency-Key or message id after the server is back, as a good client would.

use crate::server::Installation;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::{
    collections::HashSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::task::JoinSet;

const WRITERS: usize = 6;
const EVENTS_PER_BATCH: u64 = 20;

/// What was acknowledged.
#[derive(Clone, Default)]
pub struct Acknowledged {
    pub leads: Arc<Mutex<HashSet<String>>>,
    pub events: Arc<Mutex<HashSet<String>>>,
    /// What was sent at least once, acknowledged or not.
    pub tried_leads: Arc<Mutex<HashSet<String>>>,
    pub tried_events: Arc<Mutex<HashSet<String>>>,
    /// Answers that are neither a success nor "not now": there must be none.
    pub refusals: Arc<Mutex<Vec<String>>>,
}

/// A load that runs until it is stopped, across any number of server deaths.
pub struct Load {
    pub acknowledged: Acknowledged,
    stop: Arc<AtomicBool>,
    writers: JoinSet<()>,
}

impl Load {
    pub fn start(installation: &Arc<Installation>, key: &str) -> Self {
        let acknowledged = Acknowledged::default();
        let stop = Arc::new(AtomicBool::new(false));
        let number = Arc::new(AtomicU64::new(0));
        let mut writers = JoinSet::new();
        for writer in 0..WRITERS {
            let writer = Writer {
                installation: installation.clone(),
                key: key.to_owned(),
                acknowledged: acknowledged.clone(),
                stop: stop.clone(),
                number: number.clone(),
                makes_leads: writer % 2 == 0,
            };
            writers.spawn(writer.run());
        }
        Self { acknowledged, stop, writers }
    }

    /// Waits until so many leads more were acknowledged: a machine may be slow.
    pub async fn for_leads(&self, more: usize) {
        let count = || self.acknowledged.leads.lock().expect("writers do not panic").len();
        let goal = count() + more;
        while count() < goal {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Lets every writer finish what it began, so that at the end everything that was tried is acknowledged or
    /// was never answered.
    pub async fn stop(self) -> Acknowledged {
        self.stop.store(true, Ordering::Relaxed);
        self.writers.join_all().await;
        self.acknowledged
    }
}

struct Writer {
    installation: Arc<Installation>,
    key: String,
    acknowledged: Acknowledged,
    stop: Arc<AtomicBool>,
    number: Arc<AtomicU64>,
    makes_leads: bool,
}

impl Writer {
    async fn run(self) {
        while !self.stop.load(Ordering::Relaxed) {
            let number = self.number.fetch_add(1, Ordering::Relaxed);
            if self.makes_leads { self.lead(number).await } else { self.events(number).await }
        }
    }

    async fn lead(&self, number: u64) {
        let id = format!("lead-{number}");
        remember(&self.acknowledged.tried_leads, [id.clone()]);
        let body = json!({ "external_id": id, "name": format!("Lead {number}"), "phone": format!("138{number:08}") });
        if self.until_answered("/v1/leads", &id, &body, StatusCode::CREATED).await.is_some() {
            remember(&self.acknowledged.leads, [id]);
        }
    }

    async fn events(&self, number: u64) {
        let ids: Vec<_> = (0..EVENTS_PER_BATCH).map(|n| format!("message-{number}-{n}")).collect();
        remember(&self.acknowledged.tried_events, ids.clone());
        let at = "2026-03-02T01:00:00Z";
        let event = |id: &String| json!({ "message_id": id, "name": "crash_tested", "occurred_at": at, "person_external_id": "p1" });
        let body = json!({ "sent_at": at, "events": ids.iter().map(event).collect::<Vec<_>>() });
        let batch = format!("batch-{number}");
        if self.until_answered("/v1/events/batch", &batch, &body, StatusCode::OK).await.is_some() {
            remember(&self.acknowledged.events, ids);
        }
    }

    /// Sends until the server answers; gives up only when the load is stopped while there is no answer.
    async fn until_answered(
        &self,
        path: &str,
        id: &str,
        body: &Value,
        wanted: StatusCode,
    ) -> Option<()> {
        loop {
            match self.installation.post_once(path, &self.key, id, body).await {
                Ok(answer) if answer.status() == wanted => {
                    return answer.bytes().await.ok().map(drop);
                }
                Ok(answer) if is_not_now(answer.status()) => {}
                Ok(answer) => {
                    let refusal = format!(
                        "{path} {id}: {} {}",
                        answer.status(),
                        answer.text().await.unwrap_or_default()
                    );
                    self.acknowledged
                        .refusals
                        .lock()
                        .expect("no panic under this lock")
                        .push(refusal);
                    return None;
                }
                Err(_) if self.stop.load(Ordering::Relaxed) => return None,
                Err(_) => {}
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

fn is_not_now(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS
    )
}

fn remember(set: &Mutex<HashSet<String>>, ids: impl IntoIterator<Item = String>) {
    set.lock().expect("no panic under this lock").extend(ids);
}
