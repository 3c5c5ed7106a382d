use super::traits::Traits;
use crate::attribute::Definitions;
use kernel::Error;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A field, and the traits that tell it.
pub struct Field {
    name: &'static str,
    traits: &'static [&'static str],
    is_whole: bool,
}

const fn text(name: &'static str, traits: &'static [&'static str]) -> Field {
    Field { name, traits, is_whole: false }
}

pub const PERSON: &[Field] = &[
    text("phone", &["phone", "mobile"]),
    text("email", &["email"]),
    text("title", &["title", "job_title"]),
    text("locale", &["locale", "language"]),
];

pub const ACCOUNT: &[Field] = &[
    text("industry", &["industry"]),
    text("website", &["website", "url"]),
    text("phone", &["phone"]),
    text("city", &["city", "address.city"]),
    text("region", &["region", "state", "address.state"]),
    Field { name: "size", traits: &["employees", "size"], is_whole: true },
];

const ATTRIBUTES: &str = "attributes";

/// What traits say, by field: a patch.
pub struct Told(Map<String, Value>);

impl Told {
    pub fn new(
        traits: &Traits<'_>,
        fields: &[Field],
        name: Option<String>,
        definitions: &Definitions,
    ) -> Self {
        let said = |field: &Field| {
            let value = if field.is_whole {
                traits.whole(field.traits).map(Value::from)
            } else {
                traits.text(field.traits).map(Value::from)
            };
            Some((field.name.to_owned(), value?))
        };
        let mut all: Map<_, _> = fields.iter().filter_map(said).collect();
        all.extend(name.map(|name| ("name".to_owned(), name.into())));
        all.insert(ATTRIBUTES.to_owned(), traits.attributes(definitions).into());
        Self(all)
    }

    /// Leaves what this row has already.
    pub fn fill_in(&mut self, row: &Value) {
        let is_empty = |holder: &Value, key: &str| holder.get(key).is_none_or(Value::is_null);
        self.0.retain(|field, _| field == ATTRIBUTES || is_empty(row, field));
        if let Some(attributes) = self.0.get_mut(ATTRIBUTES).and_then(Value::as_object_mut) {
            attributes.retain(|key, _| is_empty(&row[ATTRIBUTES], key));
        }
    }

    /// What was told, to be changed; nothing once everything was left out.
    pub fn patch<P: DeserializeOwned>(&self) -> Result<Option<P>, Error> {
        if self.0.is_empty() {
            return Ok(None);
        }
        serde_json::from_value(self.0.clone().into()).map(Some).map_err(Error::internal)
    }

    /// Leaves out what was refused. False if the error is about none of the fields.
    pub fn leave_out(&mut self, error: &Error) -> bool {
        let Error::Refused { fields, .. } = error else { return false };
        let before = self.0.len();
        for field in fields {
            self.0.remove(field.pointer.split('/').nth(1).unwrap_or_default());
        }
        self.0.len() < before
    }
}
