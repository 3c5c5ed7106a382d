use super::{FileColumn, ImportOptions, from_json};
use crate::{
    entity::import::Model,
    field::Field,
    target::{ImportTarget, NewAttribute},
    value,
};

/// Fields with a value for all rows.
const MOST_FIXED: usize = 20;

use kernel::{Error, FieldError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

/// What becomes of one column: a field, a custom attribute that the import makes, or nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[validate(schema(function = has_one_destination))]
pub struct ColumnMapping {
    /// The column's number, from 1.
    #[validate(range(min = 1, max = 500))]
    #[schema(minimum = 1, maximum = 500)]
    pub column: usize,
    /// The key of a field of the target.
    #[serde(default)]
    #[validate(length(min = 1, max = 80))]
    #[schema(min_length = 1, max_length = 80, example = "external_id")]
    pub field: Option<String>,
    #[serde(default)]
    #[validate(nested)]
    pub new_attribute: Option<NewAttribute>,
    /// Leave the column out, as if it were not listed.
    #[serde(default)]
    pub ignore: bool,
    /// Texts of the file and what to read instead.
    #[serde(default)]
    #[validate(length(max = 200))]
    pub value_map: BTreeMap<String, String>,
}

fn has_one_destination(mapping: &ColumnMapping) -> Result<(), ValidationError> {
    let destinations = usize::from(mapping.field.is_some())
        + usize::from(mapping.new_attribute.is_some())
        + usize::from(mapping.ignore);
    if destinations == 1 { Ok(()) } else { Err(ValidationError::new("invalid_format")) }
}

impl ColumnMapping {
    pub(super) fn to_field(column: usize, field: &str) -> Self {
        Self {
            column,
            field: Some(field.to_owned()),
            new_attribute: None,
            ignore: false,
            value_map: BTreeMap::new(),
        }
    }

    /// The key of the field that the column becomes.
    pub(super) fn destination(&self) -> Option<String> {
        match (&self.field, &self.new_attribute) {
            _ if self.ignore => None,
            (Some(field), _) => Some(field.clone()),
            (None, Some(attribute)) => Some(format!("attributes.{}", attribute.key)),
            (None, None) => None,
        }
    }
}

/// All fields that a mapping may name: the target's and those it makes.
pub(super) fn all_fields(mut fields: Vec<Field>, mapping: &[ColumnMapping]) -> Vec<Field> {
    for attribute in mapping.iter().filter_map(|mapping| mapping.new_attribute.as_ref()) {
        let made = attribute.field();
        if !fields.iter().any(|field| field.key == made.key) {
            fields.push(made);
        }
    }
    fields
}

/// Everything that is wrong with mapping and options at once.
pub(super) fn validate(
    row: &Model,
    target: &dyn ImportTarget,
    fields: &[Field],
) -> Result<(), Error> {
    let mapping: Vec<ColumnMapping> = from_json(&row.mapping)?;
    let columns: Vec<FileColumn> = from_json(&row.columns)?;
    let options: ImportOptions = from_json(&row.options)?;
    let mut errors = Vec::new();
    if !target.match_fields().contains(&options.match_by.as_str()) {
        let error = FieldError::new("/options/match_by", "unknown_value");
        errors.push(error.with("allowed", target.match_fields().to_vec()));
    }
    if options.region.parse::<kernel::phone::Region>().is_err() {
        errors.push(FieldError::new("/options/region", "invalid_format").with("expected", "CN"));
    }
    errors.extend(wrong_fixed(&options, fields));
    let (mut used_columns, mut used_fields) = (HashSet::new(), HashSet::new());
    for (at, entry) in mapping.iter().enumerate() {
        let pointer = |name: &str| format!("/mapping/{at}/{name}");
        if entry.column > columns.len() {
            let error = FieldError::new(pointer("column"), "too_large");
            errors.push(error.with("max", columns.len()));
        }
        if !used_columns.insert(entry.column) {
            errors.push(FieldError::new(pointer("column"), "already_exists"));
        }
        let is_unknown =
            entry.field.as_ref().is_some_and(|key| !fields.iter().any(|field| field.key == *key));
        if is_unknown {
            let known: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
            errors.push(FieldError::new(pointer("field"), "unknown_value").with("allowed", known));
        }
        if let Some(attribute) = &entry.new_attribute {
            errors.extend(wrong_key(&attribute.key).then(|| {
                FieldError::new(pointer("new_attribute/key"), "invalid_format")
                    .with("expected", "a-z, 0-9, _")
            }));
        }
        if entry.destination().is_some_and(|key| !used_fields.insert(key)) {
            errors.push(FieldError::new(pointer("field"), "already_exists"));
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// What holds for all rows must be a value of its field; what tells rows apart can't hold for all.
fn wrong_fixed(options: &ImportOptions, fields: &[Field]) -> Vec<FieldError> {
    if options.fixed.len() > MOST_FIXED {
        return vec![FieldError::new("/options/fixed", "too_many").with("max", MOST_FIXED)];
    }
    let wrong = options.fixed.iter().filter_map(|(key, text)| {
        let pointer = format!("/options/fixed/{key}");
        match fields.iter().find(|field| field.key == *key) {
            Some(field) if field.unique => Some(FieldError::new(pointer, "not_allowed")),
            Some(field) => {
                let fault = value::parse(text, field, options.reading()).err()?;
                Some(FieldError::new(pointer, fault.code))
            }
            None => {
                let known: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
                Some(FieldError::new(pointer, "unknown_value").with("allowed", known))
            }
        }
    });
    wrong.collect()
}

fn wrong_key(key: &str) -> bool {
    !key.starts_with(|letter: char| letter.is_ascii_lowercase())
        || !key
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// A run needs every required field and the one that rows are matched by.
pub(super) fn require_complete(mapping: &[ColumnMapping], fields: &[Field]) -> Result<(), Error> {
    let mapped: HashSet<String> = mapping.iter().filter_map(ColumnMapping::destination).collect();
    let missing = fields.iter().filter(|field| field.required && !mapped.contains(&field.key));
    let missing: Vec<&str> = missing.map(|field| field.key.as_str()).collect();
    if mapped.is_empty() {
        return Err(Error::invalid_field("/mapping", "required"));
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::invalid(vec![FieldError::new("/mapping", "required").with("fields", missing)]))
}
