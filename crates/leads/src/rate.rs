//! What other currencies are worth, from day to day: entered by hand or imported.

pub mod import;

use crate::entity::exchange_rate::{Column, Entity, Model};
use chrono::{DateTime, NaiveDate, Utc};
use customers::settings;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    filter::Many,
    ids::ExchangeRateId,
    money::{Currency, Money},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, QueryOrder as _,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

pub(crate) const SMALLEST: f64 = 0.000_000_1;
pub(crate) const LARGEST: f64 = 1_000_000_000.0;

/// What a unit of a currency is worth, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExchangeRate {
    pub id: ExchangeRateId,
    /// Three letters.
    #[schema(value_type = String, example = "USD")]
    pub currency: Currency,
    /// The day from which it holds, until that of the next one.
    pub rate_on: NaiveDate,
    /// How many units of the workspace's currency one unit of it is.
    #[schema(example = 7.12)]
    pub rate: f64,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for ExchangeRate {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            currency: row.currency,
            rate_on: row.rate_on,
            rate: row.rate,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// What a unit of a currency is worth. One that is known for the day is corrected.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewExchangeRate {
    /// Three letters; not the workspace's own.
    #[schema(value_type = String, example = "USD")]
    pub currency: Currency,
    /// The day from which it holds. Not in the future.
    pub rate_on: NaiveDate,
    /// How many units of the workspace's currency one unit of it is.
    #[validate(range(min = 0.000_000_1, max = 1_000_000_000.0))]
    #[schema(minimum = 0.000_000_1, maximum = 1_000_000_000.0, example = 7.12)]
    pub rate: f64,
}

/// Which rates are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct ExchangeRateFilter {
    /// Currencies, separated by commas.
    #[param(value_type = Option<String>, example = "USD,EUR")]
    pub currency: Option<Many<Currency>>,
    pub rate_on_gte: Option<NaiveDate>,
    pub rate_on_lte: Option<NaiveDate>,
}

/// Rates, the latest day first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &ExchangeRateFilter,
    page: &PageRequest,
) -> Result<Page<ExchangeRate>, Error> {
    tx.require(Grant::LeadsRead)?;
    let condition = Condition::all()
        .add_option(filter.currency.as_ref().map(|it| Column::Currency.is_in(it.0.clone())))
        .add_option(filter.rate_on_gte.map(|day| Column::RateOn.gte(day)))
        .add_option(filter.rate_on_lte.map(|day| Column::RateOn.lte(day)));
    let keyset = Keyset {
        sorts: &[Sort::by("rate_on", Column::RateOn)],
        default_sort: "-rate_on",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let select = tx.find::<Entity>().filter(condition);
    Ok(keyset.page(tx, select, page).await?.map(ExchangeRate::from))
}

/// Enters a rate, or corrects the one of that day.
pub async fn set(tx: &WorkspaceTx, input: NewExchangeRate) -> Result<ExchangeRate, Error> {
    tx.require(Grant::LeadsWrite)?;
    let settings = settings::of_workspace(tx).await?;
    let mut findings = Findings::of(&input);
    if input.currency == settings.currency {
        findings.add(FieldError::new("/currency", "not_allowed"));
    }
    if input.rate_on > settings.today(tx) {
        findings.add(FieldError::new("/rate_on", "in_the_future"));
    }
    findings.finish()?;
    let known = tx.find::<Entity>().filter(Column::Currency.eq(input.currency));
    let known = known.filter(Column::RateOn.eq(input.rate_on)).one(&tx.db).await?;
    let saved: Model = if let Some(known) = known {
        let version = known.version + 1;
        let row = Model { rate: input.rate, updated_at: tx.now(), version, ..known };
        row.into_active_model().reset_all().update(&tx.db).await?
    } else {
        let row = new_row(tx, input.currency, input.rate_on, input.rate);
        row.into_active_model().reset_all().insert(&tx.db).await?
    };
    tx.record(DomainEvent::ExchangeRateSet { exchange_rate_id: saved.id }).await?;
    Ok(saved.into())
}

pub(crate) fn new_row(
    tx: &WorkspaceTx,
    currency: Currency,
    rate_on: NaiveDate,
    rate: f64,
) -> Model {
    Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        currency,
        rate_on,
        rate,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    }
}

/// Deletes a rate: the one before it holds again.
pub async fn remove(tx: &WorkspaceTx, id: ExchangeRateId) -> Result<(), Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("exchange_rate"))?;
    tx.expect_version(row.version)?;
    tx.delete::<Entity>().filter(Column::Id.eq(id)).exec(&tx.db).await?;
    tx.record(DomainEvent::ExchangeRateDeleted { exchange_rate_id: id }).await
}

/// All rates of a workspace, by currency and day.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rates(HashMap<&'static str, Vec<(NaiveDate, f64)>>);

impl Rates {
    pub async fn of(tx: &WorkspaceTx, own: Currency) -> Result<Self, Error> {
        let rows = tx.find::<Entity>().filter(Column::Currency.ne(own));
        let rows = rows.order_by_asc(Column::RateOn).all(&tx.db).await?;
        let mut rates = Self::default();
        for row in rows {
            rates.0.entry(row.currency.code()).or_default().push((row.rate_on, row.rate));
        }
        Ok(rates)
    }

    /// The amount in minor units of another currency, by the latest rate up to the day. None without one.
    pub fn convert(&self, amount: i64, from: Currency, to: Currency, on: NaiveDate) -> Option<i64> {
        if from == to || amount == 0 {
            return Some(amount);
        }
        let known = self.0.get(from.code())?;
        let place = known.partition_point(|(day, _)| *day <= on);
        let (_, rate) = known.get(place.checked_sub(1)?)?;
        let minor = f64::from(to.exponent()) - f64::from(from.exponent());
        rounded(amount, rate * 10_f64.powf(minor))
    }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "an amount lies below 2^53, and one that does not after conversion is none"
)]
fn rounded(amount: i64, rate: f64) -> Option<i64> {
    let converted = (amount as f64 * rate).round();
    (converted.abs() <= Money::MAX_AMOUNT as f64).then_some(converted as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_rate_up_to_the_day_holds() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let rates = Rates([("USD", vec![(day(2), 7.0), (day(5), 7.125)])].into());
        let yuan = |amount, on| rates.convert(amount, Currency::USD, Currency::CNY, day(on));
        assert_eq!(yuan(100, 1), None, "nothing is known before the first");
        assert_eq!(yuan(100, 4), Some(700));
        assert_eq!(yuan(101, 5), Some(720));
        assert_eq!(yuan(0, 1), Some(0), "nothing is worth nothing");
        assert_eq!(rates.convert(5, Currency::CNY, Currency::CNY, day(1)), Some(5));
        assert_eq!(rates.convert(5, Currency::JPY, Currency::CNY, day(9)), None);
        let yen = Rates([("JPY", vec![(day(1), 0.05)])].into());
        assert_eq!(yen.convert(1000, Currency::JPY, Currency::CNY, day(9)), Some(5_000));
    }
}
