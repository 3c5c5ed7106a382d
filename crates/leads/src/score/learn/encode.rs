//! How a value becomes columns of numbers.
//!
//! Words are one-hot; those that few leads have share a column, and a missing value is a level of its own. Numbers of leads
//! are heavy-tailed and often 0 (visits, seconds on a page), so that neither the number nor its logarithm will do: a 0
//! has its own column, the others are placed on the scale of ranks, where a straight line and tents over the quintiles
//! (linear B-splines) share the work. The line does with few leads, the tents bend it where there are many.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A word that fewer leads have is pooled with the other rare ones.
const RARE: usize = 3;
/// Words of one attribute that have columns of their own.
const MOST_LEVELS: usize = 60;
const PARTS: usize = 5;
/// Brings ranks of 0..1 to a standard deviation of 1, so that the penalty treats the line as it treats a word.
const SPREAD: f64 = 3.464_101_615_137_754_6;

/// A column's scale says how much the penalty lets it do: the smaller, the more examples it takes to be heard. Tried on a
/// public data set and on the leads of the tests: words at 1 are too bold with few leads, tents at 1 bend the line to what
/// is chance, and with thousands neither matters.
const WORD: f64 = 0.7;
const TENT: f64 = 0.25;

const MISSING: usize = 0;
const OTHER: usize = 1;
const LINE: usize = 2;

/// What is known of one attribute of a lead.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    Missing,
    Word(String),
    /// Several at once.
    Words(Vec<String>),
    Number(f64),
}

/// How the values of one attribute become columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// Columns: missing, rare words, each other word.
    Words { words: Vec<String> },
    /// Columns: missing, 0, the line, a tent over each knot.
    Number { knots: Vec<f64> },
}

impl Encoding {
    /// Learned from the values of one attribute in all examples.
    pub fn of<'a>(values: impl Iterator<Item = &'a Known> + Clone) -> Self {
        let numbers: Vec<f64> = values
            .clone()
            .filter_map(|value| match value {
                Known::Number(number) if *number != 0.0 && number.is_finite() => Some(*number),
                _ => None,
            })
            .collect();
        if !numbers.is_empty() || values.clone().any(|value| matches!(value, Known::Number(_))) {
            return Self::Number { knots: knots(numbers) };
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in values.flat_map(words_of) {
            *counts.entry(word).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= RARE).collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        counts.truncate(MOST_LEVELS);
        Self::Words { words: counts.into_iter().map(|(word, _)| word.to_owned()).collect() }
    }

    pub const fn columns(&self) -> usize {
        match self {
            Self::Words { words } => 2 + words.len(),
            Self::Number { knots } => 3 + knots.len(),
        }
    }

    /// The columns of a value that aren't 0.
    pub fn cells(&self, value: &Known) -> Vec<(usize, f64)> {
        match (self, value) {
            (Self::Words { words }, value) => {
                let place = |word: &str| words.iter().position(|known| known == word);
                let cells: BTreeMap<usize, f64> = words_of(value)
                    .map(|word| (place(word).map_or(OTHER, |place| 2 + place), WORD))
                    .collect();
                if cells.is_empty() { vec![(MISSING, WORD)] } else { cells.into_iter().collect() }
            }
            (Self::Number { .. }, Known::Number(0.0)) => vec![(OTHER, WORD)],
            (Self::Number { knots }, Known::Number(number)) if number.is_finite() => {
                on_scale(knots, *number)
            }
            (Self::Number { .. }, _) => vec![(MISSING, WORD)],
        }
    }
}

fn words_of(value: &Known) -> impl Iterator<Item = &str> {
    let (one, many) = match value {
        Known::Word(word) => (Some(word.as_str()), [].as_slice()),
        Known::Words(words) => (None, words.as_slice()),
        Known::Missing | Known::Number(_) => (None, [].as_slice()),
    };
    one.into_iter().chain(many.iter().map(String::as_str))
}

/// The quintiles and the ends, each once.
fn knots(mut numbers: Vec<f64>) -> Vec<f64> {
    numbers.sort_by(f64::total_cmp);
    let Some(last) = numbers.len().checked_sub(1) else { return Vec::new() };
    let mut knots: Vec<f64> = (0..=PARTS).map(|part| numbers[part * last / PARTS]).collect();
    knots.dedup();
    knots
}

/// Between two knots both tents hold a part of 1, and the line lies between their places.
fn on_scale(knots: &[f64], number: f64) -> Vec<(usize, f64)> {
    let first = LINE + 1;
    let line = |place: f64| (LINE, SPREAD * (place - 0.5));
    let place_of = |knot: usize| crate::score::ratio(knot, knots.len().saturating_sub(1).max(1));
    let above = knots.partition_point(|knot| *knot <= number);
    if above == 0 || above == knots.len() {
        let knot = above.saturating_sub(1);
        return if knots.is_empty() {
            vec![(MISSING, WORD)]
        } else {
            vec![line(place_of(knot)), (first + knot, TENT)]
        };
    }
    let (low, high) = (knots[above - 1], knots[above]);
    let part = (number - low) / (high - low);
    let place = place_of(above - 1) * (1.0 - part) + place_of(above) * part;
    vec![line(place), (first + above - 1, TENT * (1.0 - part)), (first + above, TENT * part)]
}
