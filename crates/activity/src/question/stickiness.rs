//! Stickiness: in how many periods of a range units were active.

use super::{
    UnitOfQuestion,
    answer::AnswerHead,
    ask::{Asked, Question},
    audience::{self, Breakdown, Group, Parted, cell_of},
    metric,
    range::{self, Range},
    retention::default_unit,
    selector::{EventSelector, Events, Pass, flaws},
    share::Share,
    trailing::count_trailing,
    trends::default_period,
};
use crate::index::{
    bits::Bits,
    calendar::{Period, Span, date},
    counters::Counters,
};
use chrono::NaiveDate;
use kernel::{Error, Findings, ids::SegmentId, metric::Check};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use validator::Validate;

/// A month of days, against which a day's active units are set.
const MONTH: usize = 30;

/// Ask how often people come.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct StickinessQuestion {
    #[serde(default = "default_unit")]
    pub unit: UnitOfQuestion,
    /// What makes active; any event if left out.
    #[validate(nested)]
    pub event: Option<EventSelector>,
    #[serde(default = "default_period")]
    pub period: Period,
    /// A day of the first period; by default 30 days, 12 weeks or 12 months are looked at.
    pub from_on: Option<NaiveDate>,
    /// A day of the last period; today by default.
    pub to_on: Option<NaiveDate>,
    /// So many days up to `to_on`, instead of `from_on`; at most 3 653. The answer names the days themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = 3653))]
    #[schema(minimum = 1, maximum = 3653, example = 90)]
    pub last_days: Option<u16>,
    /// The day at whose end the question is asked; now if left out. Only what happened until then counts, as far as it is
    /// known by now: late events, merges and erasures since are in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of_on: Option<NaiveDate>,
    /// Only those who are in this segment now, or were in it as of then; everybody if left out.
    pub segment_id: Option<SegmentId>,
    /// By what they are split; not at all if left out.
    #[validate(nested)]
    pub breakdown: Option<Breakdown>,
}

/// How often people come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StickinessAnswer {
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The question, with everything that was left out filled in.
    pub question: StickinessQuestion,
    #[serde(flatten)]
    pub figures: StickinessFigures,
    /// The same for each group of the breakdown; null without one.
    pub groups: Option<Vec<StickinessGroup>>,
}

/// How often the units of one group come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StickinessGroup {
    #[serde(flatten)]
    pub group: Group,
    #[serde(flatten)]
    pub figures: StickinessFigures,
}

/// How often units come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StickinessFigures {
    /// How many were active in the range at all.
    pub units: u64,
    /// In exactly so many periods; from 1 on.
    pub exactly: Vec<StickinessCell>,
    /// In at least so many.
    pub at_least: Vec<StickinessCell>,
    /// How many were active in a period, on average; null where the range is empty.
    pub mean_active_per_period: Option<f64>,
    /// The mean over the days of the range of DAU ÷ MAU (30 days); only for days.
    #[schema(minimum = 0, maximum = 1)]
    pub ratio: Option<f64>,
    /// Why there is no ratio: `days_only` or `no_units`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub ratio_reason: Option<&'static str>,
}

/// Units that were active in so many periods, as a share of all that were active.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StickinessCell {
    /// In how many periods.
    #[schema(example = 3)]
    pub periods: usize,
    /// How many units.
    pub units: u64,
    #[serde(flatten)]
    pub share: Share,
    /// Opens the list.
    #[schema(example = "exactly.3")]
    pub cell: String,
}

pub struct Stickiness {
    question: StickinessQuestion,
    habits: Parted<Habit>,
}

/// In how many periods units were active.
struct Habit {
    sets: Vec<Arc<Bits>>,
    /// How many units were active in each period.
    active: Vec<u64>,
    counters: Counters,
    /// How many were active in exactly 1, 2, … periods.
    exactly: Vec<u64>,
    ratio: Result<f64, &'static str>,
}

impl StickinessQuestion {
    /// What is wrong with it on any day.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::of(self);
        findings.extend(range::clash(self.from_on, self.last_days));
        findings.extend(audience::flaws(self.unit, self.breakdown.as_ref()));
        findings.extend(flaws("/event", self.event.as_ref()));
        findings
    }
}

pub async fn evaluate(
    asked: &Asked<'_>,
    mut question: StickinessQuestion,
) -> Result<Stickiness, Error> {
    question.findings().finish()?;
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let range = Range::of(question.from_on, question.to_on, question.last_days.take());
    let spans = range::periods(snapshot.calendar(), question.period, range, asked.today)?;
    let all = Span {
        from: spans.first().map_or(asked.today, |span| span.from),
        until: spans.last().map_or(asked.today, |span| span.until),
    };
    (question.from_on, question.to_on) = (Some(date(all.from)), Some(date(all.until - 1)));
    let month_before = all.from - i32::try_from(MONTH - 1).unwrap_or_default();
    let events = Events::find(snapshot, question.event.as_ref()).await?;
    let wide = Span { from: month_before, until: all.until };
    let selected = events.select(snapshot, kind, wide, Pass::Each).await?;
    let audience =
        asked.audience(question.unit, question.segment_id, question.breakdown.as_ref()).await?;
    let is_daily = question.period == Period::Day;
    let each: Vec<Span> = wide.days().map(|day| Span { from: day, until: day + 1 }).collect();
    let periods = if is_daily { &each } else { &spans };
    let sets = audience.keep(selected.sets(snapshot, kind, periods).await?);
    let everybody = || Bits::union_of(sets.iter().map(AsRef::as_ref));
    let first = spans.first().map_or(asked.today, |span| span.until - 1);
    let parts = audience.parts(everybody, &[first]);
    let of = |sets| if is_daily { Habit::of_days(sets) } else { Habit::of(sets, Err("days_only")) };
    let habits = Parted::new(of(sets.clone()), parts, |_, part| {
        of(sets.iter().map(|set| Arc::new(part.of(set, 0))).collect())
    });
    Ok(Stickiness { question, habits })
}

impl Habit {
    fn of(sets: Vec<Arc<Bits>>, ratio: Result<f64, &'static str>) -> Self {
        let active = sets.iter().map(|set| set.count()).collect();
        let counters = Counters::of(&sets);
        let exactly = counters.counts();
        Self { sets, active, counters, exactly, ratio }
    }

    /// The days of the range, and before them those of a month less one, for the ratio.
    fn of_days(mut days: Vec<Arc<Bits>>) -> Self {
        let months = count_trailing(&days, &[MONTH], MONTH - 1).swap_remove(0);
        days.drain(..MONTH - 1);
        let mut habit = Self::of(days, Err("no_units"));
        habit.ratio = ratio(&habit.active, &months);
        habit
    }
}

/// The mean of DAU ÷ MAU; days without anybody in a month before them don't count.
#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
fn ratio(days: &[u64], months: &[u64]) -> Result<f64, &'static str> {
    let pairs = days.iter().zip(months).filter(|(_, month)| **month > 0);
    let ratios: Vec<f64> = pairs.map(|(day, month)| *day as f64 / *month as f64).collect();
    if ratios.is_empty() {
        return Err("no_units");
    }
    Ok(ratios.iter().sum::<f64>() / ratios.len() as f64)
}

impl Stickiness {
    pub fn answer(self, asked: &Asked<'_>) -> StickinessAnswer {
        let groups = self.habits.each_group(|group, habit| StickinessGroup {
            group: group.clone(),
            figures: habit.figures(Some(group)),
        });
        let adds_up = self.habits.every().all(Habit::adds_up);
        let checks = vec![
            Check { code: "stickiness_adds_up", holds: adds_up },
            self.habits.check(|habit| habit.sets.iter().map(AsRef::as_ref).collect()),
        ];
        let figures = self.habits.whole.figures(None);
        let question = self.question;
        let head = asked.head(&metric::STICKINESS, &Question::Stickiness(question.clone()), checks);
        StickinessAnswer { head, question, figures, groups }
    }

    /// `exactly.3`, or `at_least.3`; with a key, those of a group.
    pub fn cell(&self, id: &str, key: Option<&str>) -> Option<Arc<Bits>> {
        let habit = self.habits.get(key)?;
        let (name, periods) = id.split_once('.')?;
        let index = periods.parse::<usize>().ok()?.checked_sub(1)?;
        match name {
            _ if index >= habit.sets.len() => None,
            "exactly" => Some(Arc::new(habit.counters.exactly(index + 1))),
            "at_least" => Some(Arc::new(habit.counters.at_least(index + 1))),
            _ => None,
        }
    }
}

impl Habit {
    /// Whoever was active in k periods was counted k times.
    fn adds_up(&self) -> bool {
        let weighted: u64 = (1..).zip(&self.exactly).map(|(periods, units)| periods * units).sum();
        self.active.iter().sum::<u64>() == weighted
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
    fn figures(&self, group: Option<&Group>) -> StickinessFigures {
        let units: u64 = self.exactly.iter().sum();
        let cells = |name: &str, counts: &[u64]| {
            let cell = |(periods, count): (usize, &u64)| StickinessCell {
                periods,
                units: *count,
                share: Share::of(*count, units),
                cell: cell_of(format_args!("{name}.{periods}"), group),
            };
            (1..).zip(counts).map(cell).collect::<Vec<_>>()
        };
        let at_least: Vec<u64> =
            (0..self.exactly.len()).map(|from| self.exactly[from..].iter().sum()).collect();
        StickinessFigures {
            units,
            exactly: cells("exactly", &self.exactly),
            at_least: cells("at_least", &at_least),
            mean_active_per_period: (!self.sets.is_empty())
                .then(|| self.active.iter().sum::<u64>() as f64 / self.sets.len() as f64),
            ratio: self.ratio.ok(),
            ratio_reason: self.ratio.err(),
        }
    }
}
