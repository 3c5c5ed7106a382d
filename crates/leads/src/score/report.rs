//! What a backtest found of a model, and whether that is good enough.

use super::learn::{Examples, Learned, Rolled};
use serde::{Deserialize, Serialize};
use statistics::{calibration, confusion, lift, ranking};
use utoipa::ToSchema;

/// A model whose calibration slope lies outside is too sure, or not sure enough, of itself.
const SLOPES: std::ops::RangeInclusive<f64> = 0.8..=1.25;

kernel::words! {
    /// Why a model is not used.
    pub enum NotPromoted {
        /// It ranks leads no better than the rules do.
        NoBetterRanking = "no_better_ranking",
        /// Its probabilities are no better than those that the rules' scores stand for.
        NoBetterProbability = "no_better_probability",
        /// It is too sure, or not sure enough, of itself: the calibration slope lies outside 0.8 to 1.25.
        Miscalibrated = "miscalibrated",
        /// The leads that were tested were all won, or all lost.
        OneOutcome = "one_outcome",
    }
}

/// What the rolling backtest found: each lead was predicted by a model that had seen only leads that came before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ModelReport {
    /// The closed leads that the model was learned from.
    pub examples: usize,
    /// Those of them that were won.
    pub won: usize,
    /// Those of them that were predicted.
    pub tested: usize,
    /// How likely a lead that was won is ranked above one that was lost.
    pub auc: Option<f64>,
    /// The same by the scores of the rules in force.
    pub rules_auc: Option<f64>,
    /// The mean surprise in nats; less is better.
    pub log_loss: Option<f64>,
    /// The same of the scores of the rules, turned into probabilities.
    pub rules_log_loss: Option<f64>,
    /// The mean square of what the probabilities missed by; less is better.
    pub brier: Option<f64>,
    /// The same of who says the share of wins of every lead.
    pub base_brier: Option<f64>,
    /// The expected calibration error over ten bins.
    pub calibration_error: Option<f64>,
    /// 1 of a model that is as sure as it may be, less where it is too sure; 0.8 to 1.25 is good enough.
    pub calibration_slope: Option<f64>,
    /// 0 of a model that is right on average.
    pub calibration_intercept: Option<f64>,
    /// The ten bins of equal width that hold something.
    pub bins: Vec<CalibrationBin>,
    /// Tenths of the tested leads, the highest probabilities first; empty below ten.
    pub lift: Vec<LiftPart>,
    /// What comes of taking as many leads for wins as there were.
    pub working: Option<WorkingThreshold>,
    /// Why it is not used; empty of one that is.
    pub not_promoted: Vec<NotPromoted>,
    /// How much each attribute matters: the standard deviation of what it adds to the logit. The strongest first.
    pub importance: Vec<Importance>,
}

/// Leads of nearly the same probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CalibrationBin {
    /// The probabilities lie from here.
    pub low: f64,
    /// Up to here.
    pub high: f64,
    /// How many were given such a probability.
    pub leads: usize,
    /// How many of them were won.
    pub won: usize,
    /// The mean of the probabilities.
    pub predicted: f64,
    /// The share that was won, with the 95 % interval of Wilson.
    pub observed: f64,
    /// The lower end of the interval.
    pub observed_low: f64,
    /// The upper end of the interval.
    pub observed_high: f64,
}

/// A tenth of the tested leads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LiftPart {
    /// How many it holds.
    pub leads: usize,
    /// How many of them were won.
    pub won: usize,
    /// Its share of wins against that of all.
    pub lift: f64,
    /// The share of all wins in it and those before it.
    pub gain: f64,
}

/// The probability at which as many leads are taken for wins as were won, and what comes of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WorkingThreshold {
    /// The threshold.
    pub probability: f64,
    /// Won, and taken for a win.
    pub won_above: usize,
    /// Lost, and taken for a win.
    pub lost_above: usize,
    /// Won, and not taken for a win.
    pub won_below: usize,
    /// Lost, and not taken for a win.
    pub lost_below: usize,
}

/// How much an attribute matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Importance {
    /// As conditions name fields, or `touches`, or `has_company`.
    pub field: String,
    /// In logits.
    pub weight: f64,
}

impl ModelReport {
    pub fn of(examples: &Examples, learned: &Learned, rolled: &Rolled) -> Self {
        let told = &rolled.learned;
        let line = calibration::line(told);
        let won = told.iter().filter(|(_, won)| *won).count();
        let share = super::ratio(won, told.len().max(1));
        let mut importance: Vec<Importance> = learned
            .features
            .iter()
            .map(|it| Importance { field: it.field.clone(), weight: it.weight })
            .collect();
        importance.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let mut report = Self {
            examples: examples.len(),
            won: examples.wins(),
            tested: told.len(),
            auc: ranking::area_under_curve(told),
            rules_auc: ranking::area_under_curve(&rolled.scores),
            log_loss: ranking::log_loss(told),
            rules_log_loss: ranking::log_loss(&rolled.rules),
            brier: ranking::brier(told),
            base_brier: (!told.is_empty()).then_some(share * (1.0 - share)),
            calibration_error: calibration::expected_error(told),
            calibration_slope: line.map(|line| line.slope),
            calibration_intercept: line.map(|line| line.intercept),
            bins: calibration::bins(told, 10).iter().map(CalibrationBin::of).collect(),
            lift: lift::parts(told, 10).into_iter().flatten().map(LiftPart::of).collect(),
            working: working(told),
            not_promoted: Vec::new(),
            importance,
        };
        report.not_promoted = report.shortcomings();
        report
    }

    fn shortcomings(&self) -> Vec<NotPromoted> {
        let (Some(auc), Some(rules_auc)) = (self.auc, self.rules_auc) else {
            return vec![NotPromoted::OneOutcome];
        };
        let is_likelier =
            self.log_loss.zip(self.rules_log_loss).is_some_and(|(own, rules)| own < rules);
        let is_calibrated = self.calibration_slope.is_some_and(|slope| SLOPES.contains(&slope));
        let failed = [
            (auc <= rules_auc, NotPromoted::NoBetterRanking),
            (!is_likelier, NotPromoted::NoBetterProbability),
            (!is_calibrated, NotPromoted::Miscalibrated),
        ];
        failed.into_iter().filter(|(failed, _)| *failed).map(|(_, why)| why).collect()
    }
}

fn working(told: &[ranking::Told]) -> Option<WorkingThreshold> {
    let probability = confusion::balanced_threshold(told)?;
    let found = confusion::at(told, probability);
    Some(WorkingThreshold {
        probability,
        won_above: found.true_yes,
        lost_above: found.false_yes,
        won_below: found.false_no,
        lost_below: found.true_no,
    })
}

impl CalibrationBin {
    fn of(bin: &calibration::Bin) -> Self {
        Self {
            low: bin.low,
            high: bin.high,
            leads: bin.count,
            won: bin.yes,
            predicted: bin.predicted,
            observed: bin.observed,
            observed_low: bin.interval.low,
            observed_high: bin.interval.high,
        }
    }
}

impl LiftPart {
    fn of(part: lift::Part) -> Self {
        Self { leads: part.count, won: part.yes, lift: part.lift, gain: part.gain }
    }
}
