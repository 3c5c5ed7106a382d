//! What every operation and every schema of the document must have, so that it reads as if one
//! person had written all of it.

mod operation;
mod schema;

use super::document::{Document, Operation};

/// Rules on one operation: what is wrong with it, in a few words each.
const OF_AN_OPERATION: [fn(&Document, &Operation<'_>) -> Vec<String>; 6] = [
    operation::names,
    operation::prose,
    operation::tag,
    operation::security,
    operation::problems,
    operation::example,
];

pub fn complaints(document: &Document, handlers: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for operation in document.operations() {
        let mut wrong: Vec<String> =
            OF_AN_OPERATION.iter().flat_map(|rule| rule(document, &operation)).collect();
        if !handlers.iter().any(|handler| handler == operation.id()) {
            wrong.push(format!("no handler is called `{}`", operation.id()));
        }
        if seen.contains(&operation.id().to_owned()) {
            wrong.push(format!("another operation is called `{}`", operation.id()));
        }
        seen.push(operation.id().to_owned());
        found.extend(wrong.into_iter().map(|it| format!("{}: {it}", operation.place())));
    }
    for reference in document.dangling_references() {
        found.push(format!("{reference} is not there"));
    }
    for (name, value) in document.schemas() {
        found.extend(schema::undescribed(document, name, value));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn good() -> Value {
        let problem = json!({"description": "x", "content": {"application/problem+json": {}}});
        json!({
            "tags": [{"name": "leads"}],
            "paths": {"/v1/lead-forms/{id}": {"patch": {
                "operationId": "update_lead_form",
                "summary": "Change a form",
                "description": "Only what the body names changes.",
                "tags": ["leads"],
                "security": [{"jwt": []}],
                "requestBody": {"content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/LeadFormPatch"},
                    "example": {"title": "Try it"}
                }}},
                "responses": {
                    "200": {"description": "x"},
                    "400": problem, "401": problem, "403": problem, "404": problem,
                    "422": problem, "500": problem
                }
            }}},
            "components": {"schemas": {"LeadFormPatch": {
                "type": "object",
                "description": "A change.",
                "properties": {"title": {"type": "string", "description": "The heading."}}
            }}}
        })
    }

    fn complain(document: &Value) -> Vec<String> {
        let document = Document::parse(&document.to_string()).unwrap();
        complaints(&document, &["update_lead_form".to_owned()])
    }

    #[test]
    fn a_complete_operation_gives_no_reason_to_complain() {
        assert_eq!(complain(&good()), Vec::<String>::new());
    }

    #[test]
    fn each_missing_part_is_named() {
        let operation = "/paths/~1v1~1lead-forms~1{id}/patch";
        for (pointer, value, expected) in [
            ("operationId", json!("updateForm"), "`updateForm` is not snake_case"),
            ("operationId", json!("edit_form"), "no handler is called `edit_form`"),
            ("summary", json!("x".repeat(61)), "the summary has 61 characters, 60 at most"),
            ("summary", json!("Change it."), "the summary is a title, without a full stop"),
            ("description", json!(""), "no description"),
            ("tags", json!(["forms"]), "the tag `forms` is not introduced"),
            ("security", Value::Null, "security is not stated"),
            (
                "requestBody/content/application~1json/example",
                Value::Null,
                "the body has no example",
            ),
            ("responses/422/content", json!({}), "422 is no application/problem+json"),
        ] {
            let mut document = good();
            *document.pointer_mut(&format!("{operation}/{pointer}")).unwrap() = value;
            let found = complain(&document).join("\n");
            assert!(found.contains(expected), "{expected} is not in: {found}");
        }
    }

    #[test]
    fn a_problem_that_can_happen_must_be_listed() {
        for status in ["400", "401", "403", "404", "422", "500"] {
            let mut document = good();
            let responses =
                document["paths"]["/v1/lead-forms/{id}"]["patch"]["responses"].as_object_mut();
            responses.unwrap().remove(status);
            assert_eq!(complain(&document).len(), 1, "{status}");
        }
    }

    #[test]
    fn a_reference_to_nothing_is_named() {
        let mut document = good();
        let schemas = &mut document["components"]["schemas"];
        schemas["LeadFormPatch"]["properties"]["title"] =
            json!({"description": "x", "$ref": "#/components/schemas/Title"});
        assert_eq!(complain(&document), ["#/components/schemas/Title is not there"]);
    }

    #[test]
    fn a_path_in_another_case_is_named() {
        let text = good().to_string().replace("/v1/lead-forms", "/v1/leadForms");
        let found = complaints(&Document::parse(&text).unwrap(), &["update_lead_form".to_owned()]);
        assert_eq!(found, ["PATCH /v1/leadForms/{id}: the path is not kebab-case"]);
    }

    #[test]
    fn a_property_without_description_is_named_unless_its_type_has_one() {
        let mut document = good();
        let schemas = &mut document["components"]["schemas"];
        schemas["LeadFormPatch"]["properties"]["stage"] = json!({"type": "object", "properties": {
            "key": {"type": "string"}
        }});
        schemas["LeadFormPatch"]["properties"]["again"] =
            json!({"$ref": "#/components/schemas/LeadFormPatch"});
        assert_eq!(
            complain(&document),
            [
                "schema LeadFormPatch: `stage` has no description",
                "schema LeadFormPatch: `stage.key` has no description",
            ]
        );
    }
}
