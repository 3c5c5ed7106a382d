use super::{Line, TrendMeasure, Trends, TrendsQuestion};
use crate::{
    index::calendar::{Span, date},
    question::{
        answer::{AnswerHead, CellState},
        ask::{Asked, Question},
        audience::{Group, cell_of},
        metric,
        selector::EventSelector,
    },
};
use chrono::NaiveDate;
use kernel::metric::Check;
use serde::Serialize;
use utoipa::ToSchema;

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
    /// The same for each group of the breakdown; null without one.
    pub groups: Option<Vec<TrendGroup>>,
}

/// The lines of one group.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrendGroup {
    #[serde(flatten)]
    pub group: Group,
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

impl Trends {
    pub fn answer(self, asked: &Asked<'_>) -> TrendsAnswer {
        let series = self.series(asked, &self.lines.whole, None);
        let within = |line: &TrendLine| match (line.measure, line.total) {
            (TrendMeasure::Units, Some(total)) => line.values.iter().all(|it| it.value <= total),
            _ => true,
        };
        let checks = vec![
            Check { code: "units_within_total", holds: series.iter().all(within) },
            self.lines
                .check(|lines| lines.iter().flat_map(Line::sets).map(AsRef::as_ref).collect()),
        ];
        let groups = self.lines.each_group(|group, lines| TrendGroup {
            group: group.clone(),
            series: self.series(asked, lines, Some(group)),
        });
        let head = asked.head(&metric::TRENDS, &Question::Trends(self.question.clone()), checks);
        let starts = self.spans.iter().map(|span| date(span.from)).collect();
        TrendsAnswer { head, question: self.question, starts, series, groups }
    }

    fn series(&self, asked: &Asked<'_>, lines: &[Line], group: Option<&Group>) -> Vec<TrendLine> {
        let lines = lines.iter().enumerate().zip(self.question.series.iter());
        lines
            .map(|((index, line), series)| TrendLine {
                event: series.event.clone(),
                measure: series.measure,
                values: self.values(asked, index, line, group),
                total: match line {
                    Line::Events { counts } => Some(counts.iter().sum()),
                    Line::Units { total, .. } => *total,
                    Line::Active(_) => None,
                },
            })
            .collect()
    }

    fn values(
        &self,
        asked: &Asked<'_>,
        index: usize,
        line: &Line,
        group: Option<&Group>,
    ) -> Vec<TrendValue> {
        let value = |(at, span): (usize, &Span)| {
            let cell = || cell_of(format_args!("{index}.{at}"), group);
            let (value, cell) = match line {
                Line::Events { counts } => (counts[at], None),
                Line::Units { sets, .. } => (sets[at].count(), Some(cell())),
                Line::Active(active) => (active.count(at), Some(cell())),
            };
            TrendValue { value, state: CellState::of(asked.is_over(span.until)), cell }
        };
        self.spans.iter().enumerate().map(value).collect()
    }
}
