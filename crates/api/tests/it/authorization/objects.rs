//! An object of each kind that can be made from the examples of the document, to be asked for by others.

use super::Operation;
use crate::app::TestApp;
use actix_web::http::Method;
use serde_json::Value;
use std::collections::BTreeMap;

/// Collection → the id of an object in it.
pub struct Objects(BTreeMap<String, String>);

/// Well-formed and known to nobody.
const UNKNOWN: &str = "01h455vb4pex5vsknk084sn02q";

impl Objects {
    /// Makes what can be made in the key's workspace.
    pub async fn of(app: &TestApp, key: &str, operations: &BTreeMap<String, Operation>) -> Self {
        let mut objects = Self(BTreeMap::new());
        // Twice: some examples name objects that another creation makes.
        for _ in 0..2 {
            for operation in operations.values().filter(|operation| operation.creates()) {
                if objects.0.contains_key(&operation.path) {
                    continue;
                }
                let answer = operation.call(app, key, &objects).await;
                if let Some(id) = answer.json()["id"].as_str() {
                    objects.0.insert(operation.path.clone(), id.to_owned());
                }
            }
        }
        objects
    }

    /// The example with objects that exist in the place of those it makes up.
    pub fn fill_body(&self, example: &Value) -> Value {
        match example {
            Value::String(text) => {
                let prefix = text.strip_suffix(UNKNOWN);
                let known =
                    prefix.and_then(|prefix| self.0.values().find(|id| id.starts_with(prefix)));
                Value::from(known.unwrap_or(text).as_str())
            }
            Value::Array(items) => items.iter().map(|item| self.fill_body(item)).collect(),
            Value::Object(fields) => {
                fields.iter().map(|(name, value)| (name.clone(), self.fill_body(value))).collect()
            }
            plain => plain.clone(),
        }
    }

    /// The address with ids in the place of its parameters.
    pub fn fill(&self, operation: &Operation) -> String {
        let path = &operation.path;
        let Some((collection, _)) = path.split_once("/{id}") else {
            return path
                .replace("{code}", "invalid")
                .replace("{month}", "2026-11-01")
                .replace("{slug}", "unknown")
                .replace("{token}", "unknown");
        };
        let unknown = format!("{}_{UNKNOWN}", operation.prefix);
        let id = self.0.get(collection).unwrap_or(&unknown);
        path.replace("{id}", id)
            .replace("{person_id}", &format!("per_{UNKNOWN}"))
            .replace("{kit_item_id}", &format!("kit_{UNKNOWN}"))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl Operation {
    fn creates(&self) -> bool {
        self.method == Method::POST
            && self.body.is_some()
            && !self.path.contains('{')
            && !self.path.contains("/bulk-")
            && !self.path.starts_with("/v1/auth")
            && !self.path.starts_with("/v1/me")
    }
}
