//! The definitions of what costs mean.

use kernel::metric::Metric;

/// Every definition there is.
pub const METRICS: &[Metric] = &[CHANNEL_COSTS, crate::attribution::metric::ATTRIBUTION];

pub const CHANNEL_COSTS: Metric = Metric {
    id: "channel_costs",
    version: 1,
    name_en: "Cost of channels",
    name_zh: "渠道成本",
    meaning_en: "What a channel cost in the days asked for, by what came of it. Spend of a span lies evenly on its days, is converted by the rate of each day, and shared cost is given out by its rule. Media is what was paid to the channel, loaded is all cost. Period CAC divides by customers who paid for the first time in these days, cohort CAC by those who ever paid among the leads that came in these days: they are two figures and differ widely. Who came back and who pays nothing is no new customer. Yield is lifetime value ÷ loaded cost of the cohort: monthly revenue × gross margin × months a customer stays (12 ÷ yearly churn, 60 at most, none below 20 who left). What can't be divided is null and says why.",
    meaning_zh: "所选日期内渠道花了多少钱、带来了什么。跨多天的花费平均摊到每一天，按当天汇率折算，公共费用按其规则分摊。媒体成本是付给渠道本身的钱，完全成本是全部花费。当期获客成本除以当期首次付费的客户数；批次获客成本除以当期进来的线索中最终付费的客户数：两者口径不同，数值可能相差很大。回流客户和免费客户不算新客户。收益度 = 批次客户的生命周期价值 ÷ 完全成本：月收入 × 毛利率 × 客户留存月数（12 ÷ 年流失率，最多 60 个月；流失不足 20 家时不给出）。无法相除的留空并说明原因。",
    formula: "cost_per_lead = spend / leads; period_cac = spend / period_customers; cohort_cac = spend / cohort_customers; yield = Σ monthly × gross_margin × lifetime_months / loaded_spend; payback_months = loaded_spend / (Σ monthly × gross_margin)",
    invariants: &["channels_sum_to_ledger"],
};
