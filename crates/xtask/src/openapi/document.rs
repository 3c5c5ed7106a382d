//! Reading an OpenAPI document.

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

pub const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

pub struct Document(Value);

/// One operation and where it stands.
pub struct Operation<'a> {
    pub path: &'a str,
    pub method: &'a str,
    pub value: &'a Value,
}

impl Document {
    pub fn parse(text: &str) -> Result<Self> {
        Ok(Self(serde_json::from_str(text).context("the OpenAPI document is no JSON")?))
    }

    pub fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        let paths = self.0["paths"].as_object().into_iter().flatten();
        paths.flat_map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten();
            methods
                .filter(|(method, _)| METHODS.contains(&method.as_str()))
                .map(move |(method, value)| Operation { path, method, value })
        })
    }

    pub fn operation(&self, path: &str, method: &str) -> Option<&Value> {
        self.0["paths"].get(path)?.get(method)
    }

    pub fn schemas(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0["components"]["schemas"].as_object().into_iter().flatten()
    }

    /// The names of the tags that the document introduces.
    pub fn tags(&self) -> Vec<&str> {
        let tags = self.0["tags"].as_array().into_iter().flatten();
        tags.filter_map(|tag| tag["name"].as_str()).collect()
    }

    /// References to something that is not there.
    pub fn dangling_references(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut waiting = vec![&self.0];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Object(map) => waiting.extend(map.values()),
                Value::Array(items) => waiting.extend(items),
                _ => {}
            }
            if let Some(reference) = value.get("$ref").and_then(Value::as_str)
                && self.0.pointer(reference.trim_start_matches('#')).is_none()
            {
                found.insert(reference);
            }
        }
        found
    }

    /// What a reference points to, or the value itself.
    pub fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        let mut value = value;
        while let Some(reference) = value["$ref"].as_str() {
            let pointer = reference.trim_start_matches('#');
            let Some(target) = self.0.pointer(pointer) else { return value };
            value = target;
        }
        value
    }
}

impl Operation<'_> {
    pub fn id(&self) -> &str {
        self.value["operationId"].as_str().unwrap_or_default()
    }

    /// As in a list of routes: `POST /v1/leads`.
    pub fn place(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    pub fn parameters(&self) -> &[Value] {
        self.value["parameters"].as_array().map_or(&[], Vec::as_slice)
    }

    pub fn body(&self) -> Option<&Value> {
        self.value["requestBody"]["content"].get("application/json")
    }

    pub fn responses(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.value["responses"].as_object().into_iter().flatten()
    }

    pub fn has_response(&self, status: &str) -> bool {
        self.value["responses"].get(status).is_some()
    }

    /// Whether it can be called without any credential.
    pub fn is_open(&self) -> bool {
        let empty = |it: &Value| it.as_object().is_some_and(Map::is_empty);
        self.value["security"].as_array().is_some_and(|all| all.is_empty() || all.iter().any(empty))
    }
}
