use super::{AttributeKind, AttributeObject};
use crate::{
    entity::attribute_definition::{self, Column, Entity, Model},
    input,
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, Limited, OnConflict as _, WorkspaceTx,
    filter::Many,
    ids::AttributeDefinitionId,
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, QuerySelect as _, Set,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

/// One value of a choice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// What is stored. It can't be changed later, only left out.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "chain")]
    pub value: String,
    /// What people read; the value itself where there is none.
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "Chain of shops")]
    #[serde(default)]
    pub label: Option<String>,
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "连锁")]
    #[serde(default)]
    pub label_zh: Option<String>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewAttributeDefinition {
    pub object: AttributeObject,
    /// How programs call it: small letters, digits and `_`, beginning with a letter.
    #[validate(length(min = 1, max = 60), custom(function = check_key))]
    #[schema(
        min_length = 1,
        max_length = 60,
        pattern = "^[a-z][a-z0-9_]*$",
        example = "shop_count"
    )]
    pub key: String,
    /// How people call it.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Number of shops")]
    pub label: String,
    /// How people call it in Chinese; `label` where there is none.
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "门店数")]
    pub label_zh: Option<String>,
    #[serde(rename = "type")]
    pub kind: AttributeKind,
    /// The values of a choice; empty for all other types.
    #[serde(default)]
    #[validate(nested)]
    #[schema(value_type = Vec<ChoiceOption>, max_items = 200)]
    pub options: Limited<ChoiceOption, 0, 200>,
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub description: Option<String>,
}

/// Object, key and type stay what they are: values were stored under them.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct AttributeDefinitionPatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub label: Patch<String>,
    #[validate(length(max = 100))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub label_zh: Patch<String>,
    /// The whole new list. Objects keep values that are no longer on it.
    #[validate(nested)]
    #[schema(value_type = Option<Vec<ChoiceOption>>, max_items = 200)]
    pub options: Option<Limited<ChoiceOption, 0, 200>>,
    #[validate(length(max = 500))]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub description: Patch<String>,
}

/// Which definitions are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct AttributeDefinitionFilter {
    /// `account`, `person` or `lead`, separated by commas.
    #[param(value_type = Option<String>, example = "account")]
    pub object: Option<Many<AttributeObject>>,
    /// Only archived ones, instead of only those in use.
    pub archived: Option<bool>,
}

/// The definition of a custom attribute, as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AttributeDefinition {
    pub id: AttributeDefinitionId,
    pub object: AttributeObject,
    pub key: String,
    pub label: String,
    pub label_zh: Option<String>,
    #[serde(rename = "type")]
    pub kind: AttributeKind,
    pub options: Vec<ChoiceOption>,
    pub description: Option<String>,
    pub archived_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl TryFrom<Model> for AttributeDefinition {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            object: row.object,
            key: row.key,
            label: row.label,
            label_zh: row.label_zh,
            kind: row.kind,
            options: serde_json::from_value(row.options).map_err(Error::internal)?,
            description: row.description,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn check_key(key: &str) -> Result<(), ValidationError> {
    let mut letters = key.chars();
    let begins = letters.next().is_some_and(|first| first.is_ascii_lowercase());
    if begins && letters.all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_') {
        Ok(())
    } else {
        let mut error = ValidationError::new("invalid_format");
        error.add_param("expected".into(), &"a-z, 0-9, _");
        Err(error)
    }
}

/// A choice has options, each value once; other types have none.
fn check_options(kind: AttributeKind, options: &[ChoiceOption]) -> Option<FieldError> {
    let is_choice = matches!(kind, AttributeKind::SingleChoice | AttributeKind::MultiChoice);
    if is_choice && options.is_empty() {
        return Some(FieldError::new("/options", "required"));
    }
    if !is_choice && !options.is_empty() {
        return Some(FieldError::new("/options", "not_allowed"));
    }
    let twice = options
        .iter()
        .enumerate()
        .find(|(at, option)| options[..*at].iter().any(|earlier| earlier.value == option.value));
    twice.map(|(at, _)| FieldError::new(format!("/options/{at}/value"), "already_exists"))
}

/// Definitions, in the order in which they were made.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &AttributeDefinitionFilter,
    page: &PageRequest,
) -> Result<Page<AttributeDefinition>, Error> {
    tx.require(Grant::CatalogRead)?;
    let archived = filter.archived.unwrap_or(false);
    let condition = Condition::all()
        .add(if archived { Column::ArchivedAt.is_not_null() } else { Column::ArchivedAt.is_null() })
        .add_option(filter.object.as_ref().map(|it| Column::Object.is_in(it.0.iter().copied())));
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let data = std::mem::take(&mut rows.data);
    let data = data.into_iter().map(AttributeDefinition::try_from).collect::<Result<_, _>>()?;
    Ok(rows.with(data))
}

pub async fn get(
    tx: &WorkspaceTx,
    id: AttributeDefinitionId,
) -> Result<AttributeDefinition, Error> {
    tx.require(Grant::CatalogRead)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("attribute"))?.try_into()
}

pub async fn create(
    tx: &WorkspaceTx,
    input: NewAttributeDefinition,
) -> Result<AttributeDefinition, Error> {
    tx.require(Grant::CatalogWrite)?;
    let mut findings = Findings::of(&input);
    let label = findings.keep(input::required("/label", &input.label));
    findings.extend(check_options(input.kind, &input.options));
    findings.finish()?;
    let row = attribute_definition::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        object: Set(input.object),
        key: Set(input.key),
        label: Set(label.unwrap_or_default()),
        label_zh: Set(input::text(input.label_zh)),
        kind: Set(input.kind),
        options: Set(serde_json::to_value(&input.options).map_err(Error::internal)?),
        description: Set(input::text(input.description)),
        archived_at: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await.or_conflict("attribute", "/key")?;
    let attribute_definition_id = row.id;
    tx.record(DomainEvent::AttributeDefinitionCreated { attribute_definition_id }).await?;
    row.try_into()
}

pub async fn update(
    tx: &WorkspaceTx,
    id: AttributeDefinitionId,
    patch: AttributeDefinitionPatch,
) -> Result<AttributeDefinition, Error> {
    let mut row = load_to_change(tx, id).await?;
    let mut findings = Findings::of(&patch);
    if patch.label.is_null() || patch.label.value().is_some_and(|label| label.trim().is_empty()) {
        findings.add(FieldError::new("/label", "required"));
    }
    findings.extend(patch.options.as_ref().and_then(|it| check_options(row.kind, it)));
    findings.finish()?;
    let before = row.clone();
    if let Patch::Value(label) = patch.label {
        label.trim().clone_into(&mut row.label);
    }
    input::patched(patch.label_zh).apply(&mut row.label_zh);
    input::patched(patch.description).apply(&mut row.description);
    if let Some(options) = patch.options {
        row.options = serde_json::to_value(options).map_err(Error::internal)?;
    }
    if row == before {
        return row.try_into();
    }
    let after = store(tx, row).await?;
    let changes = Changes::between(&AttributeDefinition::try_from(before)?, &after);
    let event = DomainEvent::AttributeDefinitionUpdated { attribute_definition_id: id };
    tx.record_change(event, changes).await?;
    Ok(after)
}

/// Takes an attribute out of use. Objects keep the values they have.
pub async fn archive(
    tx: &WorkspaceTx,
    id: AttributeDefinitionId,
) -> Result<AttributeDefinition, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.archived_at.is_some() {
        return row.try_into();
    }
    row.archived_at = Some(tx.now());
    let after = store(tx, row).await?;
    tx.record(DomainEvent::AttributeDefinitionArchived { attribute_definition_id: id }).await?;
    Ok(after)
}

pub async fn unarchive(
    tx: &WorkspaceTx,
    id: AttributeDefinitionId,
) -> Result<AttributeDefinition, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.archived_at.is_none() {
        return row.try_into();
    }
    row.archived_at = None;
    let after = store(tx, row).await?;
    tx.record(DomainEvent::AttributeDefinitionUpdated { attribute_definition_id: id }).await?;
    Ok(after)
}

async fn store(tx: &WorkspaceTx, mut row: Model) -> Result<AttributeDefinition, Error> {
    row.updated_at = tx.now();
    row.version += 1;
    row.into_active_model().reset_all().update(&tx.db).await?.try_into()
}

async fn load_to_change(tx: &WorkspaceTx, id: AttributeDefinitionId) -> Result<Model, Error> {
    tx.require(Grant::CatalogWrite)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("attribute"))?;
    tx.expect_version(row.version)?;
    Ok(row)
}
