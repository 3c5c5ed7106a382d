use super::{
    ledger::of_accounts,
    metric::MRR,
    movement::{Movement, MovementKind},
};
use crate::{settings, standing};
use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, Utc};
use kernel::{
    Error, FieldError, Grant, WorkspaceTx,
    ids::AccountId,
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
    /// What is paid after it.
    pub end: Money,
    /// Annual recurring revenue: twelve times the end.
    pub annual: Money,
    /// How many customers paid at the start.
    pub customers_at_start: usize,
    /// How many paid at the end.
    pub customers_at_end: usize,
    /// Of those at the start, how many pay nothing at the end.
    pub customers_lost: usize,
    /// Lost customers ÷ customers at the start; null where there were none.
    #[schema(minimum = 0, maximum = 1)]
    pub customer_churn_rate: Option<f64>,
    /// (Churn + contraction) ÷ start, without sign; null where the start is zero.
    pub gross_mrr_churn_rate: Option<f64>,
    /// (Churn + contraction − expansion − reactivation) ÷ start; below zero where more came than went.
    pub net_mrr_churn_rate: Option<f64>,
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
        let moved = [self.new, self.reactivation, self.expansion, self.contraction, self.churn];
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
    let movements = of_accounts(tx, None).await?;
    let said = standing::mrr_by_currency(tx).await?;
    let mut currencies: BTreeMap<&str, Currency> = BTreeMap::new();
    for movement in movements.values().flatten() {
        currencies.insert(movement.currency.code(), movement.currency);
    }
    let of_currency = |currency: Currency| {
        let ledger = Ledger::of(&movements, currency);
        let paid = ledger.balances(today).map(|(_, mrr)| mrr).sum::<i64>();
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

/// The movements in one currency, by account.
struct Ledger {
    currency: Currency,
    accounts: Vec<(AccountId, Vec<Movement>)>,
}

impl Ledger {
    fn of(movements: &BTreeMap<AccountId, Vec<Movement>>, currency: Currency) -> Self {
        let accounts = movements.iter().map(|(id, all)| {
            (*id, all.iter().filter(|it| it.currency == currency).copied().collect())
        });
        Self { currency, accounts: accounts.collect() }
    }

    /// What each account pays on a day.
    fn balances(&self, day: NaiveDate) -> impl Iterator<Item = (AccountId, i64)> + '_ {
        self.accounts.iter().map(move |(id, movements)| {
            let last = movements.iter().rev().find(|movement| movement.on <= day);
            (*id, last.map_or(0, |movement| movement.after))
        })
    }

    fn period(
        &self,
        (starts_on, ends_on): (NaiveDate, NaiveDate),
        today: NaiveDate,
    ) -> Result<MrrPeriod, Error> {
        let until = ends_on.min(today);
        let all = self.accounts.iter().flat_map(|(_, movements)| movements);
        let within: Vec<&Movement> =
            all.filter(|movement| (starts_on..=until).contains(&movement.on)).collect();
        let moved = |kind| within.iter().filter(|it| it.kind == kind).map(|it| it.amount).sum();
        let [new, reactivation, expansion, contraction, churn]: [i64; 5] = [
            moved(MovementKind::New),
            moved(MovementKind::Reactivation),
            moved(MovementKind::Expansion),
            moved(MovementKind::Contraction),
            moved(MovementKind::Churn),
        ];
        // A period that has not begun starts with what is paid today.
        let before = (starts_on - Days::new(1)).min(today);
        let pairs: Vec<(i64, i64)> =
            self.balances(before).zip(self.balances(until)).map(|(a, b)| (a.1, b.1)).collect();
        let start: i64 = pairs.iter().map(|pair| pair.0).sum();
        // Counted by itself, so that whoever adds the movements up checks something.
        let end: i64 = pairs.iter().map(|pair| pair.1).sum();
        let at_start = pairs.iter().filter(|pair| pair.0 > 0).count();
        let lost = pairs.iter().filter(|pair| pair.0 > 0 && pair.1 == 0).count();
        let (gross_retention, net_retention) = self.retention(until);
        let reasons = [
            (at_start == 0).then_some("no_customers_at_start"),
            net_retention.is_none().then_some("no_customers_12_months_ago"),
        ];
        let money = |amount| Money::new(amount, self.currency).map_err(Error::internal);
        Ok(MrrPeriod {
            starts_on,
            ends_on,
            is_over: ends_on < today,
            start: money(start)?,
            new: money(new)?,
            reactivation: money(reactivation)?,
            expansion: money(expansion)?,
            contraction: money(contraction)?,
            churn: money(churn)?,
            end: money(end)?,
            annual: money(end * 12)?,
            customers_at_start: at_start,
            customers_at_end: pairs.iter().filter(|pair| pair.1 > 0).count(),
            customers_lost: lost,
            customer_churn_rate: ratio(count(lost), count(at_start)),
            gross_mrr_churn_rate: ratio(-(churn + contraction), start),
            net_mrr_churn_rate: ratio(-(churn + contraction + expansion + reactivation), start),
            gross_retention_12_months: gross_retention,
            net_retention_12_months: net_retention,
            rate_reasons: reasons.into_iter().flatten().collect(),
        })
    }

    /// Gross and net, of the customers that paid twelve months before.
    fn retention(&self, day: NaiveDate) -> (Option<f64>, Option<f64>) {
        let Some(then) = day.checked_sub_months(Months::new(12)) else { return (None, None) };
        let pairs = self.balances(then).zip(self.balances(day)).map(|(a, b)| (a.1, b.1));
        let (mut paid, mut kept, mut all) = (0, 0, 0);
        for (before, now) in pairs.filter(|pair| pair.0 > 0) {
            paid += before;
            kept += before.min(now);
            all += now;
        }
        (ratio(kept, paid), ratio(all, paid))
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "amounts are below 2^53")]
fn ratio(part: i64, whole: i64) -> Option<f64> {
    (whole != 0).then(|| part as f64 / whole as f64)
}
