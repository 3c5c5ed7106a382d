//! Trends: how many events, or how many units that did them, in each period.

use super::{
    UnitOfQuestion,
    answer::{AnswerHead, CellState},
    ask::{Asked, Question},
    metric, range,
    retention::default_unit,
    selector::{EventSelector, Events, Pass, flaws},
};
use crate::index::{
    bits::Bits,
    calendar::{Period, Span, date},
};
use chrono::NaiveDate;
use kernel::{Error, Findings, Limited, metric::Check};
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

/// Lines over time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrendsAnswer {
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The question, with everything that was left out filled in.
    pub question: TrendsQuestion,
    /// The first day of each period.
    pub starts: Vec<NaiveDate>,
    /// One per line that was asked for.
    pub series: Vec<TrendLine>,
}

/// One line.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrendLine {
    /// What it counts; null for any event.
    pub event: Option<EventSelector>,
    /// How it counts.
    pub measure: TrendMeasure,
    /// One per period.
    pub values: Vec<TrendValue>,
    /// All events, or all different units, of the whole range; null for active users, who can't be added up.
    pub total: Option<u64>,
}

/// A point of a line.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrendValue {
    /// So far, if the period is not over.
    #[schema(example = 320)]
    pub value: u64,
    pub state: CellState,
    /// Opens the list of the units; null for events.
    #[schema(example = "0.11")]
    pub cell: Option<String>,
}

pub struct Trends {
    question: TrendsQuestion,
    spans: Vec<Span>,
    lines: Vec<Line>,
}

enum Line {
    Events { counts: Vec<u64> },
    Units { sets: Vec<Arc<Bits>>, total: Option<u64> },
}

impl TrendsQuestion {
    /// What is wrong with it on any day.
    pub(super) fn findings(&self) -> Findings {
        let mut findings = Findings::of(self);
        for (index, series) in self.series.iter().enumerate() {
            findings.extend(flaws(&format!("/series/{index}/event"), series.event.as_ref()));
        }
        findings
    }
}

pub async fn evaluate(asked: &Asked<'_>, mut question: TrendsQuestion) -> Result<Trends, Error> {
    question.findings().finish()?;
    let (calendar, period) = (asked.snapshot.calendar(), question.period);
    let range = (question.from_on, question.to_on);
    let spans = range::periods(calendar, period, range, asked.today)?;
    let Some((first, last)) = spans.first().zip(spans.last()) else {
        return Err(Error::internal("a range has at least one period"));
    };
    let all = Span { from: first.from, until: last.until };
    (question.from_on, question.to_on) = (Some(date(all.from)), Some(date(all.until - 1)));
    let mut lines = Vec::with_capacity(question.series.len());
    for series in question.series.iter() {
        lines.push(line(asked, &question, series, &spans, all).await?);
    }
    Ok(Trends { question, spans, lines })
}

async fn line(
    asked: &Asked<'_>,
    question: &TrendsQuestion,
    series: &TrendSeries,
    spans: &[Span],
    all: Span,
) -> Result<Line, Error> {
    let (snapshot, kind) = (&asked.snapshot, question.unit.kind());
    let events = Events::find(snapshot, series.event.as_ref()).await?;
    let trailing = series.measure.trailing_days();
    let before = i32::try_from(trailing.unwrap_or(1) - 1).unwrap_or_default();
    let wide = Span { from: all.from - before, until: all.until };
    let selected = events.select(snapshot, kind, wide, Pass::Each).await?;
    if series.measure == TrendMeasure::Events {
        return Ok(Line::Events { counts: selected.counts(snapshot, kind, spans) });
    }
    let Some(days) = trailing else {
        let sets = selected.sets(snapshot, kind, spans).await?;
        let mut whole = Bits::default();
        for set in &sets {
            whole.unite(set);
        }
        return Ok(Line::Units { sets, total: Some(whole.count()) });
    };
    let each_day: Vec<Span> = wide.days().map(|day| Span { from: day, until: day + 1 }).collect();
    let by_day = selected.sets(snapshot, kind, &each_day).await?;
    let trailing = unite_trailing(&by_day, days);
    let at = |span: &Span| usize::try_from(span.until - 1 - wide.from).unwrap_or_default();
    let sets = spans.iter().filter_map(|span| trailing.get(at(span)).cloned()).collect();
    Ok(Line::Units { sets, total: None })
}

/// For each day the union of it and the days before it, `length` in all. Within blocks of `length` days each set is the
/// end of one block and the beginning of the next, so that three unions a day do whatever the length (van Herk 1992).
pub(super) fn unite_trailing(days: &[Arc<Bits>], length: usize) -> Vec<Arc<Bits>> {
    let mut ends: Vec<Arc<Bits>> = days.to_vec();
    for block in ends.chunks_mut(length) {
        for index in (0..block.len().saturating_sub(1)).rev() {
            let mut set = Bits::clone(&block[index]);
            set.unite(&block[index + 1]);
            block[index] = Arc::new(set);
        }
    }
    let mut beginning = Bits::default();
    let united = days.iter().enumerate().map(|(index, day)| {
        if index % length == 0 {
            beginning = Bits::clone(day);
        } else {
            beginning.unite(day);
        }
        let mut set = beginning.clone();
        // The end of the block before, from the first day of the window on.
        if index % length != length - 1 && index >= length {
            set.unite(&ends[index + 1 - length]);
        }
        Arc::new(set)
    });
    united.collect()
}

impl Trends {
    pub fn answer(self, asked: &Asked<'_>) -> TrendsAnswer {
        let lines = self.lines.iter().enumerate().zip(self.question.series.iter());
        let series: Vec<TrendLine> = lines
            .map(|((index, line), series)| TrendLine {
                event: series.event.clone(),
                measure: series.measure,
                values: self.values(asked, index, line),
                total: match line {
                    Line::Events { counts } => Some(counts.iter().sum()),
                    Line::Units { total, .. } => *total,
                },
            })
            .collect();
        let within = |line: &TrendLine| match (line.measure, line.total) {
            (TrendMeasure::Units, Some(total)) => line.values.iter().all(|it| it.value <= total),
            _ => true,
        };
        let checks = vec![Check { code: "units_within_total", holds: series.iter().all(within) }];
        let head = asked.head(&metric::TRENDS, &Question::Trends(self.question.clone()), checks);
        let starts = self.spans.iter().map(|span| date(span.from)).collect();
        TrendsAnswer { head, question: self.question, starts, series }
    }

    fn values(&self, asked: &Asked<'_>, index: usize, line: &Line) -> Vec<TrendValue> {
        let value = |(at, span): (usize, &Span)| {
            let (value, cell) = match line {
                Line::Events { counts } => (counts[at], None),
                Line::Units { sets, .. } => (sets[at].count(), Some(format!("{index}.{at}"))),
            };
            TrendValue { value, state: CellState::of(asked.is_over(span.until)), cell }
        };
        self.spans.iter().enumerate().map(value).collect()
    }

    /// `0.11`: the first line in the twelfth period.
    pub fn cell(&self, id: &str) -> Option<Arc<Bits>> {
        let (line, at) = id.split_once('.')?;
        match self.lines.get(line.parse::<usize>().ok()?)? {
            Line::Events { .. } => None,
            Line::Units { sets, .. } => sets.get(at.parse::<usize>().ok()?).cloned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn a_trailing_window_holds_exactly_its_days(days in proptest::collection::vec(proptest::collection::vec(0..90_u32, 0..4), 0..40), length in 1..12_usize) {
            let days: Vec<Arc<Bits>> = days.into_iter().map(|units| Arc::new(units.into_iter().collect())).collect();
            for (index, found) in unite_trailing(&days, length).iter().enumerate() {
                let mut expected = Bits::default();
                days[(index + 1).saturating_sub(length)..=index].iter().for_each(|day| expected.unite(day));
                prop_assert_eq!(&**found, &expected);
            }
        }
    }
}
