use crate::{
    batch::EventBatch,
    check::{self, CheckedEvent},
    person_account::Known,
    store::{self, Row},
};
use chrono::{DateTime, Utc};
use kernel::{Error, FieldError, Grant, WorkspaceTx};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::HashSet;
use utoipa::ToSchema;

/// Where events come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A program that keeps a secret.
    Server,
    /// A page or app with a publishable key, which anybody can read: what it says about people is a claim.
    Client,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventStatus {
    /// It is stored.
    Accepted,
    /// A message with this id was stored before, or stands earlier in the batch.
    Duplicate,
    /// It is wrong and will be wrong when it is sent again.
    Rejected,
}

/// What became of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct EventResult {
    pub message_id: Option<String>,
    pub status: EventStatus,
    /// Everything that is wrong with it, when it was rejected.
    pub errors: Vec<FieldError>,
}

/// What became of a batch, event by event in the order of sending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BatchResult {
    pub accepted: usize,
    pub duplicates: usize,
    pub rejected: usize,
    pub results: Vec<EventResult>,
}

/// Stores the events of a batch that are right and new. They are kept once the caller commits; the number of
/// statements doesn't depend on the number of events.
pub async fn ingest(
    tx: &WorkspaceTx,
    source: Source,
    mut batch: CheckedBatch<'_>,
) -> Result<BatchResult, Error> {
    tx.require(Grant::EventsWrite)?;
    let known = Known::among(tx, &batch.good).await?;
    batch.refuse_strangers(&known);
    batch.drop_repeats();
    let rows = batch.good.iter().map(|event| row(event, &known)).collect::<Vec<_>>();
    let is_client = source == Source::Client;
    let stored = store::insert(tx, batch.received_at, is_client, &rows).await?;
    drop(rows);
    for (place, is_new) in batch.places.iter().zip(stored) {
        batch.results[*place].status =
            if is_new { EventStatus::Accepted } else { EventStatus::Duplicate };
    }
    Ok(counted(batch.results))
}

/// A batch, taken apart: which events can be stored, and what is wrong with the others. Made before the transaction
/// begins, so that nobody waits for a lock while texts are looked through.
pub struct CheckedBatch<'a> {
    received_at: DateTime<Utc>,
    /// One per event of the batch.
    results: Vec<EventResult>,
    /// What may be stored, and the place of each in `results`.
    good: Vec<CheckedEvent<'a>>,
    places: Vec<usize>,
}

impl<'a> CheckedBatch<'a> {
    pub fn of(batch: EventBatch<'a>, received_at: DateTime<Utc>) -> Self {
        let mut taken = Self {
            received_at,
            results: Vec::with_capacity(batch.events.len()),
            good: Vec::with_capacity(batch.events.len()),
            places: Vec::with_capacity(batch.events.len()),
        };
        for (index, event) in batch.events.into_iter().enumerate() {
            let (message_id, outcome) = match event {
                Err(unreadable) => {
                    let id = unreadable.message_id.map(|id| id.0.into_owned());
                    (id, Err(vec![unreadable.error]))
                }
                Ok(event) => (
                    Some(event.message_id.to_string()),
                    check::check(index, event, batch.sent_at, received_at),
                ),
            };
            taken.add(index, message_id, outcome);
        }
        taken
    }

    fn add(
        &mut self,
        index: usize,
        message_id: Option<String>,
        outcome: Result<CheckedEvent<'a>, Vec<FieldError>>,
    ) {
        let (status, errors) = match outcome {
            Err(errors) => (EventStatus::Rejected, errors),
            Ok(event) => {
                self.good.push(event);
                self.places.push(index);
                // Unless it turns out to be new.
                (EventStatus::Duplicate, Vec::new())
            }
        };
        self.results.push(EventResult { message_id, status, errors });
    }

    /// One of our ids that names nobody in this workspace is a mistake, unlike an external id.
    fn refuse_strangers(&mut self, known: &Known) {
        let good = std::mem::take(&mut self.good);
        let places = std::mem::take(&mut self.places);
        for (event, place) in good.into_iter().zip(places) {
            let mut errors = Vec::new();
            if event.person_id.is_some() && known.person(&event).is_none() {
                errors.push(check::at(place, "person_id", "not_found"));
            }
            if event.account_id.is_some() && known.account(&event).is_none() {
                errors.push(check::at(place, "account_id", "not_found"));
            }
            if errors.is_empty() {
                self.good.push(event);
                self.places.push(place);
            } else {
                self.results[place].status = EventStatus::Rejected;
                self.results[place].errors = errors;
            }
        }
    }

    /// Of several events with one message id the first counts.
    fn drop_repeats(&mut self) {
        let mut seen = HashSet::with_capacity(self.good.len());
        let is_first: Vec<_> =
            self.good.iter().map(|event| seen.insert(event.message_key)).collect();
        if seen.len() < self.good.len() {
            let mut first = is_first.iter();
            self.good.retain(|_| *first.next().expect("one per event"));
            let mut first = is_first.iter();
            self.places.retain(|_| *first.next().expect("one per place"));
        }
    }
}

fn row<'a>(event: &'a CheckedEvent<'a>, known: &Known) -> Row<'a> {
    let sent = &event.event;
    Row {
        message_key: event.message_key,
        occurred_at: event.occurred_at,
        person_id: known.person(event).map(Into::into),
        account_id: known.account(event).map(Into::into),
        name: &sent.name,
        message_id: &sent.message_id,
        anonymous_id: sent.anonymous_id.as_deref(),
        person_external_id: sent.person_external_id.as_deref(),
        account_external_id: sent.account_external_id.as_deref(),
        properties: sent.properties.map(RawValue::get).filter(|json| *json != "{}"),
        context: sent.context.map(RawValue::get).filter(|json| *json != "{}"),
    }
}

fn counted(results: Vec<EventResult>) -> BatchResult {
    let count = |status| results.iter().filter(|result| result.status == status).count();
    let (accepted, duplicates, rejected) =
        (count(EventStatus::Accepted), count(EventStatus::Duplicate), count(EventStatus::Rejected));
    for (outcome, number) in
        [("accepted", accepted), ("duplicate", duplicates), ("rejected", rejected)]
    {
        metrics::counter!("perennial_events_total", "outcome" => outcome).increment(number as u64);
    }
    BatchResult { accepted, duplicates, rejected, results }
}
