//! Rules on the schemas.

use super::Document;
use serde_json::Value;

/// The properties that nothing describes: neither the property nor the type that it refers to.
pub fn undescribed(document: &Document, name: &str, schema: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(document, schema, "", &mut found);
    found.into_iter().map(|it| format!("schema {name}: `{it}` has no description")).collect()
}

fn collect(document: &Document, schema: &Value, path: &str, found: &mut Vec<String>) {
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        if !is_described(document, property) {
            found.push(path.clone());
        }
        collect(document, property, &path, found);
    }
    collect_in_parts(document, schema, path, found);
}

fn collect_in_parts(document: &Document, schema: &Value, path: &str, found: &mut Vec<String>) {
    for keyword in ["allOf", "oneOf", "anyOf"] {
        for part in schema[keyword].as_array().into_iter().flatten() {
            collect(document, part, path, found);
        }
    }
    if schema["items"].is_object() {
        collect(document, &schema["items"], path, found);
    }
}

fn is_described(document: &Document, property: &Value) -> bool {
    let has = |it: &Value| it["description"].as_str().is_some_and(|text| !text.is_empty());
    let parts = ["allOf", "oneOf", "anyOf"];
    has(property)
        || has(document.resolve(property))
        || parts
            .iter()
            .filter_map(|it| property[*it].as_array())
            .flatten()
            .any(|part| part["$ref"].is_string() && has(document.resolve(part)))
}
