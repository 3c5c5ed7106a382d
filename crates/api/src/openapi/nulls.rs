//! Which fields may be null. In a patch `null` empties a field (RFC 7396), and only one that may be empty in the object
//! itself: the schema of `LeadPatch` follows that of `Lead`.

use serde_json::Value;
use std::collections::HashMap;

/// Takes `null` from the fields of patches that the object always has.
pub fn keep_what_must_be_there(schemas: &mut Value) {
    let Value::Object(schemas) = schemas else { return };
    let patches: Vec<_> =
        schemas.keys().filter_map(|name| name.strip_suffix("Patch").map(str::to_owned)).collect();
    for object in patches {
        let Some(properties) = schemas.get(&object).map(|it| it["properties"].clone()) else {
            continue;
        };
        let patch = &mut schemas[&format!("{object}Patch")]["properties"];
        for (name, field) in patch.as_object_mut().into_iter().flatten() {
            // A field that is called otherwise in the object, such as `owner_id` for `owner`, says nothing here.
            if properties.get(name).is_some_and(|of_object| !is_nullable(of_object)) {
                forbid_null(field);
            }
        }
    }
}

/// The fields of each schema that are never null.
pub fn never_null(schemas: &Value) -> HashMap<String, Vec<String>> {
    let fields_of = |schema: &Value| -> Vec<String> {
        let properties = schema["properties"].as_object().into_iter().flatten();
        let strict = properties.filter(|(_, field)| says_its_type(field) && !is_nullable(field));
        strict.map(|(name, _)| name.clone()).collect()
    };
    let schemas = schemas.as_object().into_iter().flatten();
    schemas.map(|(name, schema)| (name.clone(), fields_of(schema))).collect()
}

/// A schema that says nothing takes everything.
fn says_its_type(schema: &Value) -> bool {
    ["type", "$ref", "oneOf", "allOf"].iter().any(|word| schema.get(word).is_some())
}

fn is_nullable(schema: &Value) -> bool {
    let is_null = |it: &Value| it == "null";
    match schema {
        Value::Object(parts) => {
            let types = parts.get("type").and_then(Value::as_array);
            let choices = parts.get("oneOf").and_then(Value::as_array);
            types.is_some_and(|types| types.iter().any(is_null))
                || choices.is_some_and(|choices| choices.iter().any(|it| is_null(&it["type"])))
        }
        _ => false,
    }
}

fn forbid_null(schema: &mut Value) {
    let Value::Object(parts) = schema else { return };
    if let Some(types) = parts.get_mut("type").filter(|types| types.is_array()) {
        let rest: Vec<_> =
            types.as_array().into_iter().flatten().filter(|it| *it != "null").cloned().collect();
        *types = if let [only] = rest.as_slice() { only.clone() } else { rest.into() };
    }
    if let Some(choices) = parts.get_mut("oneOf").and_then(Value::as_array_mut) {
        choices.retain(|choice| choice["type"] != "null");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_patch_can_empty_what_the_object_may_lack_and_nothing_else() {
        let text = json!({ "type": ["string", "null"], "maxLength": 100 });
        let of_id =
            json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/PlanId" }] });
        let mut schemas = json!({
            "Shop": { "properties": {
                "name": { "type": "string" }, "city": text, "plan_id": { "$ref": "#/components/schemas/PlanId" },
            } },
            "ShopPatch": { "properties": { "name": text, "city": text, "plan_id": of_id, "owner_id": of_id } },
        });
        keep_what_must_be_there(&mut schemas);
        let patch = &schemas["ShopPatch"]["properties"];
        assert_eq!(patch["name"], json!({ "type": "string", "maxLength": 100 }));
        assert_eq!(patch["city"], text);
        assert_eq!(patch["plan_id"]["oneOf"].as_array().map(Vec::len), Some(1));
        assert_eq!(patch["owner_id"], of_id);
    }

    #[test]
    fn a_field_that_says_its_type_and_not_null_is_never_null() {
        let schemas = json!({ "Shop": { "properties": {
            "name": { "type": "string" },
            "city": { "type": ["string", "null"] },
            "plan": { "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Plan" }] },
            "anything": { "description": "Whatever it is." },
        } } });
        assert_eq!(never_null(&schemas)["Shop"], ["name"]);
    }
}
