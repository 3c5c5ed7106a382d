use chrono::{DateTime, Utc};
use kernel::FieldError;
use serde::Deserialize;
use std::{borrow::Cow, ops::Deref};

/// A text that is borrowed from the body unless it has escapes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub struct Text<'a>(#[serde(borrow)] pub Cow<'a, str>);

impl Text<'_> {
    /// RFC 3339, with its offset.
    pub fn time(&self) -> Result<DateTime<Utc>, chrono::ParseError> {
        DateTime::parse_from_rfc3339(&self.0).map(|time| time.with_timezone(&Utc))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self(Cow::Borrowed(""))
    }
}

pub fn not_a_time(pointer: &str) -> FieldError {
    FieldError::new(pointer, "invalid_format").with("expected", "2026-03-02T01:00:00.000Z")
}
