//! What a client of the released document would notice as broken.
//!
//! Requests may only become more permissive, answers only richer. Enumerations are documented as
//! open, so an answer may bring new values; a request must not lose one. Unknown fields are
//! refused, so taking a field out of a request breaks whoever sends it.

mod schema;

use super::document::{Document, Operation};
use schema::{Comparison, Direction};
use serde_json::Value;

pub fn breaks(before: &Document, after: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for old in before.operations() {
        let place = old.place();
        let Some(value) = after.operation(old.path, old.method) else {
            found.push(format!("{place}: the operation is gone"));
            continue;
        };
        let new = Operation { path: old.path, method: old.method, value };
        let wrong = of_operation(before, after, &old, &new);
        found.extend(wrong.into_iter().map(|it| format!("{place}: {it}")));
    }
    found
}

fn of_operation(
    before: &Document,
    after: &Document,
    old: &Operation<'_>,
    new: &Operation<'_>,
) -> Vec<String> {
    let mut found = Vec::new();
    if old.id() != new.id() {
        found.push(format!("operationId `{}` became `{}`", old.id(), new.id()));
    }
    if old.is_open() && !new.is_open() {
        found.push("it needs a credential now".to_owned());
    }
    found.extend(of_parameters(before, after, old, new));
    found.extend(of_body(before, after, old, new));
    found.extend(of_responses(before, after, old, new));
    found
}

fn of_parameters(
    before: &Document,
    after: &Document,
    old: &Operation<'_>,
    new: &Operation<'_>,
) -> Vec<String> {
    let mut found = Vec::new();
    let same =
        |one: &Value, other: &Value| one["name"] == other["name"] && one["in"] == other["in"];
    for parameter in old.parameters() {
        let name = parameter["name"].as_str().unwrap_or_default();
        match new.parameters().iter().find(|it| same(it, parameter)) {
            None => found.push(format!("the parameter `{name}` is gone")),
            Some(now) => {
                let mut comparison = Comparison::new(before, after, Direction::Request);
                comparison.compare(&parameter["schema"], &now["schema"], name);
                found.extend(comparison.found);
            }
        }
    }
    for parameter in new.parameters().iter().filter(|it| it["required"] == true) {
        let was = old.parameters().iter().find(|it| same(it, parameter));
        if was.is_none_or(|was| was["required"] != true) {
            let name = parameter["name"].as_str().unwrap_or_default();
            found.push(format!("the parameter `{name}` is required now"));
        }
    }
    found
}

fn of_body(
    before: &Document,
    after: &Document,
    old: &Operation<'_>,
    new: &Operation<'_>,
) -> Vec<String> {
    let mut found = Vec::new();
    if new.value["requestBody"]["required"] == true && old.value["requestBody"]["required"] != true
    {
        found.push("a body is required now".to_owned());
    }
    match (old.body(), new.body()) {
        (Some(old), Some(new)) => {
            let mut comparison = Comparison::new(before, after, Direction::Request);
            comparison.compare(&old["schema"], &new["schema"], "");
            found.extend(comparison.found);
        }
        (Some(_), None) => found.push("it takes no JSON body any more".to_owned()),
        (None, _) => {}
    }
    found
}

fn of_responses(
    before: &Document,
    after: &Document,
    old: &Operation<'_>,
    new: &Operation<'_>,
) -> Vec<String> {
    let mut found = Vec::new();
    for (status, response) in old.responses().filter(|(status, _)| status.starts_with('2')) {
        if !new.has_response(status) {
            found.push(format!("it answers {status} no more"));
            continue;
        }
        let schema = |document: &Document, response: &Value| {
            document.resolve(response)["content"]["application/json"]["schema"].clone()
        };
        let mut comparison = Comparison::new(before, after, Direction::Response);
        let now = &new.value["responses"][status.as_str()];
        comparison.compare(&schema(before, response), &schema(after, now), "");
        found.extend(comparison.found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn document() -> Value {
        json!({
            "paths": {"/v1/leads": {"post": {
                "operationId": "create_lead",
                "security": [{"jwt": []}],
                "parameters": [{"name": "include", "in": "query", "schema": {"type": "string"}}],
                "requestBody": {"content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/NewLead"}
                }}},
                "responses": {"201": {"content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Lead"}
                }}}}
            }}},
            "components": {"schemas": {
                "NewLead": {"type": "object", "required": ["email"], "properties": {
                    "email": {"type": "string", "maxLength": 254},
                    "name": {"type": ["string", "null"]},
                    "kind": {"type": "string", "enum": ["a", "b"]}
                }},
                "Lead": {"type": "object", "required": ["id", "merged_into"], "properties": {
                    "id": {"type": "string"},
                    "kind": {"type": "string", "enum": ["a", "b"]},
                    "merged_into": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Lead"}]}
                }}
            }}
        })
    }

    /// What breaks when the value at the pointer becomes another, or goes when it becomes null.
    fn after(pointer: &str, value: Value) -> Vec<String> {
        let mut changed = document();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = changed.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        if value.is_null() {
            assert!(parent.remove(key).is_some(), "{pointer} was there");
        } else {
            parent.insert(key.to_owned(), value);
        }
        let parse = |value: &Value| Document::parse(&value.to_string()).unwrap();
        breaks(&parse(&document()), &parse(&changed))
    }

    const OPERATION: &str = "/paths/~1v1~1leads/post";
    const REQUEST: &str = "/components/schemas/NewLead";
    const RESPONSE: &str = "/components/schemas/Lead";

    #[test]
    fn what_breaks_a_client_is_named() {
        for (pointer, value, expected) in [
            (OPERATION, Value::Null, "the operation is gone"),
            (
                &format!("{OPERATION}/operationId"),
                json!("add_lead"),
                "`create_lead` became `add_lead`",
            ),
            (&format!("{OPERATION}/parameters"), json!([]), "the parameter `include` is gone"),
            (&format!("{OPERATION}/responses/201"), Value::Null, "it answers 201 no more"),
            (&format!("{REQUEST}/required"), json!(["email", "name"]), "`name` is required now"),
            (&format!("{REQUEST}/properties/name"), Value::Null, "`name` is gone"),
            (
                &format!("{REQUEST}/properties/name/type"),
                json!("string"),
                "`name` is no longer null or string",
            ),
            (
                &format!("{REQUEST}/properties/email/maxLength"),
                json!(100),
                "maxLength of `email` fell from 254 to 100",
            ),
            (
                &format!("{REQUEST}/properties/kind/enum"),
                json!(["a"]),
                "`kind` no longer takes \"b\"",
            ),
            (&format!("{RESPONSE}/properties/id"), Value::Null, "`id` is gone"),
            (
                &format!("{RESPONSE}/properties/id/type"),
                json!("integer"),
                "`id` was string and is integer",
            ),
            (&format!("{RESPONSE}/required"), json!(["merged_into"]), "`id` may be absent now"),
        ] {
            let found = after(pointer, value).join("\n");
            assert!(found.contains(expected), "{expected} is not in: {found}");
        }
    }

    #[test]
    fn what_a_client_does_not_notice_is_fine() {
        for (pointer, value) in [
            ("/paths/~1v1~1leads/get".to_owned(), json!({"operationId": "list_leads"})),
            (format!("{REQUEST}/properties/phone"), json!({"type": "string"})),
            (format!("{REQUEST}/properties/email/maxLength"), json!(300)),
            (format!("{REQUEST}/properties/kind/enum"), json!(["a", "b", "c"])),
            (format!("{REQUEST}/required"), json!([])),
            (format!("{RESPONSE}/properties/kind/enum"), json!(["a", "b", "c"])),
            (format!("{RESPONSE}/properties/score"), json!({"type": "integer"})),
            (format!("{RESPONSE}/required"), json!(["id", "kind", "merged_into"])),
        ] {
            assert_eq!(after(&pointer, value), Vec::<String>::new(), "{pointer}");
        }
    }
}
