//! What channels and campaigns cost, and what came of it: cost per lead, per valid lead, per customer, yield, payback.
//!
//! Two costs are never shown under each other's name: that of a period (what was spent in it, by those who first paid
//! in it) and that of a cohort (the same money, by those who ever paid among the leads that came in it). Media cost is
//! what was paid to the channel, loaded cost is all of it.

mod advice;
mod facts;
pub mod metric;
mod report;
mod rules;
mod view;

pub use advice::{Advice, AdviceReason, Suggestion, Thresholds};
pub use metric::METRICS;
pub use report::{CostQuery, report};
pub use rules::{CostFigure, CostPair, RatioFigure};
pub use view::{CostBy, CostMonth, CostReport, CostRow, Maturity};
