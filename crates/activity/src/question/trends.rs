//! Trends: how many events, or how many units that did them, in each period.

mod active;
mod answer;

pub use answer::TrendsAnswer;

use super::{
    UnitOfQuestion,
    ask::Asked,
    audience::{self, Audience, Breakdown, Group, Part, Parted},
    range::{self, Range},
    retention::default_unit,
    selector::{EventSelector, Events, Pass, flaws},
    timeline::TimedDays,
};
use crate::index::{
    bits::Bits,
    calendar::{Period, Span, date},
    segment::{Key, Segment},
};
use active::{Active, Days, days_of};
use chrono::NaiveDate;
use kernel::{Error, Findings, Limited, ids::SegmentId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use validator::Validate;

kernel::words! {
    /// What a trend counts.
    pub enum TrendMeasure {
        /// Events of people or visitors (or of accounts, where those are the unit).
        Events = "events",
        /// Different units in the period.
        Units = "units",
        /// Different units in the 7 days up to the period's last day.
        Active7Days = "active_7_days",
        /// The same with 28 days: four of each weekday.
        Active28Days = "active_28_days",
        /// The same with 30 days.
        Active30Days = "active_30_days",
    }
}

impl TrendMeasure {
    const fn trailing_days(self) -> Option<usize> {
        match self {
            Self::Events | Self::Units => None,
            Self::Active7Days => Some(7),
            Self::Active28Days => Some(28),
            Self::Active30Days => Some(30),
        }
    }
}

/// Ask how many there were.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TrendsQuestion {
    #[serde(default = "default_unit")]
    pub unit: UnitOfQuestion,
    /// One line each.
    #[validate(nested)]
    #[schema(value_type = Vec<TrendSeries>, min_items = 1, max_items = 10)]
    pub series: Limited<TrendSeries, 1, 10>,
    #[serde(default = "default_period")]
    pub period: Period,
    /// A day of the first period; by default 30 days, 12 weeks or 12 months are shown.
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

/// One line of a trend.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TrendSeries {
    /// What is counted; any event if left out.
    #[validate(nested)]
    pub event: Option<EventSelector>,
    #[serde(default = "default_measure")]
    pub measure: TrendMeasure,
}

pub(super) const fn default_period() -> Period {
    Period::Day
}
const fn default_measure() -> TrendMeasure {
    TrendMeasure::Units
}

pub struct Trends {
    question: TrendsQuestion,
    spans: Vec<Span>,
    lines: Parted<Vec<Line>>,
}

enum Line {
    Events { counts: Vec<u64> },
    Units { sets: Vec<Arc<Bits>>, total: Option<u64> },
    Active(Active),
}

impl TrendsQuestion {
    /// What is wrong with it on any day.
    pub fn findings(&self) -> Findings {
        let mut findings = Findings::of(self);
        findings.extend(range::clash(self.from_on, self.last_days));
        findings.extend(audience::flaws(self.unit, self.breakdown.as_ref()));
        for (index, series) in self.series.iter().enumerate() {
            findings.extend(flaws(&format!("/series/{index}/event"), series.event.as_ref()));
        }
        findings
    }
}

pub async fn evaluate(asked: &Asked<'_>, mut question: TrendsQuestion) -> Result<Trends, Error> {
    question.findings().finish()?;
    let (calendar, period) = (asked.snapshot.calendar(), question.period);
    let range = Range::of(question.from_on, question.to_on, question.last_days.take());
    let spans = range::periods(calendar, period, range, asked.today)?;
    let Some((first, last)) = spans.first().zip(spans.last()) else {
        return Err(Error::internal("a range has at least one period"));
    };
    let all = Span { from: first.from, until: last.until };
    (question.from_on, question.to_on) = (Some(date(all.from)), Some(date(all.until - 1)));
    let audience =
        asked.audience(question.unit, question.segment_id, question.breakdown.as_ref()).await?;
    let by_day = days_of(asked, &question, all, &audience).await?;
    let mut lines = Vec::with_capacity(question.series.len());
    for series in question.series.iter() {
        let days = by_day.iter().find(|days| days.are_of(series));
        lines.push(line(asked, &question, series, (&spans, days), &audience).await?);
    }
    let groups = groups(&audience, &spans, &lines)?;
    let whole = lines.into_iter().map(|(line, _)| line).collect();
    Ok(Trends { question, spans, lines: Parted { whole, groups } })
}

/// A group, and its part of each line.
type LinesOfGroup = (Group, Vec<Line>);

/// A line, and where it counts events the days that they were counted from.
type LineWithDays = (Line, Vec<(Key, Arc<Segment>)>);

/// `days` are those of its events, where other lines or this one need them anyway.
async fn line(
    asked: &Asked<'_>,
    question: &TrendsQuestion,
    series: &TrendSeries,
    (spans, days): (&[Span], Option<&Days>),
    audience: &Audience,
) -> Result<LineWithDays, Error> {
    let without_days = |line| Ok((line, Vec::new()));
    match (series.measure.trailing_days(), days) {
        (Some(length), Some(days)) => {
            return without_days(Line::Active(days.active(length, spans)));
        }
        (None, Some(days))
            if series.measure == TrendMeasure::Units && question.period == Period::Day =>
        {
            return without_days(units(days.of_range().to_vec()));
        }
        _ => {}
    }
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let all = Span {
        from: spans.first().map_or(asked.today, |span| span.from),
        until: spans.last().map_or(asked.today, |span| span.until),
    };
    let events = Events::find(snapshot, series.event.as_ref()).await?;
    let selected = events.select(snapshot, kind, all, Pass::Each).await?;
    if series.measure != TrendMeasure::Events {
        return without_days(units(audience.keep(selected.sets(snapshot, kind, spans).await?)));
    }
    // How many there were is known by itself; whose they were is read.
    if audience.is_everybody() && question.breakdown.is_none() {
        return without_days(Line::Events { counts: selected.counts(snapshot, kind, spans) });
    }
    let days = selected.timed(snapshot, kind, all).await?;
    let counts = events_of(&days, spans, |_, unit| audience.has(unit))?;
    Ok((Line::Events { counts }, days))
}

fn units(sets: Vec<Arc<Bits>>) -> Line {
    let whole = Bits::union_of(sets.iter().map(AsRef::as_ref));
    Line::Units { sets, total: Some(whole.count()) }
}

/// How many events there were in each of the spans, of those units that are wanted there.
fn events_of(
    days: &TimedDays,
    spans: &[Span],
    is_wanted: impl Fn(usize, u32) -> bool,
) -> Result<Vec<u64>, Error> {
    let mut counts = vec![0; spans.len()];
    for (key, segment) in days {
        let place = spans.partition_point(|span| span.until <= key.period);
        let Some(total) = counts.get_mut(place) else { continue };
        segment.for_each_count(|unit, count| {
            if is_wanted(place, unit) {
                *total += u64::from(count);
            }
        })?;
    }
    Ok(counts)
}

fn groups(
    audience: &Audience,
    spans: &[Span],
    lines: &[LineWithDays],
) -> Result<Option<Vec<LinesOfGroup>>, Error> {
    if !audience.is_split() {
        return Ok(None);
    }
    let mut everybody = Bits::default();
    for (line, days) in lines {
        line.sets().iter().for_each(|set| everybody.unite(set));
        for (_, segment) in days {
            everybody.unite(&segment.bits()?);
        }
    }
    audience.keep_in(&mut everybody);
    let ends: Vec<_> = spans.iter().map(|span| span.until - 1).collect();
    let Some(parts) = audience.parts(|| everybody, &ends) else { return Ok(None) };
    let lines_of = |part: Part| {
        let sets = |line: &Line| -> Vec<Arc<Bits>> {
            line.sets().iter().enumerate().map(|(at, set)| Arc::new(part.of(set, at))).collect()
        };
        let line = |(line, days): &LineWithDays| match line {
            Line::Units { total: Some(_), .. } => Ok(units(sets(line))),
            Line::Units { .. } | Line::Active(_) => {
                Ok(Line::Units { sets: sets(line), total: None })
            }
            Line::Events { .. } => {
                let is_wanted =
                    |at: usize, unit| part.sets[at].contains(unit) && audience.has(unit);
                Ok(Line::Events { counts: events_of(days, spans, is_wanted)? })
            }
        };
        let lines = lines.iter().map(line).collect::<Result<_, Error>>()?;
        Ok((part.group, lines))
    };
    parts.into_iter().map(lines_of).collect::<Result<_, _>>().map(Some)
}

impl Trends {
    /// `0.11`: the first line in the twelfth period; with a key, that of a group.
    pub fn cell(&self, id: &str, key: Option<&str>) -> Option<Arc<Bits>> {
        let (line, at) = id.split_once('.')?;
        let lines = self.lines.get(key)?;
        lines.get(line.parse::<usize>().ok()?)?.set(at.parse::<usize>().ok()?)
    }
}

impl Line {
    fn sets(&self) -> &[Arc<Bits>] {
        match self {
            Self::Events { .. } => &[],
            Self::Units { sets, .. } => sets,
            Self::Active(active) => active.sets(),
        }
    }

    fn set(&self, at: usize) -> Option<Arc<Bits>> {
        match self {
            Self::Active(active) => active.set(at),
            Self::Events { .. } | Self::Units { .. } => self.sets().get(at).cloned(),
        }
    }
}
