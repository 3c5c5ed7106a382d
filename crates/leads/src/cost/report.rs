use super::{
    CostBy, CostMonth, CostReport, CostRow, Maturity,
    advice::{Known, THRESHOLDS, suggest},
    facts::{self, Count, Facts, Key, Table, Won},
    metric::CHANNEL_COSTS,
    rules::{self, CostFigure, CostPair},
};
use crate::{
    attribution::{self, AttributionQuery, rules::AttributionModel},
    customer_value::customers,
    entity::{campaign, channel},
    rate::Rates,
    spend::ledger,
};
use chrono::{Datelike as _, Days, Months, NaiveDate};
use customers::settings::{self, Settings};
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    metric::{self, Check},
    money::Money,
};
use serde::Deserialize;
use std::collections::HashMap;
use utoipa::IntoParams;

const MOST_DAYS: i64 = 1100;
/// So many customers must have been seen before it is told how long it takes.
const FEWEST_CYCLES: usize = 20;

/// Of which days, and how.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct CostQuery {
    /// The first day; a year back by default.
    pub from_on: Option<NaiveDate>,
    /// The last day; today by default.
    pub to_on: Option<NaiveDate>,
    /// `channel` unless said otherwise.
    #[param(value_type = Option<String>, example = "channel")]
    pub by: Option<CostBy>,
    /// Month by month too.
    pub months: Option<bool>,
    /// Which part of revenue is left after what it costs to serve; 1 by default, which leaves all of it.
    #[param(minimum = 0.01, maximum = 1, default = 1)]
    pub gross_margin: Option<f64>,
    /// The model of attribution for attributed cost; without one there is none.
    #[param(value_type = Option<String>, example = "linear")]
    pub model: Option<AttributionModel>,
}

/// What channels or campaigns cost, and what came of it.
pub async fn report(tx: &WorkspaceTx, query: &CostQuery) -> Result<CostReport, Error> {
    tx.require(Grant::LeadsRead)?;
    tx.require(Grant::CustomersRead)?;
    let settings = settings::of_workspace(tx).await?;
    let days = days(query, settings.today(tx))?;
    let by = query.by.unwrap_or(CostBy::Channel);
    let rates = Rates::of(tx, settings.currency).await?;
    let paid = customers(tx, &settings, &rates).await?;
    let ledger = ledger::of_window(tx, &settings, days).await?;
    let won = facts::won(tx, &paid).await?;
    let whole = Count { settings: &settings, by, first: days.0, last: days.1 };
    let mut table = whole.table(tx, &ledger, &won).await?;
    if let Some(model) = query.model {
        let asked = AttributionQuery {
            from_on: Some(days.0),
            to_on: Some(days.1),
            by: Some(match by {
                CostBy::Channel => attribution::AttributionBy::Channel,
                CostBy::Campaign => attribution::AttributionBy::Campaign,
            }),
            ..AttributionQuery::default()
        };
        let answer = attribution::answer(tx, asked).await?.answer;
        facts::attribute(&mut table, by, &answer, model);
    }
    let cycle_days_p90 = cycle_p90(&won, &settings);
    let lifetime_months = rules::lifetime_months(paid.churn.customers, paid.churn.lost);
    let reader = Reader {
        settings: &settings,
        names: names(tx, by).await?,
        today: settings.today(tx),
        margin: query.gross_margin.unwrap_or(1.0),
        lifetime_months,
        cycle_days_p90,
    };
    let (rows, total) = reader.rows(&table, days.1)?;
    let mut sums = vec![(total.loaded_spend.amount(), ledger.total)];
    let mut months = Vec::new();
    if query.months == Some(true) {
        for (first, last) in months_of(days) {
            let count = Count { settings: &settings, by, first, last };
            let (rows, total) = reader.rows(&count.table(tx, &ledger, &won).await?, last)?;
            sums.push((total.loaded_spend.amount(), ledger.total_of(first, last)));
            let maturity = reader.maturity(last);
            months.push(CostMonth { starts_on: first, ends_on: last, maturity, rows, total });
        }
    }
    let checks = vec![Check {
        code: "channels_sum_to_ledger",
        holds: sums.iter().all(|(rows, ledger)| rows == ledger),
    }];
    metric::report(tx, &checks);
    Ok(CostReport {
        definition: CHANNEL_COSTS.definition(),
        by,
        from_on: days.0,
        to_on: days.1,
        currency: settings.currency,
        created_at_gte: whole.from(),
        created_at_lt: whole.until(),
        maturity: reader.maturity(days.1),
        cycle_days_p90,
        gross_margin: reader.margin,
        lifetime_months,
        missing_rates: ledger.missing_rates.iter().copied().collect(),
        rows,
        total,
        months,
        thresholds: THRESHOLDS,
        checks,
        as_of: tx.now(),
    })
}

fn days(query: &CostQuery, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Error> {
    let last = query.to_on.unwrap_or(today);
    let first = query.from_on.unwrap_or(last.checked_sub_months(Months::new(12)).unwrap_or(last));
    let mut wrong = Vec::new();
    if first > last {
        wrong.push(FieldError::new("/to_on", "before_start"));
    } else if (last - first).num_days() >= MOST_DAYS {
        wrong.push(FieldError::new("/from_on", "too_many").with("max", MOST_DAYS));
    }
    if query.gross_margin.is_some_and(|margin| !(0.01..=1.0).contains(&margin)) {
        let error = FieldError::new("/gross_margin", "out_of_range");
        wrong.push(error.with("min", 0.01).with("max", 1));
    }
    if wrong.is_empty() { Ok((first, last)) } else { Err(Error::invalid(wrong)) }
}

/// The calendar months of the days, the first and last cut to them.
fn months_of((first, last): (NaiveDate, NaiveDate)) -> Vec<(NaiveDate, NaiveDate)> {
    let mut months = Vec::new();
    let mut at = first;
    while at <= last {
        let begin = at.with_day(1).unwrap_or(at);
        let Some(next) = begin.checked_add_months(Months::new(1)) else { break };
        months.push((at, last.min(next - Days::new(1))));
        at = next;
    }
    months
}

fn cycle_p90(won: &[Won], settings: &Settings) -> Option<i64> {
    let mut cycles: Vec<i64> = won.iter().filter_map(|it| it.cycle_days(settings)).collect();
    if cycles.len() < FEWEST_CYCLES {
        return None;
    }
    cycles.sort_unstable();
    cycles.get((cycles.len() * 9).div_ceil(10) - 1).copied()
}

/// By what a row is of.
async fn names(tx: &WorkspaceTx, by: CostBy) -> Result<HashMap<Key, (String, bool)>, Error> {
    let key = |channel, campaign| Key { channel, campaign };
    Ok(match by {
        CostBy::Channel => {
            let rows = tx.find::<channel::Entity>().all(&tx.db).await?.into_iter();
            let named =
                rows.map(|row| (key(Some(row.id), None), (row.name, row.archived_at.is_none())));
            named.collect()
        }
        CostBy::Campaign => {
            let rows = tx.find::<campaign::Entity>().all(&tx.db).await?.into_iter();
            let named = rows.map(|row| (key(None, Some(row.id)), (row.name, false)));
            named.collect()
        }
    })
}

/// Makes rows of what was counted.
struct Reader<'a> {
    settings: &'a Settings,
    names: HashMap<Key, (String, bool)>,
    today: NaiveDate,
    margin: f64,
    lifetime_months: Option<f64>,
    cycle_days_p90: Option<i64>,
}

impl Reader<'_> {
    fn maturity(&self, last: NaiveDate) -> Maturity {
        match self.cycle_days_p90 {
            None => Maturity::Unknown,
            Some(days) if (self.today - last).num_days() >= days => Maturity::Mature,
            Some(_) => Maturity::Maturing,
        }
    }

    /// The dearest first, and the sum.
    fn rows(&self, table: &Table, last: NaiveDate) -> Result<(Vec<CostRow>, CostRow), Error> {
        let mut total = Facts::default();
        for facts in table.values() {
            total.add(facts);
        }
        let maturity = self.maturity(last);
        let customer = rules::float(total.cost.loaded) / f64::from(total.cohort_customers);
        let customer = Some(customer).filter(|cost| cost.is_finite() && *cost > 0.0);
        let idle = self.names.iter().filter(|(_, (_, in_use))| *in_use).map(|(key, _)| *key);
        let idle: Vec<_> = idle.filter(|key| !table.contains_key(key)).collect();
        let none = Facts::default();
        let all = table.iter().map(|(key, facts)| (*key, facts));
        let mut rows = all
            .chain(idle.into_iter().map(|key| (key, &none)))
            .map(|(key, facts)| self.row(key, facts, maturity, customer))
            .collect::<Result<Vec<_>, Error>>()?;
        rows.sort_by(|a, b| {
            let spend = b.loaded_spend.amount().cmp(&a.loaded_spend.amount());
            let named = (a.name.is_none(), &a.name).cmp(&(b.name.is_none(), &b.name));
            spend.then(b.leads.cmp(&a.leads)).then(named)
        });
        let total = self.row(Key::default(), &total, maturity, customer)?;
        Ok((rows, CostRow { name: None, ..total }))
    }

    fn row(
        &self,
        key: Key,
        facts: &Facts,
        maturity: Maturity,
        customer: Option<f64>,
    ) -> Result<CostRow, Error> {
        let currency = self.settings.currency;
        let money = |amount| Money::new(amount, currency).map_err(Error::internal);
        let cost = facts.cost;
        let each = |count: f64, none| rules::each(cost, count, none, currency);
        let customers = facts.cohort_customers;
        // Revenue in a currency without a rate would make a yield too low.
        let known = rules::Cost { misses_rate: cost.misses_rate || facts.misses_rate, ..cost };
        let (monthly, margin) = (facts.monthly, self.margin);
        let yielded = rules::yielded(monthly, margin, self.lifetime_months, customers, known);
        let payback_months = rules::payback_months(monthly, margin, customers, known);
        let suggestion = suggest(Known {
            maturity,
            customers,
            has_cost: cost.loaded > 0,
            yielded: yielded.value,
            payback: payback_months.value,
            cost_in_customers: customer.map(|each| rules::float(cost.loaded) / each),
        });
        Ok(CostRow {
            channel_id: key.channel,
            campaign_id: key.campaign,
            name: self.names.get(&key).map(|(name, _)| name.clone()),
            leads: facts.leads,
            valid_leads: facts.valid,
            unjudged_leads: facts.unjudged,
            media_spend: money(cost.media)?,
            loaded_spend: money(cost.loaded)?,
            cost_per_lead: each(float(facts.leads), "no_leads"),
            cost_per_valid_lead: each(float(facts.valid), "no_valid_leads"),
            period_customers: facts.period_customers,
            period_cac: each(f64::from(facts.period_customers), "no_customers"),
            cohort_customers: customers,
            cohort_cac: each(f64::from(customers), "no_customers"),
            attributed_conversions: facts.attributed,
            attributed_cac: match facts.attributed {
                None => {
                    let none = CostFigure::missing("no_attribution");
                    CostPair { media: none, loaded: none }
                }
                Some(thousandths) => each(rules::float(thousandths) / 1000.0, "no_customers"),
            },
            cohort_monthly_revenue: money(monthly)?,
            cohort_first_year_revenue: money(facts.first_year)?,
            first_year_return: rules::returned(facts.first_year, customers, known),
            yielded,
            payback_months,
            suggestion,
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^52 leads")]
const fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_cut_to_the_days_asked_for() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let found = months_of((day("2026-01-20"), day("2026-03-05")));
        let known = [
            ("2026-01-20", "2026-01-31"),
            ("2026-02-01", "2026-02-28"),
            ("2026-03-01", "2026-03-05"),
        ];
        assert_eq!(found, known.map(|(first, last)| (day(first), day(last))));
    }
}
