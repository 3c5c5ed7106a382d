//! Plans: what can be bought, at which price, with which features.

use crate::{
    entity::plan::{self, Column, Entity, Model},
    input,
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, Limited, OnConflict as _, WorkspaceTx,
    ids::PlanId,
    money::{Currency, Money},
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::sort_key,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, QuerySelect as _, Set,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::{Validate, ValidationError};

/// A row of the feature matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PlanFeature {
    /// How programs call it: small letters, digits, `_` and `-`. The same key in several plans is one row of the matrix;
    /// in one plan it stands once.
    #[validate(length(min = 1, max = 60), custom(function = check_key))]
    #[schema(
        min_length = 1,
        max_length = 60,
        pattern = "^[a-z0-9_-]+$",
        example = "online_booking"
    )]
    pub key: String,
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "Online booking")]
    pub name: String,
    /// The name in Chinese; `name` where there is none.
    #[serde(default)]
    #[validate(length(max = 100))]
    #[schema(max_length = 100, example = "在线预约")]
    pub name_zh: Option<String>,
    pub included: bool,
    /// How many or how much of it, where it is limited.
    #[serde(default)]
    #[validate(range(min = 0))]
    #[schema(minimum = 0)]
    pub limit: Option<i64>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewPlan {
    /// How programs call it: small letters, digits, `_` and `-`.
    #[validate(length(min = 1, max = 60), custom(function = check_key))]
    #[schema(min_length = 1, max_length = 60, pattern = "^[a-z0-9_-]+$", example = "professional")]
    pub key: String,
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "专业版")]
    pub name: String,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub description: Option<String>,
    /// Paid once, at the beginning.
    pub opening_fee: Money,
    /// Paid for each year, in the same currency.
    pub annual_fee: Money,
    /// How long a term is; 12 unless said otherwise.
    #[validate(range(min = 1, max = 120))]
    #[schema(minimum = 1, maximum = 120)]
    pub term_months: Option<i32>,
    #[serde(default)]
    #[validate(nested)]
    #[schema(value_type = Vec<PlanFeature>, max_items = 200)]
    pub features: Limited<PlanFeature, 0, 200>,
}

/// What was sold keeps its price: changes hold for what is sold from now on.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PlanPatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub name: Patch<String>,
    #[validate(length(max = 2000))]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub description: Patch<String>,
    pub opening_fee: Option<Money>,
    pub annual_fee: Option<Money>,
    #[validate(range(min = 1, max = 120))]
    #[schema(minimum = 1, maximum = 120)]
    pub term_months: Option<i32>,
    /// The whole new list.
    #[validate(nested)]
    #[schema(value_type = Option<Vec<PlanFeature>>, max_items = 200)]
    pub features: Option<Limited<PlanFeature, 0, 200>>,
}

/// Which plans are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct PlanFilter {
    #[param(max_length = 60)]
    pub key: Option<String>,
    /// Only archived ones, instead of only those on sale.
    pub archived: Option<bool>,
}

/// A plan, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Plan {
    pub id: PlanId,
    pub key: String,
    pub name: String,
    pub description: Option<String>,
    pub currency: Currency,
    pub opening_fee: Money,
    pub annual_fee: Money,
    pub term_months: i32,
    pub features: Vec<PlanFeature>,
    pub archived_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl TryFrom<Model> for Plan {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let money = |amount| Money::new(amount, row.currency).map_err(Error::internal);
        Ok(Self {
            id: row.id,
            key: row.key,
            name: row.name,
            description: row.description,
            currency: row.currency,
            opening_fee: money(row.opening_fee)?,
            annual_fee: money(row.annual_fee)?,
            term_months: row.term_months,
            features: serde_json::from_value(row.features).map_err(Error::internal)?,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn check_key(key: &str) -> Result<(), ValidationError> {
    let fits = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_' || it == '-';
    if key.chars().all(fits) {
        return Ok(());
    }
    let mut error = ValidationError::new("invalid_format");
    error.add_param("expected".into(), &"a-z, 0-9, _, -");
    Err(error)
}

/// A fee isn't negative, and a plan has one currency.
fn check_fees(opening: Money, annual: Money) -> Vec<FieldError> {
    let negative = |pointer: &str, fee: Money| {
        fee.is_negative().then(|| FieldError::new(pointer, "too_small").with("min", 0))
    };
    let mut errors: Vec<_> =
        [negative("/opening_fee/amount", opening), negative("/annual_fee/amount", annual)]
            .into_iter()
            .flatten()
            .collect();
    if opening.currency() != annual.currency() {
        let error = FieldError::new("/annual_fee/currency", "wrong_currency");
        errors.push(error.with("expected", opening.currency().code()));
    }
    errors
}

fn check_features(features: &[PlanFeature]) -> Vec<FieldError> {
    let twice = features
        .iter()
        .enumerate()
        .filter(|(at, feature)| features[..*at].iter().any(|earlier| earlier.key == feature.key));
    twice.map(|(at, _)| FieldError::new(format!("/features/{at}/key"), "already_exists")).collect()
}

/// Plans, cheapest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &PlanFilter,
    page: &PageRequest,
) -> Result<Page<Plan>, Error> {
    tx.require(Grant::CatalogRead)?;
    let archived = filter.archived.unwrap_or(false);
    let condition = Condition::all()
        .add(if archived { Column::ArchivedAt.is_not_null() } else { Column::ArchivedAt.is_null() })
        .add_option(filter.key.as_ref().map(|key| Column::Key.eq(key)));
    let keyset = Keyset {
        sorts: &[
            Sort::by("annual_fee", Column::AnnualFee),
            Sort::by("created_at", Column::CreatedAt),
            Sort::by("name", Column::SortName),
        ],
        default_sort: "annual_fee",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let plans = std::mem::take(&mut rows.data).into_iter().map(Plan::try_from);
    let plans = plans.collect::<Result<_, _>>()?;
    Ok(rows.with(plans))
}

pub async fn get(tx: &WorkspaceTx, id: PlanId) -> Result<Plan, Error> {
    tx.require(Grant::CatalogRead)?;
    find(tx, id).await?.ok_or_else(|| Error::not_found("plan"))?.try_into()
}

/// The plan, on sale or not, for what refers to it.
pub(crate) async fn find(tx: &WorkspaceTx, id: PlanId) -> Result<Option<Model>, Error> {
    Ok(tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?)
}

pub async fn create(tx: &WorkspaceTx, input: NewPlan) -> Result<Plan, Error> {
    tx.require(Grant::CatalogWrite)?;
    let mut findings = Findings::of(&input);
    let name = findings.keep(input::required("/name", &input.name)).unwrap_or_default();
    findings.extend(check_fees(input.opening_fee, input.annual_fee));
    findings.extend(check_features(&input.features));
    findings.finish()?;
    let row = plan::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        key: Set(input.key),
        sort_name: Set(sort_key(&name)),
        name: Set(name),
        description: Set(input::text(input.description)),
        currency: Set(input.opening_fee.currency()),
        opening_fee: Set(input.opening_fee.amount()),
        annual_fee: Set(input.annual_fee.amount()),
        term_months: Set(input.term_months.unwrap_or(12)),
        features: Set(serde_json::to_value(input.features).map_err(Error::internal)?),
        archived_at: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await.or_conflict("plan", "/key")?;
    tx.record(DomainEvent::PlanCreated { plan_id: row.id }).await?;
    row.try_into()
}

pub async fn update(tx: &WorkspaceTx, id: PlanId, patch: PlanPatch) -> Result<Plan, Error> {
    let before = load_to_change(tx, id).await?;
    let was = Plan::try_from(before.clone())?;
    let (opening, annual) =
        (patch.opening_fee.unwrap_or(was.opening_fee), patch.annual_fee.unwrap_or(was.annual_fee));
    let mut findings = Findings::of(&patch);
    if patch.name.is_null() || patch.name.value().is_some_and(|name| name.trim().is_empty()) {
        findings.add(FieldError::new("/name", "required"));
    }
    findings.extend(check_fees(opening, annual));
    findings.extend(check_features(patch.features.as_deref().unwrap_or_default()));
    findings.finish()?;
    let mut row = before.clone();
    if let Patch::Value(name) = patch.name {
        name.trim().clone_into(&mut row.name);
    }
    input::patched(patch.description).apply(&mut row.description);
    (row.currency, row.opening_fee, row.annual_fee) =
        (opening.currency(), opening.amount(), annual.amount());
    row.term_months = patch.term_months.unwrap_or(row.term_months);
    if let Some(features) = patch.features {
        row.features = serde_json::to_value(features).map_err(Error::internal)?;
    }
    if row == before {
        return Ok(was);
    }
    let plan = store(tx, row).await?;
    let changes = Changes::between(&was, &plan);
    tx.record_change(DomainEvent::PlanUpdated { plan_id: id }, changes).await?;
    Ok(plan)
}

/// Takes a plan off sale. Those who have it keep it.
pub async fn archive(tx: &WorkspaceTx, id: PlanId) -> Result<Plan, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.archived_at.is_some() {
        return row.try_into();
    }
    row.archived_at = Some(tx.now());
    let plan = store(tx, row).await?;
    tx.record(DomainEvent::PlanArchived { plan_id: id }).await?;
    Ok(plan)
}

pub async fn unarchive(tx: &WorkspaceTx, id: PlanId) -> Result<Plan, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.archived_at.is_none() {
        return row.try_into();
    }
    row.archived_at = None;
    let plan = store(tx, row).await?;
    tx.record(DomainEvent::PlanUpdated { plan_id: id }).await?;
    Ok(plan)
}

async fn store(tx: &WorkspaceTx, mut row: Model) -> Result<Plan, Error> {
    row.updated_at = tx.now();
    row.sort_name = sort_key(&row.name);
    row.version += 1;
    row.into_active_model().reset_all().update(&tx.db).await?.try_into()
}

async fn load_to_change(tx: &WorkspaceTx, id: PlanId) -> Result<Model, Error> {
    tx.require(Grant::CatalogWrite)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("plan"))?;
    tx.expect_version(row.version)?;
    Ok(row)
}
