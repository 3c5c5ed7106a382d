//! Messages of the Segment specification, as its clients send them: read leniently (fields that we have no use for are
//! passed by) and turned into events of ours. <https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/>
//!
//! | message | becomes |
//! |---|---|
//! | track | an event |
//! | page, screen | `page_viewed`, `screen_viewed`, with `name` and `category` among the properties |
//! | identify, group | what is known of a person, of an account and who belongs to it |
//! | alias | another id of the same person |

use super::{EventBatch, MAX_EVENTS, NewEvent, News, Text, Unreadable};
use crate::check::{MAX_ID, MAX_NAME};
use chrono::{DateTime, Utc};
use kernel::{Code, Error, FieldError};
use ring::digest::{SHA256, digest};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// What a message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentKind {
    Track,
    Identify,
    Group,
    Page,
    Screen,
    Alias,
}

impl SegmentKind {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "track" => Self::Track,
            "identify" => Self::Identify,
            "group" => Self::Group,
            "page" => Self::Page,
            "screen" => Self::Screen,
            "alias" => Self::Alias,
            _ => return None,
        })
    }
}

/// A body of one or many messages.
pub struct SegmentBatch<'a> {
    sent_at: Option<DateTime<Utc>>,
    messages: Vec<Result<Ready<'a>, FieldError>>,
}

/// A message with what had to be made for it.
struct Ready<'a> {
    kind: SegmentKind,
    message: Message<'a>,
    id: Cow<'a, str>,
    person: Option<Cow<'a, str>>,
    anonymous: Option<Cow<'a, str>>,
    account: Option<Cow<'a, str>>,
    previous: Option<Cow<'a, str>>,
    /// Of a page or screen, with its name.
    properties: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    batch: Vec<&'a RawValue>,
    #[serde(borrow, default, rename = "sentAt")]
    sent_at: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    #[serde(borrow, default, rename = "type")]
    kind: Option<Text<'a>>,
    #[serde(borrow, default, rename = "messageId")]
    id: Option<Text<'a>>,
    #[serde(borrow, default)]
    user_id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    anonymous_id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    group_id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    previous_id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    event: Option<Text<'a>>,
    #[serde(borrow, default)]
    name: Option<Text<'a>>,
    #[serde(borrow, default)]
    category: Option<Text<'a>>,
    #[serde(borrow, default)]
    properties: Option<&'a RawValue>,
    #[serde(borrow, default)]
    traits: Option<&'a RawValue>,
    #[serde(borrow, default)]
    context: Option<&'a RawValue>,
    #[serde(borrow, default)]
    timestamp: Option<Text<'a>>,
    #[serde(borrow, default)]
    sent_at: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Context<'a> {
    #[serde(borrow, default)]
    group_id: Option<&'a RawValue>,
}

impl<'a> SegmentBatch<'a> {
    /// `{"batch": […], "sentAt": …}`.
    pub fn read(body: &'a [u8], received_at: DateTime<Utc>) -> Result<Self, Error> {
        let envelope: Envelope<'a> =
            serde_json::from_slice(body).map_err(|err| unreadable(&err))?;
        let wrong = match envelope.batch.len() {
            0 => Some(FieldError::new("/batch", "too_few").with("min", 1)),
            1..=MAX_EVENTS => None,
            _ => Some(FieldError::new("/batch", "too_many").with("max", MAX_EVENTS)),
        };
        if let Some(wrong) = wrong {
            return Err(Error::invalid(vec![wrong]));
        }
        let sent_at = envelope.sent_at.and_then(|text| text.time().ok());
        let messages = envelope.batch.iter().enumerate();
        let messages =
            messages.map(|(index, raw)| Ready::read(index, raw.get(), None, received_at));
        Ok(Self { sent_at, messages: messages.collect() })
    }

    /// One message, whose kind the address says.
    pub fn read_one(
        body: &'a [u8],
        kind: SegmentKind,
        received_at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let raw: &'a RawValue = serde_json::from_slice(body).map_err(|err| unreadable(&err))?;
        let message = Ready::read(0, raw.get(), Some(kind), received_at);
        let sent_at = message.as_ref().ok().and_then(|ready| ready.message.sent_at.as_ref());
        let sent_at = sent_at.and_then(|text| text.time().ok());
        Ok(Self { sent_at, messages: vec![message] })
    }

    /// The same as events of ours.
    pub fn events(&self) -> EventBatch<'_> {
        let events = self.messages.iter().map(|message| match message {
            Ok(ready) => Ok(ready.event()),
            Err(error) => Err(Box::new(Unreadable { message_id: None, error: error.clone() })),
        });
        EventBatch { sent_at: self.sent_at, events: events.collect() }
    }
}

impl<'a> Ready<'a> {
    fn read(
        index: usize,
        json: &'a str,
        kind: Option<SegmentKind>,
        received_at: DateTime<Utc>,
    ) -> Result<Self, FieldError> {
        let message: Message<'a> = serde_json::from_str(json).map_err(|err| {
            let expected = err.to_string();
            let expected = expected.split(" at line ").next().unwrap_or_default().to_owned();
            FieldError::new(format!("/events/{index}"), "wrong_type").with("expected", expected)
        })?;
        let kind = kind.or_else(|| SegmentKind::of(message.kind.as_deref()?));
        let kind = kind.ok_or_else(|| {
            let known = vec!["track", "identify", "group", "page", "screen", "alias"];
            FieldError::new(format!("/events/{index}/type"), "unknown_value").with("allowed", known)
        })?;
        let person = id(message.user_id);
        let anonymous = id(message.anonymous_id);
        if person.is_none() && anonymous.is_none() {
            let pointer = format!("/events/{index}/person_external_id");
            let fields = vec!["userId", "anonymousId"];
            return Err(FieldError::new(pointer, "one_of_required").with("fields", fields));
        }
        // Whatever the kind: what is sent is right or told, also where it is passed by.
        let event = message.event.as_deref().unwrap_or_default();
        let previous = id(message.previous_id);
        let texts = [
            ("name", event, MAX_NAME),
            ("previous_id", previous.as_deref().unwrap_or_default(), MAX_ID),
        ];
        for (field, text, max) in texts {
            if text.chars().count() > max {
                let pointer = format!("/events/{index}/{field}");
                return Err(FieldError::new(pointer, "too_long").with("max", max));
            }
        }
        let context: Option<Context<'a>> =
            message.context.and_then(|context| serde_json::from_str(context.get()).ok());
        let account = id(message.group_id).or_else(|| id(context?.group_id));
        let id_of_message = match &message.id {
            Some(id) if !id.trim().is_empty() => id.0.clone(),
            // Sent by hand: the same words at another moment are another message.
            _ => Cow::Owned(made_up(index, json, received_at)),
        };
        let properties = match kind {
            SegmentKind::Page | SegmentKind::Screen => named(&message),
            _ => None,
        };
        Ok(Self {
            kind,
            id: id_of_message,
            person,
            anonymous,
            account,
            previous,
            properties,
            message,
        })
    }

    fn event(&self) -> NewEvent<'_> {
        let name = match self.kind {
            SegmentKind::Track => self.message.event.as_deref().unwrap_or_default(),
            SegmentKind::Page => "page_viewed",
            SegmentKind::Screen => "screen_viewed",
            SegmentKind::Identify | SegmentKind::Group | SegmentKind::Alias => "",
        };
        let news = match self.kind {
            SegmentKind::Identify => Some(News::Person(self.message.traits)),
            SegmentKind::Group => Some(News::Account(self.message.traits)),
            SegmentKind::Alias => {
                let previous = self.previous.as_deref().or(self.anonymous.as_deref());
                Some(News::PreviousId(borrowed(previous.unwrap_or_default())))
            }
            SegmentKind::Track | SegmentKind::Page | SegmentKind::Screen => None,
        };
        NewEvent {
            message_id: borrowed(&self.id),
            name: borrowed(name),
            occurred_at: self.message.timestamp.as_ref().map(|text| borrowed(text)),
            anonymous_id: self.anonymous.as_deref().map(borrowed),
            person_external_id: self.person.as_deref().map(borrowed),
            account_external_id: self.account.as_deref().map(borrowed),
            person_id: None,
            account_id: None,
            properties: self.properties.as_deref().or(self.message.properties),
            context: self.message.context,
            news,
        }
    }
}

const fn borrowed(text: &str) -> Text<'_> {
    Text(Cow::Borrowed(text))
}

/// An id as text; clients send numbers as well.
fn id(raw: Option<&RawValue>) -> Option<Cow<'_, str>> {
    let json = raw?.get();
    let text = match json.as_bytes().first()? {
        b'"' => serde_json::from_str::<Text<'_>>(json).ok()?.0,
        b'-' | b'0'..=b'9' => Cow::Borrowed(json),
        _ => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The properties of a page with its name and category, where they don't name them.
fn named(message: &Message<'_>) -> Option<Box<RawValue>> {
    let own: serde_json::Map<String, serde_json::Value> = message
        .properties
        .and_then(|json| serde_json::from_str(json.get()).ok())
        .unwrap_or_default();
    let mut all = serde_json::Map::new();
    for (key, text) in [("name", &message.name), ("category", &message.category)] {
        if let Some(text) = text.as_deref().filter(|text| !text.is_empty()) {
            all.insert(key.to_owned(), text.into());
        }
    }
    if all.is_empty() {
        return None;
    }
    all.extend(own);
    serde_json::value::to_raw_value(&all).ok()
}

fn made_up(index: usize, json: &str, received_at: DateTime<Utc>) -> String {
    let seed = format!("{index} {} {json}", received_at.timestamp_micros());
    let hash = digest(&SHA256, seed.as_bytes());
    let half = hash.as_ref().first_chunk().copied().unwrap_or_default();
    uuid::Builder::from_random_bytes(half).into_uuid().to_string()
}

fn unreadable(err: &serde_json::Error) -> Error {
    Error::refused(Code::UnreadableBody).with("reason", err.to_string())
}

/// Where something is wrong, in the words of the specification.
pub fn in_their_words(error: FieldError) -> FieldError {
    let mut pointer = error.pointer.replacen("/events/", "/batch/", 1);
    for (ours, theirs) in [
        ("/message_id", "/messageId"),
        ("/person_external_id", "/userId"),
        ("/account_external_id", "/groupId"),
        ("/anonymous_id", "/anonymousId"),
        ("/occurred_at", "/timestamp"),
        ("/previous_id", "/previousId"),
        ("/name", "/event"),
    ] {
        if let Some(place) = pointer.strip_suffix(ours) {
            pointer = format!("{place}{theirs}");
            break;
        }
    }
    FieldError { pointer, ..error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(messages: &serde_json::Value) -> String {
        json!({ "batch": messages, "sentAt": "2026-03-02T01:00:00.000Z" }).to_string()
    }

    #[test]
    fn messages_become_events_and_news() {
        let body = read(&json!([
            { "type": "track", "event": "order_paid", "userId": 17, "anonymousId": "a", "messageId": "m1", "context": { "groupId": "shop-1" }, "integrations": {} },
            { "type": "page", "name": "Pricing", "anonymousId": "a", "messageId": "m2", "properties": { "path": "/pricing" } },
            { "type": "identify", "userId": "17", "traits": { "email": "a@example.cn" }, "messageId": "m3" },
            { "type": "alias", "userId": "17", "previousId": "a", "messageId": "m4" },
        ]));
        let batch = SegmentBatch::read(body.as_bytes(), DateTime::UNIX_EPOCH).unwrap();
        let events: Vec<_> = batch.events().events.into_iter().map(Result::unwrap).collect();
        assert_eq!(events[0].person_external_id.as_deref(), Some("17"));
        assert_eq!(events[0].account_external_id.as_deref(), Some("shop-1"));
        assert_eq!(
            (&*events[1].name, events[1].properties.unwrap().get()),
            ("page_viewed", r#"{"name":"Pricing","path":"/pricing"}"#)
        );
        assert!(matches!(events[2].news, Some(News::Person(Some(_)))));
        assert!(matches!(&events[3].news, Some(News::PreviousId(id)) if &**id == "a"));
    }

    #[test]
    fn what_names_nobody_or_no_known_kind_is_refused_alone() {
        let body = read(
            &json!([{ "type": "track", "event": "x" }, { "type": "tracked", "userId": "1" }, { "type": "track", "event": "x", "userId": "1" }]),
        );
        let batch = SegmentBatch::read(body.as_bytes(), DateTime::UNIX_EPOCH).unwrap();
        let pointers: Vec<_> = batch
            .events()
            .events
            .iter()
            .map(|event| match event {
                Ok(event) => event.message_id.len().to_string(),
                Err(unreadable) => in_their_words(unreadable.error.clone()).pointer,
            })
            .collect();
        assert_eq!(pointers, ["/batch/0/userId", "/batch/1/type", "36"]);
    }
}
