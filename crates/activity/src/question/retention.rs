//! Retention: of those who began in a period, how many came back in the periods after. Definitions of cohort modes and
//! criteria: the parameters' own documentation; all of them are answered by intersecting the cohort with one set per cell.

mod answer;
mod windows;

pub use answer::RetentionAnswer;

use super::{
    UnitOfQuestion,
    ask::Asked,
    audience::{self, Breakdown, Parted},
    range,
    selector::{EventSelector, Events, Pass, Selected, flaws},
};
use crate::index::{
    bits::Bits,
    calendar::{Period, Span},
};
use chrono::NaiveDate;
use kernel::{Error, FieldError, Findings, ids::SegmentId};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, sync::Arc};
use utoipa::ToSchema;
use validator::Validate;
use windows::Windows;

kernel::words! {
    /// Which periods a unit begins in.
    pub enum CohortMode {
        /// In each period in which it did the start event.
        Recurring = "recurring",
        /// In the period of its first start event of all history that fulfils the conditions.
        FirstTime = "first_time",
        /// In the period of its very first event of these names, and only if that one fulfils the conditions.
        FirstEver = "first_ever",
    }

    /// When a unit counts as having come back in the period k after its start.
    pub enum RetentionCriteria {
        /// It did the return event in period k.
        On = "on",
        /// In period k or any later one, up to now. Young cohorts have been watched for less time.
        OnOrAfter = "on_or_after",
        /// In any of the periods 0 to k.
        OnOrBefore = "on_or_before",
        /// In each of the periods 1 to k.
        Streak = "streak",
        /// In any period of bracket k; the brackets follow one another from period 1 on.
        Bracket = "bracket",
    }

    /// How periods after the start are counted.
    pub enum RetentionWindow {
        /// By the workspace's calendar.
        Calendar = "calendar",
        /// From the instant of the start event on: a day is 24 hours, a week 7 days, a month 30 days.
        Rolling24h = "rolling_24h",
    }

    /// What a rate is a share of.
    pub enum RetentionReference {
        /// The cohort.
        Cohort = "cohort",
        /// Those who came back one period earlier.
        Previous = "previous",
    }
}

/// Ask how many come back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RetentionQuestion {
    #[serde(default = "default_unit")]
    pub unit: UnitOfQuestion,
    /// What begins it; any event if left out.
    #[validate(nested)]
    pub start_event: Option<EventSelector>,
    /// What counts as coming back; any event if left out.
    #[validate(nested)]
    pub return_event: Option<EventSelector>,
    #[serde(default = "default_period")]
    pub period: Period,
    #[serde(default = "default_mode")]
    pub cohort_mode: CohortMode,
    #[serde(default = "default_criteria")]
    pub criteria: RetentionCriteria,
    /// The lengths of the brackets in periods, for that criterion.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20, example = json!([3, 4, 7]))]
    pub brackets: Option<Vec<u16>>,
    #[serde(default = "default_window")]
    pub window: RetentionWindow,
    /// How often the return event must have been done in a period. It does not touch the cohort's size.
    #[serde(default = "one")]
    #[validate(range(min = 1, max = 1000))]
    #[schema(minimum = 1, maximum = 1000, example = 1)]
    pub min_occurrences: u32,
    #[serde(default = "default_reference")]
    pub reference: RetentionReference,
    /// A day of the first cohort; by default the last cohort is the current period.
    pub first_on: Option<NaiveDate>,
    /// How many cohorts are shown.
    #[serde(default = "twelve")]
    #[validate(range(min = 1, max = 60))]
    #[schema(minimum = 1, maximum = 60, example = 12)]
    pub cohorts: u16,
    /// How many periods are looked at, the cohort's own included.
    #[serde(default = "twelve")]
    #[validate(range(min = 1, max = 60))]
    #[schema(minimum = 1, maximum = 60, example = 12)]
    pub periods: u16,
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

pub(super) const fn default_unit() -> UnitOfQuestion {
    UnitOfQuestion::Person
}
const fn default_period() -> Period {
    Period::Week
}
const fn default_mode() -> CohortMode {
    CohortMode::FirstTime
}
const fn default_criteria() -> RetentionCriteria {
    RetentionCriteria::On
}
const fn default_window() -> RetentionWindow {
    RetentionWindow::Calendar
}
const fn default_reference() -> RetentionReference {
    RetentionReference::Cohort
}
const fn one() -> u32 {
    1
}
pub(super) const fn twelve() -> u16 {
    12
}

/// Cohorts, and who came back when.
pub struct Retention {
    question: RetentionQuestion,
    cohorts: Vec<Cohort>,
    /// Who belongs to each cohort; to a group, by the last day of the cohort's period.
    units: Parted<Vec<Arc<Bits>>>,
    hits: Hits,
}

struct Cohort {
    span: Span,
    /// For each period after the start: whether it is over.
    is_over: Vec<bool>,
}

/// Who did the return event.
enum Hits {
    /// By period of the calendar, from that of the first cohort to the current one; `later` also in any after it.
    Calendar { on: Vec<Arc<Bits>>, later: Vec<Bits> },
    /// By cohort and period after the start.
    Rolling(Vec<Vec<Bits>>),
}

pub async fn evaluate(asked: &Asked<'_>, question: RetentionQuestion) -> Result<Retention, Error> {
    let question = check(asked, question)?;
    let (calendar, period) = (asked.snapshot.calendar(), question.period);
    let first = question.first_on.map_or(asked.today, |day| day.to_epoch_days());
    let first = calendar.period_start(period, first);
    let spans = calendar.periods(period, first, usize::from(question.cohorts));
    let audience =
        asked.audience(question.unit, question.segment_id, question.breakdown.as_ref()).await?;
    let units = audience.keep(cohort_sets(asked, &question, &spans).await?);
    let everybody = || Bits::union_of(units.iter().map(AsRef::as_ref));
    let ends: Vec<_> = spans.iter().map(|span| span.until - 1).collect();
    let parts = audience.parts(everybody, &ends);
    let units = Parted::new(units, parts, |units, part| {
        units.iter().enumerate().map(|(at, units)| Arc::new(part.of(units, at))).collect()
    });
    // Up to the current period, or as far as the last cohort is looked at.
    let reach = usize::from(question.cohorts) + question.reach();
    let all = calendar.periods(period, first, reach);
    let seen: Vec<Span> = all.iter().copied().filter(|span| span.from <= asked.today).collect();
    let hits = match question.window {
        RetentionWindow::Calendar => calendar_hits(asked, &question, &seen, first).await?,
        RetentionWindow::Rolling24h => {
            let windows = Windows::new(asked, &question, &spans, &units.whole).await?;
            return Ok(Retention {
                cohorts: windows.cohorts(&spans),
                units,
                hits: Hits::Rolling(windows.hits),
                question,
            });
        }
    };
    let over = |index: usize, k: usize| {
        let last = question.last_period(k);
        all.get(index + last).is_some_and(|span| asked.is_over(span.until))
    };
    let cohorts = spans.iter().enumerate().map(|(index, span)| Cohort {
        span: *span,
        is_over: (0..question.columns()).map(|k| over(index, k)).collect(),
    });
    Ok(Retention { cohorts: cohorts.collect(), units, hits, question })
}

impl RetentionQuestion {
    /// What is wrong with it on any day.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::of(self);
        findings.extend(audience::flaws(self.unit, self.breakdown.as_ref()));
        findings.extend(flaws("/start_event", self.start_event.as_ref()));
        findings.extend(flaws("/return_event", self.return_event.as_ref()));
        let needs_brackets = self.criteria == RetentionCriteria::Bracket;
        match &self.brackets {
            None if needs_brackets => findings.add(FieldError::new("/brackets", "required")),
            Some(_) if !needs_brackets => findings.add(FieldError::new("/brackets", "not_allowed")),
            Some(lengths)
                if lengths.contains(&0)
                    || lengths.iter().map(|n| u32::from(*n)).sum::<u32>() > 366 =>
            {
                let error = FieldError::new("/brackets", "out_of_range");
                findings.add(error.with("min", 1).with("max", 366));
            }
            _ => {}
        }
        findings
    }
}

/// The question with its defaults filled in, or everything that is wrong with it.
fn check(asked: &Asked<'_>, mut question: RetentionQuestion) -> Result<RetentionQuestion, Error> {
    let mut findings = question.findings();
    if let Some(day) = question.first_on {
        findings.extend(range::flaw("/first_on", day, asked.today));
    }
    findings.finish()?;
    let calendar = asked.snapshot.calendar();
    if question.first_on.is_none() {
        let now = calendar.period_start(question.period, asked.today);
        let first = calendar.shift(question.period, now, 1 - i32::from(question.cohorts));
        question.first_on = Some(crate::index::calendar::date(first));
    }
    Ok(question)
}

impl RetentionQuestion {
    /// How many figures a cohort has.
    fn columns(&self) -> usize {
        match &self.brackets {
            // The cohort's own period, then the brackets.
            Some(brackets) => brackets.len() + 1,
            None => usize::from(self.periods),
        }
    }

    /// The last period that figure `k` looks at.
    fn last_period(&self, k: usize) -> usize {
        match &self.brackets {
            Some(brackets) => brackets.iter().take(k).map(|length| usize::from(*length)).sum(),
            None => k,
        }
    }

    /// How many periods after its own a cohort is looked at.
    fn reach(&self) -> usize {
        self.last_period(self.columns() - 1)
    }
}

async fn cohort_sets(
    asked: &Asked<'_>,
    question: &RetentionQuestion,
    spans: &[Span],
) -> Result<Vec<Arc<Bits>>, Error> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Ok(Vec::new()) };
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let events = Events::find(snapshot, question.start_event.as_ref()).await?;
    // "First" looks at all history, not at the range alone.
    let beginning = snapshot.first_day(kind).unwrap_or(first.from).min(first.from);
    let (from, pass) = match question.cohort_mode {
        CohortMode::Recurring => (first.from, Pass::Each),
        CohortMode::FirstTime => (beginning, Pass::Each),
        CohortMode::FirstEver => (beginning, Pass::FirstEver),
    };
    let all = Span { from, until: last.until };
    let selected = events.select(snapshot, kind, all, pass).await?;
    let sets = selected.sets(snapshot, kind, spans).await?;
    if question.cohort_mode == CohortMode::Recurring {
        return Ok(sets);
    }
    let before = Span { from: beginning, until: first.from };
    let mut seen = selected.sets(snapshot, kind, &[before]).await?;
    let mut seen = seen.pop().map(Arc::unwrap_or_clone).unwrap_or_default();
    let new = sets.into_iter().map(|set| {
        let new = set.without(&seen);
        seen.unite(&set);
        Arc::new(new)
    });
    Ok(new.collect())
}

async fn calendar_hits(
    asked: &Asked<'_>,
    question: &RetentionQuestion,
    seen: &[Span],
    first: crate::index::calendar::Day,
) -> Result<Hits, Error> {
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let calendar = snapshot.calendar();
    // Whoever comes back later counts up to now, also where the table has ended.
    let is_later = question.criteria == RetentionCriteria::OnOrAfter;
    let spans = if is_later && first <= asked.today {
        calendar.periods_between(question.period, first, asked.today)
    } else {
        seen.to_vec()
    };
    let all = Span { from: first, until: spans.last().map_or(first, |span| span.until) };
    let events = Events::find(snapshot, question.return_event.as_ref()).await?;
    let selected = events.select(snapshot, kind, all, Pass::Each).await?;
    let on = if question.min_occurrences == 1 {
        selected.sets(snapshot, kind, &spans).await?
    } else {
        often(asked, question, &selected, &spans).await?
    };
    let mut later = Vec::new();
    if is_later {
        let mut since = Bits::default();
        later = on
            .iter()
            .rev()
            .map(|set| {
                since.unite(set);
                since.clone()
            })
            .collect();
        later.reverse();
    }
    Ok(Hits::Calendar { on, later })
}

/// Who did it at least so many times in each of the spans.
async fn often(
    asked: &Asked<'_>,
    question: &RetentionQuestion,
    selected: &Selected,
    spans: &[Span],
) -> Result<Vec<Arc<Bits>>, Error> {
    let mut sets = Vec::with_capacity(spans.len());
    for span in spans {
        let days = selected.timed(&asked.snapshot, question.unit.kind(), *span).await?;
        let counts = super::timeline::count(&days)?;
        let often = counts.into_iter().filter(|(_, count)| *count >= question.min_occurrences);
        sets.push(Arc::new(often.map(|(unit, _)| unit).collect()));
    }
    Ok(sets)
}

impl Retention {
    /// Who did what figure `k` of a cohort asks for, whether they belong to the cohort or not.
    fn hits(&self, cohort: usize, k: usize) -> Cow<'_, Bits> {
        let none = || Cow::Owned(Bits::default());
        let on = |period: usize| match &self.hits {
            Hits::Calendar { on, .. } => on.get(cohort + period).map(AsRef::as_ref),
            Hits::Rolling(cohorts) => cohorts.get(cohort).and_then(|hits| hits.get(period)),
        };
        let any = |periods: &mut dyn Iterator<Item = usize>| {
            let mut all = Bits::default();
            periods.filter_map(on).for_each(|set| all.unite(set));
            Cow::Owned(all)
        };
        match self.question.criteria {
            RetentionCriteria::On => on(k).map_or_else(none, Cow::Borrowed),
            RetentionCriteria::OnOrAfter => match &self.hits {
                Hits::Calendar { later, .. } => {
                    later.get(cohort + k).map_or_else(none, Cow::Borrowed)
                }
                Hits::Rolling(cohorts) => any(&mut (k..cohorts.get(cohort).map_or(0, Vec::len))),
            },
            RetentionCriteria::OnOrBefore => any(&mut (0..=k)),
            RetentionCriteria::Streak => {
                let mut all = on(k.min(1)).cloned().unwrap_or_default();
                for period in 2..=k {
                    match on(period) {
                        Some(set) => all.intersect(set),
                        None => return none(),
                    }
                }
                Cow::Owned(all)
            }
            RetentionCriteria::Bracket if k == 0 => on(0).map_or_else(none, Cow::Borrowed),
            RetentionCriteria::Bracket => {
                let from = self.question.last_period(k - 1) + 1;
                any(&mut (from..=self.question.last_period(k)))
            }
        }
    }

    /// `3` is the cohort of row 3, `3.2` those of it who came back in period 2; with a key, those of a group.
    pub fn cell(&self, id: &str, key: Option<&str>) -> Option<Arc<Bits>> {
        let mut places = id.split('.').map(|place| place.parse::<usize>().ok());
        let index = places.next()??;
        let cohort = self.cohorts.get(index)?;
        let units = self.units.get(key)?.get(index)?;
        let Some(k) = places.next() else { return Some(units.clone()) };
        let k = k?;
        let is_there = places.next().is_none() && *cohort.is_over.get(k)?;
        is_there.then(|| Arc::new(units.and(&self.hits(index, k))))
    }
}
