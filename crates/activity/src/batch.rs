//! Reads a batch as it was sent. Texts and properties stay where they are in the body: nothing is copied or built
//! twice. A batch whose events all have the right shape is read in one pass; if one has not, each is read on its own,
//! so that only the wrong ones are refused.

mod new_event;
pub mod segment;
mod text;

pub use new_event::{NewEvent, News};
pub use text::Text;

use chrono::{DateTime, Utc};
use kernel::{Code, Error, FieldError};
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

/// How many events a batch may have.
pub const MAX_EVENTS: usize = 1000;
/// How many bytes its body may have.
pub const MAX_BYTES: usize = 2 << 20;

/// Events that are sent together.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEventBatch<'a> {
    /// When the batch is sent, by the clock that dated the events: with it wrong clocks are corrected.
    #[serde(borrow, default)]
    #[schema(value_type = Option<String>, format = DateTime, example = "2026-03-02T01:00:00Z")]
    sent_at: Option<Text<'a>>,
    #[serde(borrow)]
    #[schema(value_type = Vec<NewEvent>, min_items = 1, max_items = 1000)]
    events: Vec<NewEvent<'a>>,
}

/// The same with the events left unread.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEnvelope<'a> {
    #[serde(borrow, default)]
    sent_at: Option<Text<'a>>,
    #[serde(borrow)]
    events: Vec<&'a RawValue>,
}

/// A batch whose envelope is right; each event is there or the reason why it can't be read.
#[derive(Debug)]
pub struct EventBatch<'a> {
    pub sent_at: Option<DateTime<Utc>>,
    pub events: Vec<Result<NewEvent<'a>, Box<Unreadable<'a>>>>,
}

/// An event of the wrong shape.
#[derive(Debug)]
pub struct Unreadable<'a> {
    pub message_id: Option<Text<'a>>,
    pub error: FieldError,
}

impl<'a> EventBatch<'a> {
    /// `body` is the JSON of the whole batch.
    pub fn read(body: &'a [u8]) -> Result<Self, Error> {
        let (sent_at, events) = match serde_json::from_slice::<NewEventBatch>(body) {
            Ok(batch) => (batch.sent_at, batch.events.into_iter().map(Ok).collect()),
            Err(_) => read_one_by_one(body)?,
        };
        Ok(Self { sent_at: checked(sent_at, events.len())?, events })
    }
}

type Events<'a> = Vec<Result<NewEvent<'a>, Box<Unreadable<'a>>>>;

fn read_one_by_one(body: &[u8]) -> Result<(Option<Text<'_>>, Events<'_>), Error> {
    let batch: RawEnvelope = serde_json::from_slice(body).map_err(|err| refusal(&err))?;
    // Before they are read: an attacker's million of tiny wrong events is refused by its number.
    if batch.events.len() > MAX_EVENTS {
        return Err(Error::invalid(vec![too_many()]));
    }
    let read = batch.events.iter().enumerate().map(|(index, raw)| NewEvent::read(index, raw.get()));
    Ok((batch.sent_at, read.collect()))
}

fn checked(sent_at: Option<Text<'_>>, events: usize) -> Result<Option<DateTime<Utc>>, Error> {
    let mut wrong = Vec::new();
    let sent = sent_at.map(|text| text.time()).transpose();
    if sent.is_err() {
        wrong.push(text::not_a_time("/sent_at"));
    }
    if events == 0 {
        wrong.push(FieldError::new("/events", "too_few").with("min", 1));
    } else if events > MAX_EVENTS {
        wrong.push(too_many());
    }
    match sent {
        Ok(sent) if wrong.is_empty() => Ok(sent),
        _ => Err(Error::invalid(wrong)),
    }
}

fn too_many() -> FieldError {
    FieldError::new("/events", "too_many").with("max", MAX_EVENTS)
}

/// The envelope itself can't be read.
fn refusal(err: &serde_json::Error) -> Error {
    let message = err.to_string();
    let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
    match unknown {
        Some((field, _)) => Error::refused(Code::UnknownField).about(
            FieldError::new(format!("/{field}"), "unknown_field")
                .with("known", vec!["sent_at", "events"]),
        ),
        None => Error::refused(Code::UnreadableBody).with("reason", message),
    }
}
