//! Ridge logistic regression: the probability of yes is 1/(1 + e^−z) with z = intercept + Σ weight·value, and the weights
//! maximise the likelihood less λ/2·Σ weight². The intercept is not penalised, so that the mean of the predictions is the
//! share of yes.
//!
//! Fitted by iteratively reweighted least squares (Newton's method) with halved steps where a whole one would go too far:
//! S. le Cessie and J. C. van Houwelingen, "Ridge estimators in logistic regression", Applied Statistics 41 (1992),
//! 191–201. The penalty keeps the weights finite where a column tells yes and no apart without fault.

use crate::{cholesky::Symmetric, real};

/// A fit takes six to ten; far more means that it goes nowhere.
const MOST_ITERATIONS: usize = 100;
const MOST_HALVINGS: usize = 40;
/// Beyond it neither the exponential nor the probability changes in a way that matters.
const MOST_LOGIT: f64 = 700.0;

/// Rows of few values among many columns.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    columns: usize,
    starts: Vec<usize>,
    cells: Vec<(usize, f64)>,
}

impl Rows {
    /// Rows of `columns` columns.
    pub const fn of(columns: usize) -> Self {
        Self { columns, starts: Vec::new(), cells: Vec::new() }
    }

    /// Adds a row: which columns hold what; the others hold 0. A column that is named twice holds the sum.
    ///
    /// # Panics
    ///
    /// Panics if a column lies outside.
    pub fn push(&mut self, cells: impl IntoIterator<Item = (usize, f64)>) {
        let start = self.cells.len();
        self.starts.push(start);
        for (column, value) in cells {
            assert!(column < self.columns, "column {column} of {}", self.columns);
            match self.cells[start..].iter_mut().find(|(known, _)| *known == column) {
                Some((_, sum)) => *sum += value,
                None => self.cells.push((column, value)),
            }
        }
    }

    pub fn len(&self) -> usize {
        self.starts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &[(usize, f64)]> {
        let ends = self.starts.iter().skip(1).copied().chain([self.cells.len()]);
        self.starts.iter().zip(ends).map(|(start, end)| &self.cells[*start..end])
    }
}

/// A model of yes and no.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    pub intercept: f64,
    /// One for each column.
    pub weights: Vec<f64>,
    pub iterations: usize,
}

/// Why there is no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFit {
    /// Rows and outcomes are not as many.
    Uneven,
    /// There is only yes or only no, or nothing at all.
    OneOutcome,
    /// A value is not a number, or too large to calculate with.
    NotFinite,
    /// It did not settle; only possible where nothing is penalised.
    NotConverged,
}

/// 1/(1 + e^−z).
pub fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit.clamp(-MOST_LOGIT, MOST_LOGIT)).exp())
}

/// ln(p/(1 − p)), of a probability that is kept away from 0 and 1 by 1e-12.
pub fn logit(probability: f64) -> f64 {
    let p = probability.clamp(1e-12, 1.0 - 1e-12);
    (p / (1.0 - p)).ln()
}

impl Fit {
    /// The logit of a row.
    pub fn logit(&self, row: &[(usize, f64)]) -> f64 {
        self.intercept
            + row.iter().map(|(column, value)| self.weights[*column] * value).sum::<f64>()
    }

    pub fn probability(&self, row: &[(usize, f64)]) -> f64 {
        probability(self.logit(row))
    }
}

/// Fits a model to rows and what came of them. `lambda` ≥ 0 is the strength of the penalty.
pub fn fit(rows: &Rows, outcomes: &[bool], lambda: f64) -> Result<Fit, NoFit> {
    if rows.len() != outcomes.len() {
        return Err(NoFit::Uneven);
    }
    let yes = outcomes.iter().filter(|yes| **yes).count();
    if yes == 0 || yes == outcomes.len() {
        return Err(NoFit::OneOutcome);
    }
    if !rows.cells.iter().all(|(_, value)| value.is_finite()) || !lambda.is_finite() {
        return Err(NoFit::NotFinite);
    }
    let task = Task { rows, outcomes, lambda };
    let mut at = Fit {
        intercept: logit(real(yes) / real(outcomes.len())),
        weights: vec![0.0; rows.columns],
        iterations: 0,
    };
    let mut loss = task.loss(&at);
    for iteration in 1..=MOST_ITERATIONS {
        at.iterations = iteration;
        let (gradient, step) = task.newton(&at)?;
        let steepest = gradient.iter().fold(0.0_f64, |most, slope| most.max(slope.abs()));
        if steepest < 1e-9 * real(rows.len()).max(1.0) {
            return Ok(at);
        }
        let Some((next, lower)) = task.walk(&at, loss, &step) else {
            // No step is small enough to get lower: it stands as deep as numbers can tell.
            return if steepest < 1e-5 * real(rows.len()) {
                Ok(at)
            } else {
                Err(NoFit::NotConverged)
            };
        };
        (at, loss) = (next, lower);
    }
    Err(NoFit::NotConverged)
}

struct Task<'a> {
    rows: &'a Rows,
    outcomes: &'a [bool],
    lambda: f64,
}

impl Task<'_> {
    /// The negative logarithm of the likelihood, and the penalty.
    fn loss(&self, at: &Fit) -> f64 {
        let rows = self.rows.iter().zip(self.outcomes);
        let misfit = |(row, yes): (&[(usize, f64)], &bool)| {
            let z = at.logit(row);
            // ln(1 + e^z) − y·z without overflow.
            z.max(0.0) + (-z.abs()).exp().ln_1p() - if *yes { z } else { 0.0 }
        };
        let squares: f64 = at.weights.iter().map(|weight| weight * weight).sum();
        rows.map(misfit).sum::<f64>() + self.lambda / 2.0 * squares
    }

    /// The gradient and Newton's step; the intercept comes last.
    fn newton(&self, at: &Fit) -> Result<(Vec<f64>, Vec<f64>), NoFit> {
        let columns = self.rows.columns;
        let mut gradient: Vec<f64> = at.weights.iter().map(|weight| self.lambda * weight).collect();
        gradient.push(0.0);
        let mut curvature = Symmetric::zero(columns + 1);
        for column in 0..columns {
            curvature.add(column, column, self.lambda);
        }
        for (row, yes) in self.rows.iter().zip(self.outcomes) {
            let p = at.probability(row);
            let miss = p - if *yes { 1.0 } else { 0.0 };
            let weight = p * (1.0 - p);
            for (place, (column, value)) in row.iter().enumerate() {
                gradient[*column] += miss * value;
                curvature.add(columns, *column, weight * value);
                for (other, beside) in &row[..=place] {
                    curvature.add(*column.max(other), *column.min(other), weight * value * beside);
                }
            }
            gradient[columns] += miss;
            curvature.add(columns, columns, weight);
        }
        if !gradient.iter().all(|slope| slope.is_finite()) {
            return Err(NoFit::NotFinite);
        }
        let step = curvature.solve(gradient.clone()).ok_or(NoFit::NotConverged)?;
        Ok((gradient, step))
    }

    /// The next place, at which the loss is lower.
    fn walk(&self, at: &Fit, loss: f64, step: &[f64]) -> Option<(Fit, f64)> {
        let mut length = 1.0;
        for _ in 0..MOST_HALVINGS {
            let mut next = at.clone();
            for (weight, step) in next.weights.iter_mut().zip(step) {
                *weight -= length * step;
            }
            next.intercept -= length * step.last().copied().unwrap_or_default();
            let lower = self.loss(&next);
            if lower.is_finite() && lower < loss {
                return Some((next, lower));
            }
            length /= 2.0;
        }
        None
    }
}

#[cfg(test)]
mod tests;
