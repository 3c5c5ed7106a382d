use super::{Retention, RetentionQuestion, RetentionReference};
use crate::{
    index::bits::Bits,
    question::{
        answer::{AnswerHead, CellState, Days},
        ask::{Asked, Question},
        audience::{Group, cell_of},
        metric, range,
        share::Share,
    },
};
use kernel::metric::Check;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Who came back, cohort by cohort.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RetentionAnswer {
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The question, with everything that was left out filled in.
    pub question: RetentionQuestion,
    /// One per cohort.
    pub rows: Vec<RetentionRow>,
    /// All cohorts together, over the cells that are final.
    pub mean: Vec<RetentionMean>,
    /// The same for each group of the breakdown; null without one.
    pub groups: Option<Vec<RetentionGroup>>,
}

/// The cohorts of one group.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RetentionGroup {
    #[serde(flatten)]
    pub group: Group,
    /// One per cohort.
    pub rows: Vec<RetentionRow>,
    /// All cohorts together, over the cells that are final.
    pub mean: Vec<RetentionMean>,
}

/// A cohort.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RetentionRow {
    #[serde(flatten)]
    pub days: Days,
    /// How many began. Below 30 the rates say little.
    #[schema(example = 194)]
    pub cohort_size: u64,
    /// Opens the list of the cohort.
    #[schema(example = "3")]
    pub cell: String,
    /// One per period after the start, its own first; or one per bracket.
    pub cells: Vec<RetentionCell>,
}

/// A cohort in one period after its start, or in one bracket.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RetentionCell {
    /// 0 is the cohort's own period.
    pub period: usize,
    /// How many came back; null until the period is over.
    pub units: Option<u64>,
    #[serde(flatten)]
    pub share: Share,
    pub state: CellState,
    /// Opens the list of those who came back; null where there is no figure.
    #[schema(example = "3.2")]
    pub cell: Option<String>,
}

/// A period after the start, over all cohorts for which it is over.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RetentionMean {
    /// 0 is the cohorts' own period.
    pub period: usize,
    /// How many came back.
    pub units: u64,
    /// Of how many.
    pub of: u64,
    #[serde(flatten)]
    pub share: Share,
}

impl Retention {
    pub fn answer(self, asked: &Asked<'_>) -> RetentionAnswer {
        let (rows, mean) = self.table(&self.units.whole, None);
        let groups = self.units.each_group(|group, units| {
            let (rows, mean) = self.table(units, Some(group));
            RetentionGroup { group: group.clone(), rows, mean }
        });
        let within = |row: &RetentionRow| {
            row.cells.iter().all(|cell| cell.units.is_none_or(|units| units <= row.cohort_size))
        };
        let checks = vec![
            Check { code: "retained_within_cohort", holds: rows.iter().all(within) },
            self.units.check(|units| units.iter().map(AsRef::as_ref).collect()),
        ];
        let question = self.question;
        let head = asked.head(&metric::RETENTION, &Question::Retention(question.clone()), checks);
        RetentionAnswer { head, question, rows, mean, groups }
    }

    fn table(
        &self,
        units: &[Arc<Bits>],
        group: Option<&Group>,
    ) -> (Vec<RetentionRow>, Vec<RetentionMean>) {
        let rows = units.iter().enumerate().map(|(index, units)| self.row(index, units, group));
        let rows: Vec<_> = rows.collect();
        let mean = (0..self.question.columns()).map(|k| mean(&rows, k, self.question.reference));
        let mean = mean.collect();
        (rows, mean)
    }

    fn row(&self, index: usize, members: &Bits, group: Option<&Group>) -> RetentionRow {
        let cohort = &self.cohorts[index];
        let cohort_size = members.count();
        let mut cells: Vec<RetentionCell> = Vec::with_capacity(cohort.is_over.len());
        for (k, is_over) in cohort.is_over.iter().enumerate() {
            let units = is_over.then(|| members.count_both(&self.hits(index, k)));
            let whole = match (self.question.reference, cells.last()) {
                (RetentionReference::Previous, Some(previous)) => previous.units,
                _ => Some(cohort_size),
            };
            let share = match (units, whole) {
                // With another event to return by, more can come back than did before.
                (Some(units), Some(whole)) if units <= whole => Share::of(units, whole),
                (Some(units), Some(whole)) => {
                    Share { low: None, high: None, ..ratio(units, whole) }
                }
                _ => Share::missing("not_over"),
            };
            cells.push(RetentionCell {
                period: k,
                units,
                share,
                state: CellState::of(*is_over),
                cell: is_over.then(|| cell_of(format_args!("{index}.{k}"), group)),
            });
        }
        let days = range::named(cohort.span);
        RetentionRow { days, cohort_size, cell: cell_of(index, group), cells }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
fn ratio(units: u64, whole: u64) -> Share {
    if whole == 0 {
        return Share::missing("no_units");
    }
    let rate = Some(units as f64 / whole as f64);
    Share { rate, low: None, high: None, rate_reason: None }
}

/// Pooled: the sum of those who came back over the sum of those who could.
fn mean(rows: &[RetentionRow], k: usize, reference: RetentionReference) -> RetentionMean {
    let cells = rows.iter().filter_map(|row| {
        let units = row.cells.get(k)?.units?;
        let before = k.checked_sub(1).and_then(|before| row.cells.get(before)?.units);
        let whole = match (reference, before) {
            (RetentionReference::Previous, Some(before)) => before,
            _ => row.cohort_size,
        };
        Some((units, whole))
    });
    let (units, of) = cells.fold((0, 0), |sum, cell| (sum.0 + cell.0, sum.1 + cell.1));
    let share = if units <= of { Share::of(units, of) } else { ratio(units, of) };
    RetentionMean { period: k, units, of, share }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn row(size: u64, retained: Option<u64>) -> RetentionRow {
        let cell = |period, units: Option<u64>| RetentionCell {
            period,
            units,
            share: Share::missing("not_over"),
            state: CellState::of(units.is_some()),
            cell: None,
        };
        let day = NaiveDate::default();
        let cells = vec![cell(0, Some(size)), cell(1, retained)];
        let days = Days { starts_on: day, ends_on: day };
        RetentionRow { days, cohort_size: size, cell: String::new(), cells }
    }

    /// The example of Mixpanel's documentation: pooled 60 %, where weighting twice gives 56 % and the mean of rates 65 %.
    #[test]
    fn the_mean_is_pooled_and_leaves_out_what_is_not_over() {
        let rows = [row(1000, Some(500)), row(500, Some(400)), row(700, None)];
        let mean = mean(&rows, 1, RetentionReference::Cohort);
        assert_eq!((mean.units, mean.of, mean.share.rate), (900, 1500, Some(0.6)));
    }
}
