use super::{Funnel, FunnelQuestion, Outcome};
use crate::{
    index::bits::Bits,
    question::{
        answer::AnswerHead,
        ask::{Asked, Question},
        audience::{Group, Parted, cell_of},
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
    #[serde(flatten)]
    pub figures: FunnelFigures,
    /// The same for each group of the breakdown; null without one.
    pub groups: Option<Vec<FunnelGroup>>,
}

/// Who of one group got through.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FunnelGroup {
    #[serde(flatten)]
    pub group: Group,
    #[serde(flatten)]
    pub figures: FunnelFigures,
}

/// Who got through. The four states add up to everybody who began.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FunnelFigures {
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
    pub converted: String,
    /// Those who did not in time.
    #[schema(example = "dropped")]
    pub dropped: String,
    /// Those who may yet.
    #[schema(example = "open")]
    pub still_open: String,
    /// Those whose every attempt was broken off.
    #[schema(example = "excluded")]
    pub excluded: String,
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
        let cover = self.outcomes.check(|outcome| outcome.reached.iter().collect());
        let steps = &self.question.steps;
        let Parted { whole, groups } = &mut self.outcomes;
        let figures = whole.figures(steps, None);
        let groups: Option<Vec<FunnelGroup>> = groups.as_mut().map(|groups| {
            let group = |(group, outcome): &mut (Group, Outcome)| FunnelGroup {
                figures: outcome.figures(steps, Some(group)),
                group: group.clone(),
            };
            groups.iter_mut().map(group).collect()
        });
        let every = || groups.iter().flatten().map(|group| &group.figures).chain([&figures]);
        let falls = every().all(|it| it.steps.is_sorted_by(|a, b| a.units >= b.units));
        let adds_up = every().all(FunnelFigures::adds_up);
        let checks = vec![
            Check { code: "funnel_falls", holds: falls },
            Check { code: "funnel_states_add_up", holds: adds_up },
            cover,
        ];
        let head = asked.head(&metric::FUNNEL, &Question::Funnel(self.question.clone()), checks);
        FunnelAnswer { head, question: self.question, figures, groups }
    }
}

impl FunnelFigures {
    fn adds_up(&self) -> bool {
        let began = self.steps.first().map(|step| step.units);
        began == Some(self.converted + self.dropped + self.still_open)
    }
}

impl Outcome {
    fn figures(&mut self, steps: &[EventSelector], group: Option<&Group>) -> FunnelFigures {
        let units: Vec<u64> = self.reached.iter().map(Bits::count).collect();
        let steps = steps.iter().enumerate();
        let steps = steps.map(|(index, event)| self.step(index, event, &units, group)).collect();
        let sum = |sets: &[Bits]| sets.iter().map(Bits::count).sum::<u64>();
        FunnelFigures {
            steps,
            converted: units.last().copied().unwrap_or_default(),
            dropped: sum(&self.dropped),
            still_open: sum(&self.still_open),
            excluded: self.excluded.count(),
            median_seconds: seconds(median(&mut self.whole)),
            mean_seconds: seconds(mean(&self.whole)),
            cells: FunnelCells {
                converted: cell_of("converted", group),
                dropped: cell_of("dropped", group),
                still_open: cell_of("open", group),
                excluded: cell_of("excluded", group),
            },
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
    fn step(
        &mut self,
        index: usize,
        event: &EventSelector,
        units: &[u64],
        group: Option<&Group>,
    ) -> FunnelStep {
        let number = index + 1;
        let before = index.checked_sub(1).map_or(units[0], |before| units[before]);
        let cell = |name: &str| cell_of(format_args!("{name}.{number}"), group);
        FunnelStep {
            step: number,
            event: event.clone(),
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
