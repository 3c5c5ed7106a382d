use crate::{
    batch::EventBatch,
    check::{self, CheckedEvent},
    memory::Memory,
    name,
    store::{self, Row},
    stream::Stream,
    tell::tell,
    who::{Mention, Resolved, Unit, UnitKind, fill_in, resolve},
};
use chrono::{DateTime, Utc};
use kernel::{Error, FieldError, Grant, WorkspaceTx};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::{HashMap, HashSet};
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
    /// Its name is on the deny list: it is not kept.
    Ignored,
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
    pub ignored: usize,
    pub rejected: usize,
    pub results: Vec<EventResult>,
}

/// Stores the events of a batch that are right and new. They are kept once the caller commits; the number of
/// statements doesn't depend on the number of events.
pub async fn ingest(
    tx: &WorkspaceTx,
    memory: &Memory,
    source: Source,
    mut batch: CheckedBatch<'_>,
) -> Result<BatchResult, Error> {
    tx.require(Grant::EventsWrite)?;
    if batch.good.is_empty() {
        return Ok(counted(batch.results));
    }
    let locked = Stream::lock(tx, batch.good.len()).await?;
    let mut stream = locked;
    let people = batch.mentions(CheckedEvent::person);
    let people = resolve(tx, memory, &mut stream, UnitKind::Person, &people).await?;
    let accounts = batch.mentions(CheckedEvent::account);
    let mut accounts = resolve(tx, memory, &mut stream, UnitKind::Account, &accounts).await?;
    fill_in(tx, memory, &mut stream, &people, &mut accounts).await?;
    let names = batch.good.iter().filter(|event| event.is_event());
    let names = names.map(|event| (&*event.event.name, event.occurred_at));
    let names = name::resolve(tx, memory, &mut stream, names).await?;
    let results = &mut batch.results;
    let known = keep_known(&batch.good, &batch.places, results, (&people, &accounts, &names));
    let keys: Vec<_> = known.iter().map(|known| batch.good[known.index].message_key).collect();
    let is_new = store::keep_messages(tx, &stream, &keys).await?;
    let new = (stream.before + 1..).zip(known).zip(is_new);
    let new: Vec<(i64, Known)> = new.filter_map(|(one, is_new)| is_new.then_some(one)).collect();
    for (_, known) in &new {
        batch.results[batch.places[known.index]].status = EventStatus::Accepted;
    }
    let (rows, told): (Vec<_>, Vec<_>) =
        new.into_iter().partition(|(_, known)| batch.good[known.index].is_event());
    let is_client = source == Source::Client;
    let rows: Vec<_> = rows.into_iter().map(|(number, known)| (number, batch.row(known))).collect();
    store::insert(tx, batch.received_at, is_client, &rows).await?;
    drop(rows);
    for (_, known) in told {
        tell(tx, memory, &mut stream, source, &batch.good[known.index]).await?;
    }
    stream.save(tx, locked).await?;
    Ok(counted(batch.results))
}

/// An event of the batch, with who and what it is about.
#[derive(Clone, Copy)]
struct Known {
    index: usize,
    person: Option<Unit>,
    account: Option<Unit>,
    name_number: i32,
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

    fn mentions(
        &self,
        of: impl for<'e> Fn(&'e CheckedEvent<'a>) -> Mention<'e>,
    ) -> Vec<Mention<'_>> {
        self.good.iter().map(of).collect()
    }

    fn row(&self, known: Known) -> Row<'_> {
        let event = &self.good[known.index];
        let sent = &event.event;
        Row {
            occurred_at: event.occurred_at,
            person: known.person,
            account: known.account,
            name_number: known.name_number,
            name: &sent.name,
            message_id: &sent.message_id,
            anonymous_id: sent.anonymous_id.as_deref(),
            person_external_id: sent.person_external_id.as_deref(),
            account_external_id: sent.account_external_id.as_deref(),
            properties: sent.properties.map(RawValue::get).filter(|json| *json != "{}"),
            context: sent.context.map(RawValue::get).filter(|json| *json != "{}"),
        }
    }
}

/// Leaves out events about strangers, whose names are denied, and all but the first of those with one message id.
fn keep_known(
    good: &[CheckedEvent<'_>],
    places: &[usize],
    results: &mut [EventResult],
    (people, accounts, names): (&[Resolved], &[Resolved], &HashMap<&str, Option<i32>>),
) -> Vec<Known> {
    let mut seen = HashSet::with_capacity(good.len());
    let mut kept = Vec::with_capacity(good.len());
    for (index, event) in good.iter().enumerate() {
        let result = &mut results[places[index]];
        let who = [("person_id", people[index]), ("account_id", accounts[index])];
        // One of our ids that names nobody in this workspace is a mistake, unlike an external id.
        let strangers = who.iter().filter(|(_, resolved)| *resolved == Resolved::Stranger);
        let wrong = strangers.map(|(field, _)| check::at(places[index], field, "not_found"));
        result.errors.extend(wrong);
        if !result.errors.is_empty() {
            result.status = EventStatus::Rejected;
            continue;
        }
        let name_number = names.get(&*event.event.name).copied().unwrap_or(Some(name::OTHER));
        let Some(name_number) = name_number else {
            result.status = EventStatus::Ignored;
            continue;
        };
        if seen.insert(event.message_key) {
            let (person, account) = (people[index].unit(), accounts[index].unit());
            kept.push(Known { index, person, account, name_number });
        }
    }
    kept
}

fn counted(results: Vec<EventResult>) -> BatchResult {
    let count = |status| results.iter().filter(|result| result.status == status).count();
    let (accepted, duplicates) = (count(EventStatus::Accepted), count(EventStatus::Duplicate));
    let (ignored, rejected) = (count(EventStatus::Ignored), count(EventStatus::Rejected));
    for (outcome, number) in [
        ("accepted", accepted),
        ("duplicate", duplicates),
        ("ignored", ignored),
        ("rejected", rejected),
    ] {
        metrics::counter!("perennial_events_total", "outcome" => outcome).increment(number as u64);
    }
    BatchResult { accepted, duplicates, ignored, rejected, results }
}
