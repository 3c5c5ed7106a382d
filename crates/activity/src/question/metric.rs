//! The definitions of what questions answer.

use kernel::metric::Metric;

/// Every definition there is.
pub const METRICS: &[Metric] = &[TRENDS, FUNNEL, RETENTION, STICKINESS, LIFECYCLE, PATHS, ADOPTION];

pub const TRENDS: Metric = Metric {
    id: "trends",
    version: 1,
    name_en: "Trend",
    name_zh: "趋势",
    meaning_en: "Events, or the different people or accounts that did them, in each period of the workspace's calendar. active_7_days, active_28_days and active_30_days count who was active in as many days up to the last day of the period.",
    meaning_zh: "按工作区的日历，统计每个周期内事件发生的次数，或做过这些事件的用户（客户）数。active_7_days、active_28_days、active_30_days 统计截至周期最后一天的 7、28、30 天内活跃过的用户（客户）数。",
    formula: "events: Σ events; units: |{units with an event in the period}|; active_n_days: |{units with an event in the n days up to the period's last}|",
    invariants: &["units_within_total", "groups_cover"],
};

pub const FUNNEL: Metric = Metric {
    id: "funnel",
    version: 1,
    name_en: "Funnel",
    name_zh: "漏斗",
    meaning_en: "Units that did the steps within the window. An attempt starts at any event of step 1; the attempt that gets furthest counts, the earliest on ties. The window counts from the start and includes its end. A unit that did not convert is still open as long as the window of one of its attempts is not over.",
    meaning_zh: "在转化窗口内依次完成各步骤的用户（客户）数。每次做第 1 步都开始一次尝试；取走得最远的一次，同样远取最早的一次。窗口从第 1 步算起，含终点。未转化但仍有尝试在窗口内的，记为“进行中”，不算流失。",
    formula: "rate(k) = reached(k) / reached(1); time(k) = t(k) − t(k−1) of the counted attempt; the median of an even number is the mean of the middle two",
    invariants: &["funnel_falls", "funnel_states_add_up", "groups_cover"],
};

pub const RETENTION: Metric = Metric {
    id: "retention",
    version: 1,
    name_en: "Retention",
    name_zh: "留存",
    meaning_en: "Of the units whose start event lies in period c, the share that did the return event in period c + k. A cell counts once its period is over; before, it is null. The mean is pooled over finished cells.",
    meaning_zh: "初始行为发生在周期 c 的用户（客户）中，在周期 c + k 做了后续行为的比例。周期结束后该格才计数，之前为空。平均行按已结束的格子合并计算。",
    formula: "r(c,k) = N(c,k) / N(c,0), N(c,0) = cohort_size; mean(k) = Σ N(c,k) / Σ N(c,0)",
    invariants: &["retained_within_cohort", "groups_cover"],
};

pub const STICKINESS: Metric = Metric {
    id: "stickiness",
    version: 1,
    name_en: "Stickiness",
    name_zh: "粘性",
    meaning_en: "How many units were active in exactly k periods of the range. ratio is the mean over the days of the range of that day's active units divided by those active in the 30 days up to it.",
    meaning_zh: "在所选范围内，恰好有 k 个周期活跃的用户（客户）数。ratio 是每天的活跃数除以截至当天 30 天内的活跃数，再对各天取平均。",
    formula: "exactly(k) = |{units active in k periods}|; ratio = mean over days of DAU(d) / MAU30(d)",
    invariants: &["stickiness_adds_up", "groups_cover"],
};

pub const LIFECYCLE: Metric = Metric {
    id: "lifecycle",
    version: 1,
    name_en: "Lifecycle",
    name_zh: "生命周期",
    meaning_en: "new: active, and never seen before. returning: active in this period and the one before. resurrecting: active, seen before, but not in the period before. dormant: active in the period before and not in this one.",
    meaning_zh: "新增：本周期活跃且此前从未出现。持续：本周期和上一周期都活跃。回流：本周期活跃，以前出现过，但上一周期没有。沉默：上一周期活跃，本周期不再活跃。",
    formula: "active(t) = new + returning + resurrecting; active(t) − active(t−1) = new + resurrecting − dormant",
    invariants: &["lifecycle_identity", "groups_cover"],
};

pub const PATHS: Metric = Metric {
    id: "paths",
    version: 1,
    name_en: "Paths",
    name_zh: "路径",
    meaning_en: "What follows what within a visit. A unit's events in the order of time are one visit until a pause of gap_seconds or more; the same event repeated at once is one stop, at its first time. A path is a visit, or the part of it from start to end. A node counts the paths that have an event at a step, a link those that go on from it to another; a path that ends is told apart from one that goes on after the last step shown.",
    meaning_zh: "一次访问中先后做了什么。同一用户（客户）的事件按时间排列，停顿达到 gap_seconds 即算下一次访问；连续重复的同一事件算一站，取第一次的时间。路径是一次访问，或其中从起点到终点的一段。节点统计在该步经过某事件的路径数，连线统计从一个事件接着走到下一个事件的路径数；在此结束的路径，与超出所示步数、仍在继续的路径分开统计。",
    formula: "paths(node) = began + Σ links to it = ended + went_on + Σ links from it",
    invariants: &["paths_conserved", "groups_cover"],
};

pub const ADOPTION: Metric = Metric {
    id: "adoption",
    version: 1,
    name_en: "Feature adoption",
    name_zh: "功能采用",
    meaning_en: "Of the units with any event in the range, those that used a feature at least min_occurrences times. new: never used it before the range. kept and lost: those who used it as often in the range of the same length just before, and did or did not so now. earlier: used it before the range, but not as often just before. Time in a feature runs from each of its events to the next event of the same visit, whatever that is; the last event of a visit counts nothing, so it is a lower bound.",
    meaning_zh: "在所选范围内有任何行为的用户（客户）中，使用某功能不少于 min_occurrences 次的人数。新用：此前从未用过。留用、流失：在紧邻的上一段同样长的时间内达到同样次数，而这一段达到或没有达到的。此前用过：此前用过，但上一段没有达到。使用时长从该功能的每个事件算到同一次访问的下一个事件（不论是什么）；访问的最后一个事件不计时，所以是下限。",
    formula: "rate = adopters / active; lost = adopters(previous range) − adopters(range); seconds = Σ (t(next) − t) over events with a next one in the visit",
    invariants: &["adoption_adds_up", "groups_cover"],
};
