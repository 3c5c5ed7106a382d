use super::{ledger::of_accounts, metric::MRR, sums::Ledger};
use crate::{settings, standing};
use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, Utc};
use identity::workspace::MrrWhilePaused;
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    metric::{self, Check, Definition},
    money::{Currency, Money},
    zone::Zone,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

kernel::words! {
    /// The span of time that movements are summed over.
    pub enum SummaryPeriod { Month = "month", Quarter = "quarter", Year = "year" }
}

const USUAL_PERIODS: u32 = 12;
const MOST_PERIODS: usize = 120;

/// Which periods.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct MrrSummaryQuery {
    /// `month` unless said otherwise.
    #[param(value_type = Option<String>, example = "month")]
    pub period: Option<SummaryPeriod>,
    /// A day of the first period; by default there are twelve.
    pub from_on: Option<NaiveDate>,
    /// A day of the last period; today by default.
    pub to_on: Option<NaiveDate>,
}

/// Monthly recurring revenue, period by period.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MrrSummary {
    /// What MRR means; `mrr_churn` and `revenue_retention` of the dictionary say it of the rates.
    pub definition: Definition,
    /// One for each currency that was ever paid; amounts of two are never added up.
    pub currencies: Vec<MrrSummaryOfCurrency>,
    pub period: SummaryPeriod,
    /// Whose days they are: the workspace's.
    #[schema(value_type = String, example = "Asia/Shanghai")]
    pub time_zone: Zone,
    /// What a paused subscription counts for; a setting of the workspace.
    pub while_paused: MrrWhilePaused,
    pub as_of: DateTime<Utc>,
}

/// What customers pay in one currency.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MrrSummaryOfCurrency {
    /// Three letters.
    #[schema(value_type = String, example = "CNY")]
    pub currency: Currency,
    /// One after the other.
    pub periods: Vec<MrrPeriod>,
    /// What was checked: that movements add up in every period, and that today's MRR is what the accounts say of themselves.
    pub checks: Vec<Check>,
}

/// Start, movements and end of a period: the start and the movements are the end, to the cent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MrrPeriod {
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// Whether it is over. If not, the end is as of today.
    pub is_over: bool,
    /// What was paid before its first day.
    pub start: Money,
    /// Of those who pay for the first time.
    pub new: Money,
    /// Of those who pay again after they had churned.
    pub reactivation: Money,
    /// What others pay more.
    pub expansion: Money,
    /// Zero or negative.
    pub contraction: Money,
    /// Zero or negative.
    pub churn: Money,
    /// What is not paid because it is paused; zero or negative.
    pub pause: Money,
    /// What is paid again because a pause is over.
    pub resume: Money,
    /// What is paid after it.
    pub end: Money,
    /// Annual recurring revenue: twelve times the end.
    pub annual: Money,
    /// How many customers had a subscription that costs something at the start; those that are paused are counted.
    pub customers_at_start: usize,
    /// How many had one at the end.
    pub customers_at_end: usize,
    /// How many of them pay nothing at the end, because all they have is paused.
    pub customers_paused_at_end: usize,
    /// Of those at the start, how many have none at the end.
    pub customers_lost: usize,
    /// Lost customers ÷ customers at the start; null where there were none.
    #[schema(minimum = 0, maximum = 1)]
    pub customer_churn_rate: Option<f64>,
    /// (Churn + contraction + pause) ÷ start, without sign; null where the start is zero.
    pub gross_mrr_churn_rate: Option<f64>,
    /// The same less expansion, reactivation and resume; below zero where more came than went.
    pub net_mrr_churn_rate: Option<f64>,
    /// How many customers paid twelve months before the end: those of whom the retention tells.
    pub customers_12_months_ago: usize,
    /// Of what customers paid twelve months before the end: how much of it they pay still, none counted above what it was.
    /// Null where nobody paid then.
    #[schema(minimum = 0, maximum = 1)]
    pub gross_retention_12_months: Option<f64>,
    /// The same with what they pay more.
    #[schema(minimum = 0)]
    pub net_retention_12_months: Option<f64>,
    /// Why rates are null, if any is: `no_customers_at_start`, `no_customers_12_months_ago`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub rate_reasons: Vec<&'static str>,
}

impl MrrPeriod {
    fn adds_up(&self) -> bool {
        let moved = [
            self.new,
            self.reactivation,
            self.expansion,
            self.contraction,
            self.churn,
            self.pause,
            self.resume,
        ];
        let moved: i64 = moved.iter().map(|money| money.amount()).sum();
        self.start.amount() + moved == self.end.amount()
    }
}

/// Sums the ledger up.
pub async fn summary(tx: &WorkspaceTx, query: &MrrSummaryQuery) -> Result<MrrSummary, Error> {
    tx.require(Grant::CustomersRead)?;
    let settings = settings::of_workspace(tx).await?;
    let today = settings.today(tx);
    let period = query.period.unwrap_or(SummaryPeriod::Month);
    let periods = periods(period, query, today)?;
    let movements = of_accounts(tx, None, settings.mrr_while_paused).await?;
    let said = standing::mrr_by_currency(tx).await?;
    let mut currencies: BTreeMap<&str, Currency> = BTreeMap::new();
    for movement in movements.values().flat_map(|it| &it.agreed) {
        currencies.insert(movement.currency.code(), movement.currency);
    }
    let of_currency = |currency: Currency| {
        let ledger = Ledger::of(&movements, currency);
        let paid = ledger.paid(today).sum::<i64>();
        let said = said.get(currency.code()).copied().unwrap_or_default();
        let periods = periods.iter().map(|span| ledger.period(*span, today));
        let periods = periods.collect::<Result<Vec<MrrPeriod>, Error>>()?;
        let checks = vec![
            Check { code: "mrr_adds_up", holds: periods.iter().all(MrrPeriod::adds_up) },
            Check { code: "mrr_matches_accounts", holds: said == paid },
        ];
        metric::report(tx, &checks);
        Ok(MrrSummaryOfCurrency { currency, periods, checks })
    };
    Ok(MrrSummary {
        definition: MRR.definition(),
        currencies: currencies.into_values().map(of_currency).collect::<Result<_, Error>>()?,
        period,
        time_zone: settings.zone,
        while_paused: settings.mrr_while_paused,
        as_of: tx.now(),
    })
}

/// First and last day of each.
fn periods(
    period: SummaryPeriod,
    query: &MrrSummaryQuery,
    today: NaiveDate,
) -> Result<Vec<(NaiveDate, NaiveDate)>, Error> {
    let months = match period {
        SummaryPeriod::Month => 1,
        SummaryPeriod::Quarter => 3,
        SummaryPeriod::Year => 12,
    };
    let start_of = |day: NaiveDate| {
        let month = day.month0() / months * months;
        NaiveDate::from_ymd_opt(day.year(), month + 1, 1)
    };
    let out = |pointer: &str| Error::invalid(vec![FieldError::new(pointer, "out_of_range")]);
    let last = start_of(query.to_on.unwrap_or(today)).ok_or_else(|| out("/to_on"))?;
    let usual = last.checked_sub_months(Months::new((USUAL_PERIODS - 1) * months));
    let first = match query.from_on {
        Some(day) => start_of(day),
        None => usual,
    };
    let mut at = first.ok_or_else(|| out("/from_on"))?;
    if at > last {
        let flaw = FieldError::new("/from_on", "too_late").with("latest", last.to_string());
        return Err(Error::invalid(vec![flaw]));
    }
    let mut spans = Vec::new();
    while at <= last {
        let next = at.checked_add_months(Months::new(months)).ok_or_else(|| out("/to_on"))?;
        spans.push((at, next - Days::new(1)));
        if spans.len() > MOST_PERIODS {
            let flaw = FieldError::new("/from_on", "too_many").with("max", MOST_PERIODS);
            return Err(Error::invalid(vec![flaw]));
        }
        at = next;
    }
    Ok(spans)
}
