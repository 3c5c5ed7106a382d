use crate::{
    batch::{NewEvent, Text},
    json_text::{self, Flaw},
    message_key, skew,
    who::Mention,
};
use chrono::{DateTime, Utc};
use kernel::{
    FieldError,
    ids::{AccountId, PersonId},
};
use serde_json::value::RawValue;
use std::str::FromStr;
use uuid::Uuid;

pub const MAX_ID: usize = 255;
pub const MAX_NAME: usize = 200;

/// An event that can be stored once it is known who it is about.
#[derive(Debug)]
pub struct CheckedEvent<'a> {
    pub message_key: Uuid,
    pub occurred_at: i64,
    pub person_id: Option<PersonId>,
    pub account_id: Option<AccountId>,
    pub event: NewEvent<'a>,
}

impl CheckedEvent<'_> {
    /// The ids by which it names its person.
    pub fn person(&self) -> Mention<'_> {
        Mention {
            ours: self.person_id.map(Into::into),
            external: self.event.person_external_id.as_deref(),
            anonymous: self.event.anonymous_id.as_deref(),
        }
    }

    /// The ids by which it names its account.
    pub fn account(&self) -> Mention<'_> {
        Mention {
            ours: self.account_id.map(Into::into),
            external: self.event.account_external_id.as_deref(),
            anonymous: None,
        }
    }

    /// Whether it tells what somebody did, rather than who somebody is.
    pub const fn is_event(&self) -> bool {
        self.event.news.is_none()
    }
}

/// Checks one event of a batch and names everything that is wrong with it.
pub fn check(
    index: usize,
    event: NewEvent<'_>,
    sent_at: Option<DateTime<Utc>>,
    received_at: DateTime<Utc>,
) -> Result<CheckedEvent<'_>, Vec<FieldError>> {
    let mut wrong = Wrong { index, errors: Vec::new() };
    wrong.required_text("message_id", &event.message_id, MAX_ID);
    if event.news.is_none() {
        wrong.required_text("name", &event.name, MAX_NAME);
    }
    wrong.text("anonymous_id", event.anonymous_id.as_ref());
    wrong.text("person_external_id", event.person_external_id.as_ref());
    wrong.text("account_external_id", event.account_external_id.as_ref());
    wrong.object("properties", event.properties);
    wrong.object("context", event.context);
    let person_id = wrong.id("person_id", PersonId::PREFIX, event.person_id.as_ref());
    let account_id = wrong.id("account_id", AccountId::PREFIX, event.account_id.as_ref());
    let occurred_at = wrong.occurred_at(event.occurred_at.as_ref(), sent_at, received_at);
    match occurred_at {
        Some(occurred_at) if wrong.errors.is_empty() => Ok(CheckedEvent {
            message_key: message_key::of(&event.message_id),
            occurred_at,
            person_id,
            account_id,
            event,
        }),
        _ => Err(wrong.errors),
    }
}

/// What was found wrong with the event at this place of the batch.
struct Wrong {
    index: usize,
    errors: Vec<FieldError>,
}

impl Wrong {
    fn add(&mut self, field: &str, code: &'static str) -> &mut FieldError {
        self.errors.push(at(self.index, field, code));
        self.errors.last_mut().expect("one was just added")
    }

    fn limit(&mut self, field: &str, code: &'static str, name: &str, limit: usize) {
        self.add(field, code).params.insert(name.to_owned(), limit.into());
    }

    fn required_text(&mut self, field: &str, text: &str, max: usize) {
        if text.trim().is_empty() {
            self.add(field, "required");
        }
        self.text_within(field, text, max);
    }

    fn text(&mut self, field: &str, text: Option<&Text<'_>>) {
        if let Some(text) = text {
            self.text_within(field, text, MAX_ID);
        }
    }

    fn text_within(&mut self, field: &str, text: &str, max: usize) {
        // No text has more characters than bytes, so most need no counting.
        if text.len() > max && text.chars().count() > max {
            self.limit(field, "too_long", "max", max);
        }
        if text.contains('\0') {
            self.add(field, "invalid_text");
        }
    }

    fn object(&mut self, field: &str, json: Option<&RawValue>) {
        let Some(Err(flaw)) = json.map(|json| json_text::check(json.get())) else { return };
        match flaw {
            Flaw::NotAnObject => {
                let error = self.add(field, "wrong_type");
                error.params.insert("expected".to_owned(), "an object".into());
            }
            Flaw::TooManyBytes => self.limit(field, "too_many_bytes", "max", json_text::MAX_BYTES),
            Flaw::TooDeep => self.limit(field, "too_deep", "max", json_text::MAX_DEPTH),
            Flaw::TooManyKeys => self.limit(field, "too_many", "max", json_text::MAX_KEYS),
            Flaw::InvalidText => {
                self.add(field, "invalid_text");
            }
            Flaw::NumberOutOfRange => {
                let error = self.add(field, "out_of_range");
                error.params.insert("min".to_owned(), "-1e308".into());
                error.params.insert("max".to_owned(), "1e308".into());
            }
        }
    }

    fn id<T: FromStr>(
        &mut self,
        field: &str,
        prefix: &'static str,
        text: Option<&Text<'_>>,
    ) -> Option<T> {
        let parsed = text?.parse().ok();
        if parsed.is_none() {
            let error = self.add(field, "invalid_id");
            error.params.insert("expected".to_owned(), prefix.into());
        }
        parsed
    }

    fn occurred_at(
        &mut self,
        text: Option<&Text<'_>>,
        sent_at: Option<DateTime<Utc>>,
        received_at: DateTime<Utc>,
    ) -> Option<i64> {
        let Ok(occurred) = text.map(Text::time).transpose() else {
            let error = self.add("occurred_at", "invalid_format");
            error.params.insert("expected".to_owned(), "2026-03-02T01:00:00.000Z".into());
            return None;
        };
        let told = skew::occurred_at(occurred, sent_at, received_at);
        if told.is_err() {
            let error = self.add("occurred_at", "too_old");
            error.params.insert("years".to_owned(), skew::OLDEST_YEARS.into());
        }
        told.ok()
    }
}

pub fn at(index: usize, field: &str, code: &'static str) -> FieldError {
    FieldError::new(format!("/events/{index}/{field}"), code)
}
