//! What the figures of revenue mean.

use kernel::metric::Metric;

/// Every definition there is.
pub const METRICS: &[Metric] = &[MRR, MRR_CHURN, REVENUE_RETENTION];

pub const MRR: Metric = Metric {
    id: "mrr",
    version: 2,
    name_en: "Monthly recurring revenue (MRR)",
    name_zh: "月度经常性收入（MRR）",
    meaning_en: "What customers pay in a month by their subscriptions: annual fee ÷ 12, from the first day of the term in which a fee holds, in the currency of the subscription; amounts of two currencies are never added up. A movement is the difference of a customer's MRR between two days, decided for the customer as a whole: new for the first that is ever paid, reactivation after it had been zero, expansion, contraction, and churn where it becomes zero. A subscription that is paused counts for nothing while it is, unless the workspace keeps it (mrr_while_paused): that is a movement of its own, pause, and resume when it is over, because the customer is still one. Where several things change on one day the larger part names the movement.",
    meaning_zh: "客户按订阅每月支付的金额：年费 ÷ 12，从该费用所在期的第一天起算，按订阅的币种；不同币种不相加。变动是客户相邻两天 MRR 之差，按整个客户判断：首次付费为新增，归零后再付费为回流，另有增购、减购，归零为流失。订阅暂停期间不计入 MRR（工作区也可设为照常计入）：客户仍是客户，因此单列为暂停，恢复时列为恢复。同一天有多种变化时，按金额较大的一种归类。",
    formula: "end = start + new + reactivation + expansion + contraction + churn + pause + resume; ARR = 12 × MRR",
    invariants: &["mrr_adds_up", "mrr_matches_accounts"],
};

pub const MRR_CHURN: Metric = Metric {
    id: "mrr_churn",
    version: 2,
    name_en: "Churn of customers and MRR",
    name_zh: "客户流失与 MRR 流失",
    meaning_en: "Customers: of those with a subscription that costs something at the start of the period, the share that has none at its end; who is only paused is not lost. MRR, gross: what churned, contracted and was paused, as a share of the MRR at the start, so that a customer who never comes back from a pause has been counted; net: less what others and those who came back added, so it may lie below zero.",
    meaning_zh: "客户流失率：期初有付费订阅的客户中，期末已没有付费订阅的比例；仅暂停的不算流失。MRR 毛流失率：流失、减购与暂停之和占期初 MRR 的比例，因此暂停后不再回来的客户也已计入；净流失率再减去增购、回流和恢复，可能为负。",
    formula: "customer_churn_rate = customers_lost / customers_at_start; gross = −(churn + contraction + pause) / start; net = −(churn + contraction + pause + expansion + reactivation + resume) / start",
    invariants: &[],
};

pub const REVENUE_RETENTION: Metric = Metric {
    id: "revenue_retention",
    version: 1,
    name_en: "Gross and net revenue retention, 12 months",
    name_zh: "12 个月收入毛留存与净留存",
    meaning_en: "The customers that paid twelve months before the end of the period, as one cohort: how much of what they paid then they pay now. Gross counts nobody above what it was; net counts what they pay more. Customers who came later are not in it.",
    meaning_zh: "以期末 12 个月前付费的客户为一组，看他们如今支付的金额占当时的比例。毛留存中每个客户不超过当时的金额，净留存计入增购。之后新来的客户不算。",
    formula: "gross = Σ min(now, then) / Σ then; net = Σ now / Σ then, over customers with then > 0",
    invariants: &[],
};
