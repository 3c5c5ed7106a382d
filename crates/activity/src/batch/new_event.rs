use super::{Text, Unreadable};
use kernel::FieldError;
use serde::Deserialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

/// A fact about behaviour: who did what, when.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEvent<'a> {
    /// Any id that is unique to this event, a UUID at best. However often it is sent, it has one effect.
    #[serde(borrow, default)]
    #[schema(value_type = String, required = true, min_length = 1, max_length = 255, example = "01890a5d-ac96-774b-bcce-b302099a8057")]
    pub message_id: Text<'a>,
    /// What happened.
    #[serde(borrow, default)]
    #[schema(value_type = String, required = true, min_length = 1, max_length = 200, example = "report_exported")]
    pub name: Text<'a>,
    /// When it happened, by the sender's clock; when it was sent, if absent. At most five years ago.
    #[serde(borrow, default)]
    #[schema(value_type = Option<String>, format = DateTime, example = "2026-03-02T00:59:58.120Z")]
    pub occurred_at: Option<Text<'a>>,
    /// The sender's id of a visitor who isn't known yet.
    #[serde(borrow, default)]
    #[schema(value_type = Option<String>, max_length = 255)]
    pub anonymous_id: Option<Text<'a>>,
    /// Your id of the person. If nobody has it yet, it is kept with the event.
    #[serde(borrow, default)]
    #[schema(value_type = Option<String>, max_length = 255, example = "user-17")]
    pub person_external_id: Option<Text<'a>>,
    /// Your id of the account. If none has it yet, it is kept with the event.
    #[serde(borrow, default)]
    #[schema(value_type = Option<String>, max_length = 255, example = "shop-4711")]
    pub account_external_id: Option<Text<'a>>,
    /// Our id of the person.
    #[serde(borrow, default)]
    #[schema(value_type = Option<kernel::ids::PersonId>)]
    pub person_id: Option<Text<'a>>,
    /// Our id of the account.
    #[serde(borrow, default)]
    #[schema(value_type = Option<kernel::ids::AccountId>)]
    pub account_id: Option<Text<'a>>,
    /// Facts about what happened: at most 255 keys, 10 levels and 32 kB.
    #[serde(borrow, default)]
    #[schema(value_type = Option<std::collections::HashMap<String, serde_json::Value>>, example = json!({"format": "xlsx", "rows": 1200}))]
    pub properties: Option<&'a RawValue>,
    /// Facts about the sender, such as page, browser and version of the app; limits as for properties.
    #[serde(borrow, default)]
    #[schema(value_type = Option<std::collections::HashMap<String, serde_json::Value>>, example = json!({"app_version": "5.2.0"}))]
    pub context: Option<&'a RawValue>,
    /// What it tells about who somebody is; only by way of the Segment endpoints.
    #[serde(skip)]
    #[schema(ignore)]
    pub news: Option<News<'a>>,
}

/// Who somebody is, as a sender tells it.
#[derive(Debug)]
pub enum News<'a> {
    /// Facts about the person.
    Person(Option<&'a RawValue>),
    /// Facts about the account, to which the person belongs.
    Account(Option<&'a RawValue>),
    /// Another id of the person, from before.
    PreviousId(Text<'a>),
}

impl<'a> NewEvent<'a> {
    /// Reads one event, and says where it is wrong.
    pub(super) fn read(index: usize, json: &'a str) -> Result<Self, Box<Unreadable<'a>>> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        serde_path_to_error::deserialize(&mut deserializer).map_err(|err| {
            let error = field_error(index, &err.path().to_string(), &err.inner().to_string());
            Box::new(Unreadable { message_id: message_id_of(json), error })
        })
    }
}

fn field_error(index: usize, path: &str, message: &str) -> FieldError {
    let path = if path == "." { String::new() } else { format!("/{path}") };
    let pointer = format!("/events/{index}{path}");
    if let Some((field, rest)) =
        message.strip_prefix("unknown field `").and_then(|m| m.split_once('`'))
    {
        let known: Vec<_> = rest.split('`').skip(1).step_by(2).collect();
        return FieldError::new(format!("/events/{index}/{field}"), "unknown_field")
            .with("known", known);
    }
    if message.contains("surrogate") || message.contains("hex escape") {
        return FieldError::new(pointer, "invalid_text");
    }
    let expected = message.split(" at line ").next().unwrap_or_default();
    FieldError::new(pointer, "wrong_type").with("expected", expected)
}

/// So that the sender finds out which event it was, whatever else is wrong with it.
fn message_id_of(json: &str) -> Option<Text<'_>> {
    #[derive(Deserialize)]
    struct Id<'a> {
        #[serde(borrow)]
        message_id: Text<'a>,
    }
    serde_json::from_str::<Id>(json).ok().map(|id| id.message_id)
}
