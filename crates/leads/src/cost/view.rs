use super::{CostPair, RatioFigure, Suggestion, Thresholds};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::{
    ids::{CampaignId, ChannelId},
    metric::{Check, Definition},
    money::{Currency, Money},
};
use serde::Serialize;
use utoipa::ToSchema;

kernel::words! {
    /// What costs are told of.
    pub enum CostBy {
        /// Of each channel.
        Channel = "channel",
        /// Of each campaign; what is of none comes in one row.
        Campaign = "campaign",
    }

    /// Whether those who will become customers among the leads of the days asked for have had the time to.
    pub enum Maturity {
        /// Nine of ten customers needed less time than has passed since the last day.
        Mature = "mature",
        /// More may become customers.
        Maturing = "maturing",
        /// Fewer than twenty became customers so far: how long it takes is not known.
        Unknown = "unknown",
    }
}

/// What a channel or campaign cost, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CostRow {
    /// Null for leads of which no channel is known, and in the sum of all.
    pub channel_id: Option<ChannelId>,
    /// Null by channel, for what is of no campaign, and in the sum of all.
    pub campaign_id: Option<CampaignId>,
    /// What it is called; null for what is of none.
    pub name: Option<String>,
    /// Leads that came in the days asked for and aren't archived.
    pub leads: u64,
    /// How many of them are valid.
    pub valid_leads: u64,
    /// How many nobody judged yet.
    pub unjudged_leads: u64,
    /// Spent in these days on the channel itself.
    pub media_spend: Money,
    /// Spent in these days in all.
    pub loaded_spend: Money,
    pub cost_per_lead: CostPair,
    pub cost_per_valid_lead: CostPair,
    /// Customers who paid for the first time in these days; who came back and who pays nothing are not among them.
    pub period_customers: u32,
    /// Spend of these days ÷ `period_customers`.
    pub period_cac: CostPair,
    /// Customers who ever paid, of the leads that came in these days.
    pub cohort_customers: u32,
    /// Spend of these days ÷ `cohort_customers`.
    pub cohort_cac: CostPair,
    /// Conversions of these days in thousandths, by the model of attribution that was asked for; null without one.
    pub attributed_conversions: Option<i64>,
    /// Spend of these days ÷ attributed conversions.
    pub attributed_cac: CostPair,
    /// What the cohort's customers pay a month in all.
    pub cohort_monthly_revenue: Money,
    /// What they paid in their first year, less what was paid back.
    pub cohort_first_year_revenue: Money,
    /// First year's revenue ÷ loaded spend.
    pub first_year_return: RatioFigure,
    /// Lifetime value ÷ loaded spend, as a ratio of sums.
    #[serde(rename = "yield")]
    pub yielded: RatioFigure,
    /// Months until what the cohort pays has covered the loaded spend.
    pub payback_months: RatioFigure,
    pub suggestion: Suggestion,
}

/// The rows of a month.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CostMonth {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub maturity: Maturity,
    pub rows: Vec<CostRow>,
    pub total: CostRow,
}

/// What channels or campaigns cost, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CostReport {
    pub definition: Definition,
    pub by: CostBy,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day.
    pub to_on: NaiveDate,
    /// The workspace's: three letters.
    #[schema(value_type = String, example = "CNY")]
    pub currency: Currency,
    /// The beginning of the first day, as lists of leads take it for `created_at_gte`.
    pub created_at_gte: DateTime<Utc>,
    /// The end of the last day, as lists of leads take it for `created_at_lt`.
    pub created_at_lt: DateTime<Utc>,
    pub maturity: Maturity,
    /// Days from the first contact to the first payment within which nine of ten customers paid; null below twenty.
    pub cycle_days_p90: Option<i64>,
    /// Of which part of revenue costs are paid back.
    pub gross_margin: f64,
    /// For how many months a customer stays: twelve ÷ the share that left within a year, sixty at most. Null while fewer
    /// than twenty left.
    pub lifetime_months: Option<f64>,
    /// Currencies in which something was spent on days without a rate: that money is not in the sums.
    pub missing_rates: Vec<&'static str>,
    pub rows: Vec<CostRow>,
    pub total: CostRow,
    /// Month by month, where that was asked for.
    pub months: Vec<CostMonth>,
    pub thresholds: Thresholds,
    /// What was checked: that the rows sum to what was spent.
    pub checks: Vec<Check>,
    pub as_of: DateTime<Utc>,
}
