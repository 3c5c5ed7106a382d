use super::{Funnel, FunnelQuestion};
use crate::{
    index::bits::Bits,
    question::{
        answer::AnswerHead,
        ask::{Asked, Question},
        average::{mean, median, seconds},
        metric,
        selector::EventSelector,
        share::Share,
    },
};
use kernel::metric::Check;
use serde::Serialize;
use utoipa::ToSchema;

/// Who got through, and where the others are. The four states add up to everybody who began.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FunnelAnswer {
    #[serde(flatten)]
    pub head: AnswerHead,
    /// The question, with everything that was left out filled in.
    pub question: FunnelQuestion,
    /// One per step.
    pub steps: Vec<FunnelStep>,
    /// Reached the last step.
    pub converted: u64,
    /// Did not, and the window is over.
    pub dropped: u64,
    /// Have not, and may yet.
    pub still_open: u64,
    /// Every attempt was broken off by something that excludes it.
    pub excluded: u64,
    /// From the first step to the last; null where nobody converted. The median of an even number is the mean of the
    /// middle two.
    pub median_seconds: Option<f64>,
    /// The same as a mean.
    pub mean_seconds: Option<f64>,
    /// Open the lists.
    pub cells: FunnelCells,
}

/// Open the lists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FunnelCells {
    /// Those who reached the last step.
    #[schema(example = "converted")]
    pub converted: &'static str,
    /// Those who did not in time.
    #[schema(example = "dropped")]
    pub dropped: &'static str,
    /// Those who may yet.
    #[schema(example = "open")]
    pub still_open: &'static str,
    /// Those whose every attempt was broken off.
    #[schema(example = "excluded")]
    pub excluded: &'static str,
}

/// A step.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FunnelStep {
    /// 1 is the first.
    #[schema(example = 2)]
    pub step: usize,
    /// What it is.
    pub event: EventSelector,
    /// How many reached it.
    pub units: u64,
    /// Of those who began.
    #[serde(flatten)]
    pub share: Share,
    /// Of those who reached the step before; 1 for the first, null where nobody did.
    #[schema(minimum = 0, maximum = 1)]
    pub rate_of_previous: Option<f64>,
    /// From the step before; null for the first.
    pub median_seconds: Option<f64>,
    /// The same as a mean.
    pub mean_seconds: Option<f64>,
    /// Stopped here, and the window is over.
    pub dropped: u64,
    /// Are here, and may go on.
    pub still_open: u64,
    /// Open the lists.
    pub cells: FunnelStepCells,
}

/// Open the lists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FunnelStepCells {
    /// Those who reached the step.
    #[schema(example = "reached.2")]
    pub reached: String,
    /// Those who stopped there.
    #[schema(example = "dropped.2")]
    pub dropped: String,
    /// Those who are there and may go on.
    #[schema(example = "open.2")]
    pub still_open: String,
}

impl Funnel {
    pub fn answer(mut self, asked: &Asked<'_>) -> FunnelAnswer {
        let units: Vec<u64> = self.reached.iter().map(Bits::count).collect();
        let steps: Vec<_> = (0..units.len()).map(|index| self.step(index, &units)).collect();
        let sum = |sets: &[Bits]| sets.iter().map(Bits::count).sum::<u64>();
        let converted = units.last().copied().unwrap_or_default();
        let (dropped, still_open) = (sum(&self.dropped), sum(&self.still_open));
        let falls = units.is_sorted_by(|a, b| a >= b);
        let adds_up = units.first() == Some(&(converted + dropped + still_open));
        let checks = vec![
            Check { code: "funnel_falls", holds: falls },
            Check { code: "funnel_states_add_up", holds: adds_up },
        ];
        let head = asked.head(&metric::FUNNEL, &Question::Funnel(self.question.clone()), checks);
        FunnelAnswer {
            head,
            steps,
            converted,
            dropped,
            still_open,
            excluded: self.excluded.count(),
            median_seconds: seconds(median(&mut self.whole)),
            mean_seconds: seconds(mean(&self.whole)),
            cells: FunnelCells {
                converted: "converted",
                dropped: "dropped",
                still_open: "open",
                excluded: "excluded",
            },
            question: self.question,
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
    fn step(&mut self, index: usize, units: &[u64]) -> FunnelStep {
        let number = index + 1;
        let before = index.checked_sub(1).map_or(units[0], |before| units[before]);
        let cell = |name: &str| format!("{name}.{number}");
        FunnelStep {
            step: number,
            event: self.question.steps[index].clone(),
            units: units[index],
            share: Share::of(units[index], units[0]),
            rate_of_previous: (before > 0).then(|| units[index] as f64 / before as f64),
            median_seconds: seconds(median(&mut self.times[index])),
            mean_seconds: seconds(mean(&self.times[index])),
            dropped: self.dropped[index].count(),
            still_open: self.still_open[index].count(),
            cells: FunnelStepCells {
                reached: cell("reached"),
                dropped: cell("dropped"),
                still_open: cell("open"),
            },
        }
    }
}
