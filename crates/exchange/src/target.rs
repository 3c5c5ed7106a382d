//! What a crate implements so that files can be imported into its objects.
//!
//! The engine ([`crate::import`]) reads the file, brings cells to typed [`Value`]s, checks required and unique fields,
//! and hands over batches. The target finds out which rows are new, writes them, and says what it wrote, so that it
//! can be taken back. A dry run is the same call in a transaction that is rolled back.

use crate::{
    effect::{Effect, Undone},
    field::{Field, FieldKind, Label},
    row_error::Fault,
    value::Value,
};
use kernel::{Error, Grant, WorkspaceTx};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use utoipa::ToSchema;
use validator::Validate;

/// What happens to a row whose object is there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnMatch {
    #[default]
    Update,
    Skip,
}

/// How rows are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apply {
    /// The field by which a row finds its object, one of [`ImportTarget::match_fields`].
    pub match_by: &'static str,
    pub on_match: OnMatch,
}

/// One row, checked by the engine: a value for each mapped field whose cell is not blank. A blank cell leaves an
/// existing object's field alone.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportRow {
    pub line: u64,
    pub values: BTreeMap<String, Value>,
}

impl ImportRow {
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.values.get(field)
    }

    /// The text of a field of the kinds text and choice.
    pub fn text(&self, field: &str) -> Option<&str> {
        match self.value(field) {
            Some(Value::Text(text) | Value::Choice(text)) => Some(text),
            _ => None,
        }
    }
}

/// What is wrong with a row for the target: a field, or none where it is the whole row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowFault {
    pub field: Option<String>,
    pub fault: Fault,
}

impl RowFault {
    pub fn of(field: &str, fault: Fault) -> Self {
        Self { field: Some(field.to_owned()), fault }
    }
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum RowOutcome {
    Created(Vec<Effect>),
    Updated(Vec<Effect>),
    /// There already and left alone, or there already just so.
    Skipped,
    /// All that is wrong with it; nothing of it was written.
    Refused(Vec<RowFault>),
}

/// A custom attribute that the import makes for a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewAttribute {
    /// Lower-case letters, digits and underscores; begins with a letter.
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60, example = "contract")]
    pub key: String,
    #[validate(length(min = 1, max = 80))]
    #[schema(min_length = 1, max_length = 80)]
    pub label: String,
    #[serde(rename = "type")]
    pub kind: NewAttributeKind,
    /// The values of a single choice.
    #[serde(default)]
    #[validate(length(max = 200))]
    #[schema(max_items = 200)]
    pub options: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewAttributeKind {
    Text,
    Number,
    Money,
    Date,
    Boolean,
    SingleChoice,
}

impl NewAttribute {
    /// The field that it will be, under the key `attributes.<key>`.
    pub fn field(&self) -> Field {
        let kind = match self.kind {
            NewAttributeKind::Text => FieldKind::Text,
            NewAttributeKind::Number => FieldKind::Decimal,
            NewAttributeKind::Money => FieldKind::Money,
            NewAttributeKind::Date => FieldKind::Date,
            NewAttributeKind::Boolean => FieldKind::Boolean,
            NewAttributeKind::SingleChoice => FieldKind::Choice,
        };
        let choices =
            self.options.iter().map(|option| crate::field::Choice::new(option, option, option));
        let field = Field::new(format!("attributes.{}", self.key), kind, &self.label, &self.label);
        field.max_length(1000).choices(choices)
    }
}

/// Objects that files can be imported into.
#[async_trait::async_trait]
pub trait ImportTarget: Send + Sync + 'static {
    /// The word in the API: `accounts`.
    fn key(&self) -> &'static str;

    fn label(&self) -> Label;

    /// What the caller needs beside `imports:write`.
    fn grant(&self) -> Grant;

    /// Fields by which a row may find its object, the usual one first.
    fn match_fields(&self) -> &'static [&'static str];

    /// All fields, the workspace's custom attributes (`attributes.<key>`) included.
    async fn fields(&self, tx: &WorkspaceTx) -> Result<Vec<Field>, Error>;

    /// Makes the custom attributes that the mapping asks for; one that is there already under the key is kept.
    async fn define_attributes(
        &self,
        tx: &WorkspaceTx,
        attributes: &[NewAttribute],
    ) -> Result<Vec<Effect>, Error> {
        let _ = (tx, attributes);
        Err(Error::invalid_field("/mapping", "not_allowed"))
    }

    /// Writes rows and answers for each, in their order. Rows of one call may concern the same object. Events are
    /// recorded in the same transaction (`tx.record_all`). An error here is one of the database; what is wrong with a
    /// row is its outcome, found out before anything of it is written.
    async fn apply_rows(
        &self,
        tx: &WorkspaceTx,
        rows: &[ImportRow],
        apply: &Apply,
    ) -> Result<Vec<RowOutcome>, Error>;

    /// Takes effects back, the latest first, by [`crate::undo::Undo`]. What was changed since by others stays, and so
    /// does what others have built on.
    async fn undo(&self, tx: &WorkspaceTx, effects: &[Effect]) -> Result<Vec<Undone>, Error>;
}

/// The targets that the server has wired together.
#[derive(Clone, Default)]
pub struct Targets(Vec<Arc<dyn ImportTarget>>);

impl Targets {
    pub fn with(mut self, target: impl ImportTarget) -> Self {
        self.0.push(Arc::new(target));
        self
    }

    pub fn get(&self, key: &str) -> Option<&Arc<dyn ImportTarget>> {
        self.0.iter().find(|target| target.key() == key)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Arc<dyn ImportTarget>> {
        self.0.iter()
    }
}
