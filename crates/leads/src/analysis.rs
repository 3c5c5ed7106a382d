//! How selling goes: the funnel of those who came, how long stages and sales take, how often we win, what is in the
//! pipeline, and who did it.
//!
//! Every question takes the filter of the list of leads, and every figure is the length of such a list: the same filter with
//! one condition more. Funnel, stages and validity are usually asked of those who came in a window (`first_touch_at_gte`,
//! `first_touch_at_lt`), wins and cycles of those who were closed in one (`closed_at_gte`, `closed_at_lt`).

mod durations;
mod funnel;
mod outcome;
mod pipeline;
mod reps;
mod split;
mod stage_time;
mod validity;

pub use durations::Durations;
pub use funnel::{LeadFunnel, LeadFunnelStep, funnel};
pub use outcome::{Outcome, OutcomePart, Outcomes, outcomes};
pub use pipeline::{Pipeline, PipelineMonth, PipelineStage, ProbabilitySource, pipeline};
pub use reps::{RepFigures, RepRow, RepTable, RepWindow, reps};
pub use split::{AnalysisSplit, SplitBy, SplitKey};
pub use stage_time::{StageTime, StageTimes, stage_times};
pub use validity::{ValidityPart, ValidityRate, ValidityRates, validity_rates};
