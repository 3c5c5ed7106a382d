//! The three states of a field in a PATCH body: absent leaves it alone, `null` empties it, a value replaces it.
//!
//! ```
//! use kernel::patch::Patch;
//!
//! #[derive(serde::Deserialize)]
//! #[serde(deny_unknown_fields)]
//! struct NotePatch {
//!     #[serde(default)]
//!     title: Patch<String>,
//! }
//!
//! let patch: NotePatch = serde_json::from_str(r#"{"title": null}"#).unwrap();
//! assert_eq!(patch.title, Patch::Null);
//! ```
//!
//! A field needs `#[serde(default)]`, and in a `ToSchema` `#[schema(value_type = Option<String>)]` beside its limits:
//! `Patch` has no schema of its own on purpose, as each would be one more name in the document that says only
//! "nullable". `#[validate(…)]` checks the value where there is one.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use validator::{
    AsRegex, Validate, ValidateContains, ValidateEmail, ValidateLength, ValidateRange,
    ValidateRegex, ValidateUrl, ValidationError, ValidationErrors,
};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    #[default]
    Absent,
    Null,
    Value(T),
}

impl<T> Patch<T> {
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The new value, where there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(change(value)),
        }
    }

    pub fn try_map<U, E>(self, change: impl FnOnce(T) -> Result<U, E>) -> Result<Patch<U>, E> {
        Ok(match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(change(value)?),
        })
    }

    /// What is to be stored: `None` = leave it, `Some(None)` = empty it, `Some(Some(_))` = replace it.
    pub fn into_change(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// Changes a field that may be empty, and tells whether there was anything to do.
    pub fn apply(self, field: &mut Option<T>) -> bool
    where
        T: PartialEq,
    {
        match self.into_change() {
            Some(new) if new != *field => {
                *field = new;
                true
            }
            _ => false,
        }
    }

    /// Changes a field that can't be empty. `null` is refused under the code `required`.
    pub fn apply_required(self, field: &mut T) -> Result<bool, ValidationError>
    where
        T: PartialEq,
    {
        match self.into_change() {
            Some(None) => {
                Err(ValidationError::new("required")
                    .with_message("this field can't be null".into()))
            }
            Some(Some(new)) if new != *field => {
                *field = new;
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

impl<T> From<Option<T>> for Patch<T> {
    /// A `None` that was written is a `null`.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<T>::deserialize(deserializer).map(Self::from)
    }
}

/// For tests and clients; `skip_serializing_if = "Patch::is_absent"` keeps absent fields away.
impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<T: Validate> Validate for Patch<T> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        self.value().map_or(Ok(()), Validate::validate)
    }
}

impl<T: ValidateLength<u64>> ValidateLength<u64> for Patch<T> {
    fn length(&self) -> Option<u64> {
        self.value()?.length()
    }
}

impl<T: ValidateEmail> ValidateEmail for Patch<T> {
    fn as_email_string(&self) -> Option<Cow<'_, str>> {
        self.value()?.as_email_string()
    }
}

impl<T: ValidateUrl> ValidateUrl for Patch<T> {
    fn as_url_string(&self) -> Option<Cow<'_, str>> {
        self.value()?.as_url_string()
    }
}

impl<T: ValidateRegex> ValidateRegex for Patch<T> {
    fn validate_regex(&self, regex: impl AsRegex) -> bool {
        self.value().is_none_or(|value| value.validate_regex(regex))
    }
}

impl<T: ValidateContains> ValidateContains for Patch<T> {
    fn validate_contains(&self, needle: &str) -> bool {
        self.value().is_none_or(|value| value.validate_contains(needle))
    }
}

impl<T: ValidateRange<T>> ValidateRange<T> for Patch<T> {
    fn greater_than(&self, max: T) -> Option<bool> {
        self.value()?.greater_than(max)
    }

    fn less_than(&self, min: T) -> Option<bool> {
        self.value()?.less_than(min)
    }
}

/// What a validating function for text takes: a text, or one that may be missing.
pub trait OptionalText {
    fn optional_text(&self) -> Option<&str>;
}

impl OptionalText for str {
    fn optional_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl OptionalText for String {
    fn optional_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: OptionalText + ?Sized> OptionalText for &T {
    fn optional_text(&self) -> Option<&str> {
        (**self).optional_text()
    }
}

impl<T: OptionalText> OptionalText for Option<T> {
    fn optional_text(&self) -> Option<&str> {
        self.as_ref()?.optional_text()
    }
}

impl<T: OptionalText> OptionalText for Patch<T> {
    fn optional_text(&self) -> Option<&str> {
        self.value()?.optional_text()
    }
}

#[cfg(test)]
mod tests;
