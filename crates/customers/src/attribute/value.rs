//! Values of attributes in their one canonical form.

use super::{AttributeDefinition, AttributeKind, AttributeObject};
use crate::entity::attribute_definition::{Column, Entity};
use chrono::NaiveDate;
use kernel::{Error, FieldError, WorkspaceTx, money::Money};
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::{Map, Value};

/// Key → value.
pub type Values = Map<String, Value>;

const MAX_TEXT: usize = 2000;

/// All definitions of one kind of object, archived ones too.
#[derive(Clone, Debug, Default)]
pub struct Definitions(pub Vec<AttributeDefinition>);

impl Definitions {
    pub async fn of(tx: &WorkspaceTx, object: AttributeObject) -> Result<Self, Error> {
        let rows = tx.find::<Entity>().filter(Column::Object.eq(object)).all(&tx.db).await?;
        rows.into_iter().map(AttributeDefinition::try_from).collect::<Result<_, _>>().map(Self)
    }

    pub fn get(&self, key: &str) -> Option<&AttributeDefinition> {
        self.0.iter().find(|definition| definition.key == key)
    }

    /// Changes `values` by those that are `given`: null takes one away. On any error nothing is changed.
    pub fn apply(&self, values: &mut Values, given: &Values) -> Result<(), Vec<FieldError>> {
        let mut changed = values.clone();
        let mut errors = Vec::new();
        for (key, value) in given {
            match self.read(key, value) {
                Ok(Value::Null) => _ = changed.remove(key),
                Ok(value) => _ = changed.insert(key.clone(), value),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() {
            *values = changed;
            Ok(())
        } else {
            Err(errors)
        }
    }

    fn read(&self, key: &str, value: &Value) -> Result<Value, FieldError> {
        let pointer = format!("/attributes/{}", key.replace('~', "~0").replace('/', "~1"));
        let Some(definition) = self.get(key) else {
            let known: Vec<_> = self.in_use().map(|it| it.key.as_str()).collect();
            return Err(FieldError::new(pointer, "unknown_field").with("known", known));
        };
        if value.is_null() {
            return Ok(Value::Null);
        }
        if definition.archived_at.is_some() {
            return Err(FieldError::new(pointer, "not_allowed"));
        }
        let read = read_value(definition, value);
        read.map_err(|error| FieldError { pointer, ..error })
    }

    pub fn in_use(&self) -> impl Iterator<Item = &AttributeDefinition> {
        self.0.iter().filter(|definition| definition.archived_at.is_none())
    }
}

/// A value in its canonical form. The error's pointer is empty: the caller knows the place.
pub fn read_value(definition: &AttributeDefinition, value: &Value) -> Result<Value, FieldError> {
    let wrong_type =
        |expected: &str| Err(FieldError::new("", "wrong_type").with("expected", expected));
    match definition.kind {
        AttributeKind::Text => match value.as_str().map(str::trim) {
            Some(text) if text.chars().count() > MAX_TEXT => {
                Err(FieldError::new("", "too_long").with("max", MAX_TEXT))
            }
            Some("") => Ok(Value::Null),
            Some(text) => Ok(text.into()),
            None => wrong_type("string"),
        },
        AttributeKind::Number if value.is_number() => Ok(value.clone()),
        AttributeKind::Number => wrong_type("number"),
        AttributeKind::Money => match serde_json::from_value::<Money>(value.clone()) {
            Ok(money) => Ok(serde_json::json!(money)),
            Err(_) => wrong_type("money"),
        },
        AttributeKind::Date => match value.as_str().map(str::parse::<NaiveDate>) {
            Some(Ok(day)) => Ok(day.to_string().into()),
            _ => Err(FieldError::new("", "invalid_format").with("expected", "YYYY-MM-DD")),
        },
        AttributeKind::Boolean if value.is_boolean() => Ok(value.clone()),
        AttributeKind::Boolean => wrong_type("boolean"),
        AttributeKind::SingleChoice => match value.as_str() {
            Some(choice) => chosen(definition, choice).map(Value::from),
            None => wrong_type("string"),
        },
        AttributeKind::MultiChoice => match value.as_array() {
            Some(choices) => all_chosen(definition, choices),
            None => wrong_type("array"),
        },
    }
}

fn chosen<'a>(definition: &AttributeDefinition, choice: &'a str) -> Result<&'a str, FieldError> {
    if definition.options.iter().any(|option| option.value == choice) {
        return Ok(choice);
    }
    let allowed: Vec<_> = definition.options.iter().map(|option| option.value.as_str()).collect();
    Err(FieldError::new("", "unknown_value").with("allowed", allowed))
}

/// In the order of the options, each once: two lists with the same choices are then equal.
fn all_chosen(definition: &AttributeDefinition, choices: &[Value]) -> Result<Value, FieldError> {
    for choice in choices {
        let text = choice.as_str();
        let text = text.ok_or_else(|| {
            FieldError::new("", "wrong_type").with("expected", "array of strings")
        })?;
        chosen(definition, text)?;
    }
    let kept = definition.options.iter().map(|option| option.value.as_str());
    let kept: Vec<_> =
        kept.filter(|value| choices.iter().any(|choice| choice.as_str() == Some(value))).collect();
    Ok(if kept.is_empty() { Value::Null } else { kept.into() })
}

#[cfg(test)]
mod tests {
    use super::super::ChoiceOption;
    use super::*;
    use kernel::ids::AttributeDefinitionId;
    use serde_json::json;

    fn definition(key: &str, kind: AttributeKind) -> AttributeDefinition {
        let option =
            |value: &str| ChoiceOption { value: value.into(), label: None, label_zh: None };
        AttributeDefinition {
            id: AttributeDefinitionId::from_uuid(uuid::Uuid::nil()),
            object: AttributeObject::Account,
            key: key.into(),
            label: key.into(),
            label_zh: None,
            kind,
            options: vec![option("a"), option("b")],
            description: None,
            archived_at: None,
            version: 1,
            created_at: chrono::DateTime::UNIX_EPOCH,
            updated_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn each_type_takes_its_values_and_refuses_all_others() {
        use AttributeKind::*;
        let money = json!({"amount": 1, "currency": "CNY"});
        let good = [
            (Text, json!(" 连锁 "), json!("连锁")),
            (Text, json!(" "), Value::Null),
            (Number, json!(1.5), json!(1.5)),
            (Money, money.clone(), money.clone()),
            (Date, json!("2028-02-29"), json!("2028-02-29")),
            (Boolean, json!(false), json!(false)),
            (SingleChoice, json!("b"), json!("b")),
            (MultiChoice, json!(["b", "a", "b"]), json!(["a", "b"])),
            (MultiChoice, json!([]), Value::Null),
        ];
        for (kind, value, expected) in good {
            assert_eq!(read_value(&definition("k", kind), &value), Ok(expected), "{kind} {value}");
        }
        let bad = [
            (Text, json!(1)),
            (Text, json!("x".repeat(2001))),
            (Number, json!("1")),
            (Money, json!(1)),
            (Money, json!({"amount": 1.5, "currency": "CNY"})),
            (Date, json!("2027-02-29")),
            (Date, json!("29.2.2028")),
            (Boolean, json!("true")),
            (SingleChoice, json!("c")),
            (SingleChoice, json!(["a"])),
            (MultiChoice, json!("a")),
            (MultiChoice, json!(["a", 1])),
        ];
        for (kind, value) in bad {
            assert!(read_value(&definition("k", kind), &value).is_err(), "{kind} {value}");
        }
    }

    #[test]
    fn all_wrong_values_are_told_and_then_none_is_kept() {
        let mut archived = definition("old", AttributeKind::Text);
        archived.archived_at = Some(chrono::DateTime::UNIX_EPOCH);
        let known = Definitions(vec![definition("size", AttributeKind::Number), archived]);
        let mut values = Values::from_iter([("size".to_owned(), json!(3))]);
        let given = json!({"size": 4, "nope": 1, "old": "x"});
        let errors = known.apply(&mut values, given.as_object().unwrap()).unwrap_err();
        let told: Vec<_> =
            errors.iter().map(|it| (it.pointer.as_str(), it.code.as_ref())).collect();
        assert_eq!(
            told,
            [("/attributes/nope", "unknown_field"), ("/attributes/old", "not_allowed")]
        );
        assert_eq!(values["size"], 3);
        let given = json!({"size": null});
        known.apply(&mut values, given.as_object().unwrap()).unwrap();
        assert!(values.is_empty());
    }
}
