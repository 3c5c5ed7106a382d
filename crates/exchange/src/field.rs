//! What a target of imports can take: its fields, each with a kind that says how text becomes a value.

use kernel::locale::Locale;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    Text,
    Integer,
    Decimal,
    Money,
    Date,
    Boolean,
    Choice,
    Phone,
    Email,
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Label {
    #[serde(rename = "zh-CN")]
    pub zh: String,
    pub en: String,
}

impl Label {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    pub fn in_locale(&self, locale: Locale) -> &str {
        locale.pick(&self.zh, &self.en)
    }
}

/// One of the values that a field of the kind `choice` can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    pub label: Label,
}

impl Choice {
    pub fn new(value: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { value: value.into(), label: Label::new(zh, en) }
    }
}

/// A field that a column of a file can be mapped to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Field {
    /// Stable; custom attributes are `attributes.<key>`.
    #[schema(example = "external_id")]
    pub key: String,
    pub label: Label,
    pub kind: FieldKind,
    /// Each row must have a value.
    pub required: bool,
    /// No two rows of a file may have the same value.
    pub unique: bool,
    /// Characters a text may have at most.
    pub max_length: Option<usize>,
    pub choices: Vec<Choice>,
    /// Other headers under which the column is found.
    #[serde(skip)]
    pub synonyms: Vec<String>,
}

impl Field {
    pub fn new(
        key: impl Into<String>,
        kind: FieldKind,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            key: key.into(),
            label: Label::new(zh, en),
            kind,
            required: false,
            unique: false,
            max_length: None,
            choices: Vec::new(),
            synonyms: Vec::new(),
        }
    }

    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    pub fn max_length(mut self, characters: usize) -> Self {
        self.max_length = Some(characters);
        self
    }

    pub fn choices(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
        self.choices = choices.into_iter().collect();
        self
    }

    pub fn also_called<'a>(mut self, headers: impl IntoIterator<Item = &'a str>) -> Self {
        self.synonyms.extend(headers.into_iter().map(str::to_owned));
        self
    }
}
