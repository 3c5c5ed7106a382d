//! Comparing two schemas, deep, in the direction in which the data flows.

use crate::openapi::document::Document;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Request,
    Response,
}

/// Limits that a request breaks when they fall, and those that it breaks when they rise.
const UPPER_LIMITS: [&str; 4] = ["maxLength", "maximum", "maxItems", "exclusiveMaximum"];
const LOWER_LIMITS: [&str; 4] = ["minLength", "minimum", "minItems", "exclusiveMinimum"];

pub struct Comparison<'a> {
    before: &'a Document,
    after: &'a Document,
    direction: Direction,
    /// References followed already: schemas may contain themselves.
    followed: BTreeSet<String>,
    pub found: Vec<String>,
}

impl<'a> Comparison<'a> {
    pub fn new(before: &'a Document, after: &'a Document, direction: Direction) -> Self {
        Self { before, after, direction, followed: BTreeSet::new(), found: Vec::new() }
    }

    pub fn compare(&mut self, old: &Value, new: &Value, path: &str) {
        if let Some(reference) = old["$ref"].as_str()
            && !self.followed.insert(reference.to_owned())
        {
            return;
        }
        let (before, after) = (self.before, self.after);
        let (old, new) = (before.resolve(old).clone(), after.resolve(new).clone());
        self.types(&old, &new, path);
        self.values(&old, &new, path);
        self.limits(&old, &new, path);
        self.properties(&old, &new, path);
        if old["items"].is_object() && new["items"].is_object() {
            self.compare(&old["items"], &new["items"], &format!("{path}[]"));
        }
        for keyword in ["oneOf", "anyOf", "allOf"] {
            let parts = |it: &Value| it[keyword].as_array().cloned().unwrap_or_default();
            for (old, new) in parts(&old).iter().zip(parts(&new).iter()) {
                self.compare(old, new, path);
            }
        }
    }

    fn types(&mut self, old: &Value, new: &Value, path: &str) {
        let (was, is) = (types(old), types(new));
        if was.is_empty() || is.is_empty() || was == is {
            return;
        }
        let names =
            |types: &BTreeSet<String>| types.iter().cloned().collect::<Vec<_>>().join(" or ");
        match self.direction {
            Direction::Request if was.is_subset(&is) => {}
            Direction::Request => {
                self.found.push(format!("`{path}` is no longer {}", names(&was)));
            }
            Direction::Response if is.is_subset(&was) => {}
            Direction::Response => {
                self.found.push(format!("`{path}` was {} and is {}", names(&was), names(&is)));
            }
        }
    }

    fn values(&mut self, old: &Value, new: &Value, path: &str) {
        if self.direction == Direction::Response {
            return;
        }
        let Some(taken) = new["enum"].as_array() else { return };
        for value in old["enum"].as_array().into_iter().flatten() {
            if !taken.contains(value) {
                self.found.push(format!("`{path}` no longer takes {value}"));
            }
        }
    }

    fn limits(&mut self, old: &Value, new: &Value, path: &str) {
        if self.direction == Direction::Response {
            return;
        }
        for limit in UPPER_LIMITS {
            let (was, is) = (old[limit].as_f64(), new[limit].as_f64());
            if let Some(is) = is.filter(|is| was.is_none_or(|was| *is < was)) {
                let was = was.map_or_else(|| "none".to_owned(), |was| was.to_string());
                self.found.push(format!("{limit} of `{path}` fell from {was} to {is}"));
            }
        }
        for limit in LOWER_LIMITS {
            let (was, is) = (old[limit].as_f64(), new[limit].as_f64());
            if let Some(is) = is.filter(|is| was.is_none_or(|was| *is > was)) {
                let was = was.map_or_else(|| "none".to_owned(), |was| was.to_string());
                self.found.push(format!("{limit} of `{path}` rose from {was} to {is}"));
            }
        }
    }

    fn properties(&mut self, old: &Value, new: &Value, path: &str) {
        let empty = Map::new();
        let of = |it: &'_ Value| it["properties"].as_object().unwrap_or(&empty).clone();
        let (old_properties, new_properties) = (of(old), of(new));
        for (name, property) in &old_properties {
            let path = below(path, name);
            match new_properties.get(name) {
                Some(now) => self.compare(property, now, &path),
                None => self.found.push(format!("`{path}` is gone")),
            }
        }
        let (was, is) = (required(old), required(new));
        match self.direction {
            Direction::Request => {
                for name in is.difference(&was) {
                    self.found.push(format!("`{}` is required now", below(path, name)));
                }
            }
            Direction::Response => {
                for name in was.difference(&is).filter(|it| new_properties.contains_key(**it)) {
                    self.found.push(format!("`{}` may be absent now", below(path, name)));
                }
            }
        }
    }
}

fn types(schema: &Value) -> BTreeSet<String> {
    match &schema["type"] {
        Value::String(one) => BTreeSet::from([one.clone()]),
        Value::Array(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => BTreeSet::new(),
    }
}

fn required(schema: &Value) -> BTreeSet<&str> {
    schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
