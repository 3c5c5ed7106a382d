//! Whether what is given a probability of a fifth comes true one time in five.

use crate::{
    logistic::{Rows, fit, logit},
    proportion::{Interval, wilson},
    ranking::{Told, area_under_curve},
    real,
};

/// Predictions of nearly the same probability, and what came of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// The probabilities of this bin lie from here …
    pub low: f64,
    /// … to here; this end belongs to the next bin, but for the last.
    pub high: f64,
    pub count: usize,
    pub yes: usize,
    /// The mean of the probabilities that were given.
    pub predicted: f64,
    /// The share that came true.
    pub observed: f64,
    /// How far that share may lie from the true one: Wilson's 95 % interval.
    pub interval: Interval,
}

/// The bins of equal width that hold something. A probability outside 0..1 counts as the nearest within.
pub fn bins(told: &[Told], count: u32) -> Vec<Bin> {
    let width = 1.0 / f64::from(count);
    let inside = |low: f64, high: f64, last: bool| {
        let told = told.iter().map(|(p, yes)| (p.clamp(0.0, 1.0), *yes));
        told.filter(move |(p, _)| *p >= low && (*p < high || last)).collect::<Vec<_>>()
    };
    let bins = (0..count).filter_map(|n| {
        let (low, high) = (f64::from(n) * width, f64::from(n + 1) * width);
        let members = inside(low, high, n + 1 == count);
        let yes = members.iter().filter(|(_, yes)| *yes).count();
        let size = real(members.len());
        let interval = wilson(yes as u64, members.len() as u64)?;
        let predicted = members.iter().map(|(p, _)| p).sum::<f64>() / size;
        let observed = real(yes) / size;
        Some(Bin { low, high, count: members.len(), yes, predicted, observed, interval })
    });
    bins.collect()
}

/// The mean distance of predicted from observed shares over ten bins, weighted by their sizes: M. P. Naeini,
/// G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015.
pub fn expected_error(told: &[Told]) -> Option<f64> {
    let gap = |bin: &Bin| real(bin.count) * (bin.predicted - bin.observed).abs();
    (!told.is_empty()).then(|| bins(told, 10).iter().map(gap).sum::<f64>() / real(told.len()))
}

/// The line that turns the logits that were given into those that would have been right: slope 1 and intercept 0 of a
/// perfect model, a slope below 1 where it was too sure of itself. D. R. Cox, "Two further applications of a model for
/// binary regression", Biometrika 45 (1958), 562–565.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    pub slope: f64,
    pub intercept: f64,
}

/// None where only yes or only no came, or the predictions tell them apart without fault.
pub fn line(told: &[Told]) -> Option<Line> {
    // Told apart without fault, the slope would have no end.
    area_under_curve(told).filter(|area| *area > 0.0 && *area < 1.0)?;
    let mut rows = Rows::of(1);
    for (p, _) in told {
        rows.push([(0, logit(*p))]);
    }
    let outcomes: Vec<bool> = told.iter().map(|(_, yes)| *yes).collect();
    let fitted = fit(&rows, &outcomes, 0.0).ok()?;
    let slope = fitted.weights.first().copied()?;
    Some(Line { slope, intercept: fitted.intercept })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logistic::probability;

    /// As many of each probability come true as it says.
    fn honest() -> Vec<Told> {
        let of = |p: f64, count: u32, yes: u32| (0..count).map(move |n| (p, n < yes));
        of(0.1, 100, 10)
            .chain(of(0.25, 100, 25))
            .chain(of(0.5, 60, 30))
            .chain(of(0.9, 50, 45))
            .collect()
    }

    #[test]
    fn an_honest_model_lies_on_the_line() {
        let found = line(&honest()).unwrap();
        assert!((found.slope - 1.0).abs() < 1e-6 && found.intercept.abs() < 1e-6, "{found:?}");
        assert!(expected_error(&honest()).unwrap() < 1e-12);
    }

    #[test]
    fn one_that_is_too_sure_of_itself_has_a_slope_below_one() {
        let bold: Vec<Told> =
            honest().iter().map(|(p, yes)| (probability(2.0 * logit(*p)), *yes)).collect();
        let found = line(&bold).unwrap();
        assert!((found.slope - 0.5).abs() < 1e-6, "{found:?}");
        assert!(expected_error(&bold).unwrap() > 0.05);
    }

    #[test]
    fn one_that_never_fails_has_no_slope() {
        assert_eq!(line(&[(0.1, false), (0.2, false), (0.8, true), (0.9, true)]), None);
        assert_eq!(line(&[(0.1, false)]), None);
    }

    #[test]
    fn every_prediction_is_in_one_bin_also_at_the_ends() {
        let told = [(0.0, false), (0.1, true), (0.3, false), (1.0, true), (0.999, true)];
        let bins = bins(&told, 10);
        assert_eq!(bins.iter().map(|bin| bin.count).sum::<usize>(), told.len());
        assert_eq!(bins.last().unwrap().count, 2);
        assert!(
            bins.iter()
                .all(|bin| bin.interval.low <= bin.observed && bin.observed <= bin.interval.high)
        );
    }
}
