//! The score of leads: by rules that people write, test on their own history and publish, and by a probability that is
//! learned from what came of earlier leads.
//!
//! Scores are computed when they are read, from the lead and from what happened, so that nothing can drift: table
//! `lead_score` only keeps what lists filter and sort by, and which thresholds a lead lies above.

mod backtest;
mod check;
pub mod definition;
mod draft;
mod engagement;
mod facts;
mod features;
pub mod happening;
mod history;
mod keep;
mod learn;
mod listed;
mod model;
mod one;
mod report;
mod scorer;
mod settle;
mod sum;
mod train;
mod usual;
mod versions;
mod work;

pub use backtest::{Backtest, BacktestInput, GradeOutcome, ThresholdOutcome, backtest};
pub use draft::{PublishRules, ScoreDraft, furnish, get_draft, publish, update_draft};
pub use keep::{RescoreLeads, RescoreWorkspace};
pub use listed::{Above, ListedScore};
pub(crate) use listed::{is_graded, listed, lists_by_score, page_by_score, scored_at_least};
pub use model::{ModelVersion, ScoreModel, get_model};
pub use one::{
    LeadProbability, LeadScore, NoProbability, ProbabilityPart, ScorePart, ScorePartKind, score_of,
};
pub use report::{CalibrationBin, LiftPart, ModelReport, NotPromoted, WorkingThreshold};
pub use settle::settle;
pub use train::{TrainModel, start_training};
pub use versions::{ScoreRules, ScoreVersion, get_rules, get_version, list_versions};
pub use work::register;

/// A share of two counts.
#[expect(clippy::cast_precision_loss, reason = "counts of leads lie far below 2^52")]
pub(crate) const fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
