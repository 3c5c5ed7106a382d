//! The metric dictionary: what each figure means, as data. A definition that changes gets a new version, so that a number
//! that was noted down last year can still be explained.

use serde::Serialize;
use utoipa::ToSchema;

/// What a figure means.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Metric {
    /// Its name in answers.
    #[schema(example = "retention")]
    pub id: &'static str,
    /// Raised when the definition changes.
    #[schema(example = 1)]
    pub version: u32,
    /// What it is called, in English.
    pub name_en: &'static str,
    /// In Chinese.
    pub name_zh: &'static str,
    /// What is counted, and how.
    pub meaning_en: &'static str,
    /// In Chinese.
    pub meaning_zh: &'static str,
    /// The formula, in the names of the request.
    #[schema(example = "N(c,k) / N(c,0)")]
    pub formula: &'static str,
    /// What always holds; checked whenever the figure is made.
    pub invariants: &'static [&'static str],
}

pub const RETENTION: &str = "retention";
pub const TRENDS: &str = "trends";
pub const FUNNEL: &str = "funnel";
pub const STICKINESS: &str = "stickiness";
pub const LIFECYCLE: &str = "lifecycle";

/// Every definition there is.
pub const METRICS: &[Metric] = &[
    Metric {
        id: TRENDS,
        version: 1,
        name_en: "Trend",
        name_zh: "趋势",
        meaning_en: "Events, or the different people or accounts that did them, in each period of the workspace's calendar. active_7_days, active_28_days and active_30_days count who was active in as many days up to the last day of the period.",
        meaning_zh: "按工作区的日历，统计每个周期内事件发生的次数，或做过这些事件的用户（客户）数。active_7_days、active_28_days、active_30_days 统计截至周期最后一天的 7、28、30 天内活跃过的用户（客户）数。",
        formula: "events: Σ events; units: |{units with an event in the period}|; active_n_days: |{units with an event in the n days up to the period's last}|",
        invariants: &["units_within_total"],
    },
    Metric {
        id: FUNNEL,
        version: 1,
        name_en: "Funnel",
        name_zh: "漏斗",
        meaning_en: "Units that did the steps within the window. An attempt starts at any event of step 1; the attempt that gets furthest counts, the earliest on ties. The window counts from the start and includes its end. A unit that did not convert is still open as long as the window of one of its attempts is not over.",
        meaning_zh: "在转化窗口内依次完成各步骤的用户（客户）数。每次做第 1 步都开始一次尝试；取走得最远的一次，同样远取最早的一次。窗口从第 1 步算起，含终点。未转化但仍有尝试在窗口内的，记为“进行中”，不算流失。",
        formula: "rate(k) = reached(k) / reached(1); time(k) = t(k) − t(k−1) of the counted attempt; the median of an even number is the mean of the middle two",
        invariants: &["funnel_falls", "funnel_states_add_up"],
    },
    Metric {
        id: RETENTION,
        version: 1,
        name_en: "Retention",
        name_zh: "留存",
        meaning_en: "Of the units whose start event lies in period c, the share that did the return event in period c + k. A cell counts once its period is over; before, it is null. The mean is pooled over finished cells.",
        meaning_zh: "初始行为发生在周期 c 的用户（客户）中，在周期 c + k 做了后续行为的比例。周期结束后该格才计数，之前为空。平均行按已结束的格子合并计算。",
        formula: "r(c,k) = N(c,k) / N(c,0), N(c,0) = cohort_size; mean(k) = Σ N(c,k) / Σ N(c,0)",
        invariants: &["retained_within_cohort"],
    },
    Metric {
        id: STICKINESS,
        version: 1,
        name_en: "Stickiness",
        name_zh: "粘性",
        meaning_en: "How many units were active in exactly k periods of the range. ratio is the mean over the days of the range of that day's active units divided by those active in the 30 days up to it.",
        meaning_zh: "在所选范围内，恰好有 k 个周期活跃的用户（客户）数。ratio 是每天的活跃数除以截至当天 30 天内的活跃数，再对各天取平均。",
        formula: "exactly(k) = |{units active in k periods}|; ratio = mean over days of DAU(d) / MAU30(d)",
        invariants: &["stickiness_adds_up"],
    },
    Metric {
        id: LIFECYCLE,
        version: 1,
        name_en: "Lifecycle",
        name_zh: "生命周期",
        meaning_en: "new: active, and never seen before. returning: active in this period and the one before. resurrecting: active, seen before, but not in the period before. dormant: active in the period before and not in this one.",
        meaning_zh: "新增：本周期活跃且此前从未出现。持续：本周期和上一周期都活跃。回流：本周期活跃，以前出现过，但上一周期没有。沉默：上一周期活跃，本周期不再活跃。",
        formula: "active(t) = new + returning + resurrecting; active(t) − active(t−1) = new + resurrecting − dormant",
        invariants: &["lifecycle_identity"],
    },
];

/// The definition with this id.
pub fn metric(id: &str) -> Option<&'static Metric> {
    METRICS.iter().find(|metric| metric.id == id)
}
