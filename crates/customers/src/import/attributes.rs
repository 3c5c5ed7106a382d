//! Custom attributes as fields of an import, and those that an import makes.

use super::words_of;
use crate::{
    attribute::{AttributeKind, AttributeObject, ChoiceOption, Definitions, Values},
    entity::attribute_definition::{Column, Entity, Model},
};
use exchange::{
    effect::Effect,
    field::{Choice, Field, FieldKind},
    row_error::Fault,
    target::{ImportRow, NewAttribute, NewAttributeKind, RowFault},
    value::Value,
};
use jobs::{DomainEvent, Record as _};
use kernel::{Error, WorkspaceTx};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ExprTrait as _, IntoActiveModel as _, QueryFilter as _,
};

const PREFIX: &str = "attributes.";

/// The attributes in use, as fields.
pub fn fields(definitions: &Definitions) -> Vec<Field> {
    let field = |it: &crate::attribute::AttributeDefinition| {
        let kind = match it.kind {
            AttributeKind::Text | AttributeKind::MultiChoice => FieldKind::Text,
            AttributeKind::Number => FieldKind::Decimal,
            AttributeKind::Money => FieldKind::Money,
            AttributeKind::Date => FieldKind::Date,
            AttributeKind::Boolean => FieldKind::Boolean,
            AttributeKind::SingleChoice => FieldKind::Choice,
        };
        let choice = |option: &ChoiceOption| {
            let label = option.label.as_ref().unwrap_or(&option.value);
            Choice::new(&option.value, option.label_zh.as_ref().unwrap_or(label), label)
        };
        let zh = it.label_zh.as_ref().unwrap_or(&it.label);
        let field = Field::new(format!("{PREFIX}{}", it.key), kind, zh, &it.label).max_length(2000);
        let is_choice = kind == FieldKind::Choice;
        field.choices(it.options.iter().filter(|_| is_choice).map(choice))
    };
    definitions.in_use().map(field).collect()
}

/// Puts a row's attributes into `values`, or says what is wrong with them.
pub fn apply(
    definitions: &Definitions,
    values: &mut Values,
    row: &ImportRow,
) -> Result<(), Vec<RowFault>> {
    let given = row.values.iter().filter_map(|(field, value)| {
        let key = field.strip_prefix(PREFIX)?;
        let several = definitions.get(key).is_some_and(|it| it.kind == AttributeKind::MultiChoice);
        let value = match value {
            Value::Text(text) if several => words_of(text).into(),
            value => value.to_json(),
        };
        Some((key.to_owned(), value))
    });
    let given: Values = given.collect();
    if given.is_empty() {
        return Ok(());
    }
    definitions.apply(values, &given).map_err(|errors| {
        let fault = |error: kernel::FieldError| {
            let key = error.pointer.rsplit('/').next().unwrap_or_default();
            RowFault::of(&format!("{PREFIX}{key}"), Fault::from(error.clone()))
        };
        errors.into_iter().map(fault).collect()
    })
}

/// Makes the attributes that a mapping asks for. Who may import may define what the file needs.
pub async fn define(
    tx: &WorkspaceTx,
    object: AttributeObject,
    wanted: &[NewAttribute],
) -> Result<Vec<Effect>, Error> {
    let keys = wanted.iter().map(|it| it.key.clone());
    let known = tx.find::<Entity>().filter(Column::Object.eq(object).and(Column::Key.is_in(keys)));
    let known = known.all(&tx.db).await?;
    let mut effects = Vec::new();
    for attribute in wanted.iter().filter(|it| !known.iter().any(|row| row.key == it.key)) {
        let options: Vec<_> = attribute
            .options
            .iter()
            .map(|value| ChoiceOption { value: value.clone(), label: None, label_zh: None })
            .collect();
        let row = Model {
            id: tx.new_id(),
            workspace_id: tx.workspace(),
            object,
            key: attribute.key.clone(),
            label: attribute.label.clone(),
            label_zh: None,
            kind: kind_of(attribute.kind),
            options: serde_json::to_value(options).map_err(Error::internal)?,
            description: None,
            archived_at: None,
            created_at: tx.now(),
            updated_at: tx.now(),
            version: 1,
        };
        let row = row.into_active_model().reset_all().insert(&tx.db).await?;
        let attribute_definition_id = row.id;
        tx.record(DomainEvent::AttributeDefinitionCreated { attribute_definition_id }).await?;
        effects.push(Effect::created("attribute_definition", row.id, &row)?);
    }
    Ok(effects)
}

const fn kind_of(kind: NewAttributeKind) -> AttributeKind {
    match kind {
        NewAttributeKind::Text => AttributeKind::Text,
        NewAttributeKind::Number => AttributeKind::Number,
        NewAttributeKind::Money => AttributeKind::Money,
        NewAttributeKind::Date => AttributeKind::Date,
        NewAttributeKind::Boolean => AttributeKind::Boolean,
        NewAttributeKind::SingleChoice => AttributeKind::SingleChoice,
    }
}
