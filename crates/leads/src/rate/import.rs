//! Files into exchange rates: a row is a currency, a day and a rate; one that is there is corrected.

use super::{LARGEST, SMALLEST, new_row};
use crate::entity::exchange_rate::{Column, Entity, Model};
use customers::{import::fault, rows as many, settings};
use exchange::{
    effect::{Effect, Undone},
    field::{Field, FieldKind, Label},
    target::{Apply, ImportRow, ImportTarget, OnMatch, RowFault, RowOutcome},
    undo::Undo,
    value::Value,
};
use jobs::{DomainEvent, Record as _};
use kernel::{Changes, Error, Grant, WorkspaceTx, money::Currency};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use std::collections::HashMap;

/// Rates of other currencies.
pub struct RateTarget;

#[async_trait::async_trait]
impl ImportTarget for RateTarget {
    fn key(&self) -> &'static str {
        "exchange_rates"
    }

    fn label(&self) -> Label {
        Label::new("汇率", "Exchange rates")
    }

    fn grant(&self) -> Grant {
        Grant::LeadsWrite
    }

    fn match_fields(&self) -> &'static [&'static str] {
        &["currency"]
    }

    async fn fields(&self, _tx: &WorkspaceTx) -> Result<Vec<Field>, Error> {
        Ok(vec![
            Field::new("currency", FieldKind::Text, "币种", "Currency")
                .required()
                .max_length(3)
                .also_called(["货币", "currency code", "币种代码"]),
            Field::new("rate_on", FieldKind::Date, "日期", "Day").required().also_called([
                "生效日期",
                "date",
                "汇率日期",
            ]),
            Field::new("rate", FieldKind::Decimal, "汇率", "Rate")
                .required()
                .also_called(["exchange rate", "折算率"]),
        ])
    }

    async fn apply_rows(
        &self,
        tx: &WorkspaceTx,
        rows: &[ImportRow],
        apply: &Apply,
    ) -> Result<Vec<RowOutcome>, Error> {
        let settings = settings::of_workspace(tx).await?;
        let today = settings.today(tx);
        let mut read = Vec::with_capacity(rows.len());
        for row in rows {
            let found = currency(row).and_then(|currency| {
                let Some(Value::Date(day)) = row.value("rate_on") else {
                    return Err(fault("rate_on", "required"));
                };
                let rate = rate(row)?;
                if currency == settings.currency {
                    return Err(fault("currency", "not_allowed"));
                }
                if *day > today {
                    return Err(fault("rate_on", "in_the_future"));
                }
                Ok((currency, *day, rate))
            });
            read.push(found);
        }
        let days = read.iter().flatten().map(|(_, day, _)| *day);
        let known = tx.find::<Entity>().filter(Column::RateOn.is_in(days)).all(&tx.db).await?;
        let mut known: HashMap<_, _> =
            known.into_iter().map(|row| ((row.currency.code(), row.rate_on), row)).collect();
        let (mut new, mut changed, mut events) = (HashMap::new(), HashMap::new(), Vec::new());
        let mut outcomes = Vec::with_capacity(rows.len());
        for found in read {
            let (currency, day, rate) = match found {
                Ok(found) => found,
                Err(wrong) => {
                    outcomes.push(RowOutcome::Refused(vec![wrong]));
                    continue;
                }
            };
            let key = (currency.code(), day);
            let outcome = match known.get(&key) {
                Some(row) if apply.on_match == OnMatch::Skip || same(row.rate, rate) => {
                    RowOutcome::Skipped
                }
                Some(before) => {
                    let version = before.version + 1;
                    let after = Model { rate, version, updated_at: tx.now(), ..before.clone() };
                    let effect = Effect::updated("exchange_rate", after.id, before, &after)?;
                    // A row of this very file is written once, as it is in the end.
                    if let Some(row) = new.get_mut(&key) {
                        *row = after.clone();
                    } else {
                        changed.insert(key, after.clone());
                    }
                    known.insert(key, after);
                    RowOutcome::Updated(vec![effect])
                }
                None => {
                    let row = new_row(tx, currency, day, rate);
                    let effect = Effect::created("exchange_rate", row.id, &row)?;
                    let event = DomainEvent::ExchangeRateSet { exchange_rate_id: row.id };
                    events.push((event, Changes::default()));
                    new.insert(key, row.clone());
                    known.insert(key, row);
                    RowOutcome::Created(vec![effect])
                }
            };
            outcomes.push(outcome);
        }
        many::insert_all::<Entity>(tx, new.into_values().collect()).await?;
        many::update_all::<Entity>(tx, changed.into_values().collect(), Column::Id).await?;
        tx.record_all(events).await?;
        Ok(outcomes)
    }

    async fn undo(&self, tx: &WorkspaceTx, effects: &[Effect]) -> Result<Vec<Undone>, Error> {
        let mut undo = Undo::new(tx, effects);
        undo.take_back::<Entity>("exchange_rate", Column::Id).await?;
        undo.finish()
    }
}

fn currency(row: &ImportRow) -> Result<Currency, RowFault> {
    let word = row.text("currency").unwrap_or_default().trim().to_uppercase();
    word.parse().map_err(|_| fault("currency", "not_found"))
}

fn rate(row: &ImportRow) -> Result<f64, RowFault> {
    match row.value("rate") {
        Some(Value::Decimal(rate)) if (SMALLEST..=LARGEST).contains(rate) => Ok(*rate),
        _ => Err(fault("rate", "not_allowed")),
    }
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-12
}
