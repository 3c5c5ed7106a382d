//! Rules on one operation.

use super::Document;
use super::Operation;
use serde_json::Value;

const LONGEST_SUMMARY: usize = 60;
const PROBLEM: &str = "application/problem+json";

pub fn names(_: &Document, operation: &Operation<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    if !is_snake_case(operation.id()) {
        wrong.push(format!("`{}` is not snake_case", operation.id()));
    }
    if !operation.path.split('/').all(is_path_segment) {
        wrong.push("the path is not kebab-case".to_owned());
    }
    wrong
}

pub fn prose(_: &Document, operation: &Operation<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let summary = operation.value["summary"].as_str().unwrap_or_default();
    let length = summary.chars().count();
    if length == 0 {
        wrong.push("no summary".to_owned());
    } else if length > LONGEST_SUMMARY {
        wrong.push(format!("the summary has {length} characters, {LONGEST_SUMMARY} at most"));
    } else if summary.ends_with('.') {
        wrong.push("the summary is a title, without a full stop".to_owned());
    }
    if operation.value["description"].as_str().unwrap_or_default().is_empty() {
        wrong.push("no description".to_owned());
    }
    wrong
}

pub fn tag(document: &Document, operation: &Operation<'_>) -> Vec<String> {
    let tags: Vec<_> = operation.value["tags"].as_array().into_iter().flatten().collect();
    let [tag] = tags.as_slice() else { return vec![format!("{} tags instead of one", tags.len())] };
    let tag = tag.as_str().unwrap_or_default();
    if document.tags().contains(&tag) {
        Vec::new()
    } else {
        vec![format!("the tag `{tag}` is not introduced")]
    }
}

/// An operation that anybody may call says so with an empty list.
pub fn security(_: &Document, operation: &Operation<'_>) -> Vec<String> {
    if operation.value["security"].is_array() {
        Vec::new()
    } else {
        vec!["security is not stated".to_owned()]
    }
}

pub fn problems(document: &Document, operation: &Operation<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (status, why) in expected_problems(operation) {
        if !operation.has_response(status) {
            wrong.push(format!("{why}, but {status} is not among the answers"));
        }
    }
    for (status, response) in operation.responses() {
        let is_problem = status.starts_with('4') || status.starts_with('5');
        if is_problem && document.resolve(response)["content"].get(PROBLEM).is_none() {
            wrong.push(format!("{status} is no {PROBLEM}"));
        }
    }
    wrong
}

fn expected_problems(operation: &Operation<'_>) -> Vec<(&'static str, &'static str)> {
    let mut expected = vec![("500", "everything can fail")];
    if operation.body().is_some() {
        expected.push(("400", "a body can be unreadable"));
        expected.push(("422", "a body can be invalid"));
    }
    if operation.parameters().iter().any(|it| it["in"] == "query") {
        expected.push(("400", "a parameter can be unreadable"));
    }
    if operation.path.contains('{') {
        expected.push(("404", "the object can be missing"));
    }
    if !operation.is_open() {
        expected.push(("401", "it needs a credential"));
        expected.push(("403", "it needs a grant"));
    }
    expected
}

pub fn example(document: &Document, operation: &Operation<'_>) -> Vec<String> {
    let Some(body) = operation.body() else { return Vec::new() };
    let schema = document.resolve(&body["schema"]);
    if has_example(body) || has_example(schema) || is_made_of_examples(document, schema) {
        Vec::new()
    } else {
        vec!["the body has no example".to_owned()]
    }
}

fn has_example(value: &Value) -> bool {
    [&value["example"], &value["examples"]].iter().any(|it| !it.is_null())
}

/// Whether documentation can compose an example out of those of the properties.
fn is_made_of_examples(document: &Document, schema: &Value) -> bool {
    let Some(properties) = schema["properties"].as_object() else { return false };
    properties.values().any(|it| has_example(it) || has_example(document.resolve(it)))
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// `lead-forms`, `export.csv`, `{id}`.
fn is_path_segment(segment: &str) -> bool {
    match segment.strip_prefix('{') {
        Some(parameter) => is_snake_case(parameter.trim_end_matches('}')),
        None => segment
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.'),
    }
}
