use super::Patch;
use serde::{Deserialize, Serialize};
use utoipa::PartialSchema;
use validator::{Validate, ValidateRequired};

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, Validate, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Address {
    #[validate(length(max = 3))]
    city: String,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, Validate, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct CardPatch {
    /// The name on the card.
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[validate(length(min = 1, max = 5))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 5)]
    name: Patch<String>,
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[validate(range(min = 1, max = 9))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 9)]
    floor: Patch<i32>,
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[validate(custom(function = crate::email::validate))]
    #[schema(value_type = Option<String>)]
    email: Patch<String>,
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[validate(custom(function = crate::phone::validate))]
    #[schema(value_type = Option<String>)]
    phone: Patch<String>,
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[validate(nested)]
    #[schema(value_type = Option<Address>)]
    address: Patch<Address>,
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    #[validate(url)]
    #[schema(value_type = Option<String>)]
    site: Patch<String>,
}

fn read(json: &str) -> Result<CardPatch, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

#[test]
fn each_of_the_three_states_is_read_and_written_back() {
    for (json, name) in [
        ("{}", Patch::Absent),
        (r#"{"name":null}"#, Patch::Null),
        (r#"{"name":"Li"}"#, Patch::Value("Li".to_owned())),
        (r#"{"name":""}"#, Patch::Value(String::new())),
    ] {
        let patch = read(json).unwrap();
        assert_eq!(patch.name, name, "{json}");
        assert_eq!(serde_json::to_string(&patch).unwrap(), json);
    }
}

#[test]
fn a_value_of_the_wrong_type_and_an_unknown_field_are_refused() {
    assert!(read(r#"{"name":17}"#).unwrap_err().contains("string"));
    assert!(read(r#"{"nam":"Li"}"#).unwrap_err().contains("unknown field `nam`"));
    assert!(read(r#"{"address":{"town":"X"}}"#).unwrap_err().contains("unknown field `town`"));
    assert!(read(r#"{"name":"Li","name":"Wei"}"#).unwrap_err().contains("duplicate field"));
}

#[test]
fn absent_and_null_are_always_valid() {
    assert!(read("{}").unwrap().validate().is_ok());
    let nulls =
        r#"{"name":null,"floor":null,"email":null,"phone":null,"address":null,"site":null}"#;
    assert!(read(nulls).unwrap().validate().is_ok());
}

#[test]
fn every_wrong_value_is_named() {
    let json = r#"{"name":"too long","floor":10,"email":"no","phone":"no","address":{"city":"Long"},"site":"no"}"#;
    let errors = read(json).unwrap().validate().unwrap_err();
    let mut fields: Vec<_> = errors.errors().keys().map(ToString::to_string).collect();
    fields.sort();
    assert_eq!(fields, ["address", "email", "floor", "name", "phone", "site"]);
    let json = r#"{"name":"Li","floor":9,"email":"a@b.cn","phone":"13800001234","address":{"city":"X"},"site":"https://x.cn"}"#;
    assert!(read(json).unwrap().validate().is_ok());
}

#[test]
fn a_field_that_may_be_empty_takes_all_three_states() {
    for (patch, before, after, changed) in [
        (Patch::Absent, Some(1), Some(1), false),
        (Patch::Absent, None, None, false),
        (Patch::Null, Some(1), None, true),
        (Patch::Null, None, None, false),
        (Patch::Value(2), Some(1), Some(2), true),
        (Patch::Value(2), None, Some(2), true),
        (Patch::Value(1), Some(1), Some(1), false),
    ] {
        let mut field = before;
        assert_eq!(patch.apply(&mut field), changed, "{patch:?} on {before:?}");
        assert_eq!(field, after, "{patch:?} on {before:?}");
    }
}

#[test]
fn a_field_that_can_not_be_empty_refuses_null_and_stays() {
    for (patch, after, changed) in [
        (Patch::Absent, 1, Some(false)),
        (Patch::Value(1), 1, Some(false)),
        (Patch::Value(2), 2, Some(true)),
        (Patch::Null, 1, None),
    ] {
        let mut field = 1;
        let outcome = patch.apply_required(&mut field);
        assert_eq!(outcome.as_ref().ok().copied(), changed, "{patch:?}");
        assert_eq!(field, after, "{patch:?}");
        if let Err(error) = outcome {
            assert_eq!(error.code, "required");
        }
    }
}

#[test]
fn a_change_of_type_keeps_the_state() {
    assert_eq!(Patch::Value(2).map(|number| number * 2), Patch::Value(4));
    assert_eq!(Patch::<i32>::Null.map(|number| number * 2), Patch::Null);
    assert_eq!(Patch::<i32>::Absent.map(|number| number * 2), Patch::Absent);
    let parse = |text: &str| text.parse::<i32>();
    assert_eq!(Patch::Value("7").try_map(parse), Ok(Patch::Value(7)));
    assert!(Patch::Value("seven").try_map(parse).is_err());
    assert_eq!(Patch::Null.try_map(parse), Ok(Patch::Null));
    assert!(
        Patch::Value(1).into_change().is_some() && Patch::<i32>::Absent.into_change().is_none()
    );
    assert!(
        !Patch::<i32>::Null.into_change().is_some_and(|change| ValidateRequired::is_some(&change))
    );
}

#[test]
fn the_document_says_nullable_optional_and_limited() {
    let schema = serde_json::to_value(CardPatch::schema()).unwrap();
    let name = &schema["properties"]["name"];
    assert_eq!(name["type"], serde_json::json!(["string", "null"]));
    assert_eq!(name["maxLength"], 5);
    assert!(schema.get("required").is_none(), "{schema}");
}
