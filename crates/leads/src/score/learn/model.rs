//! A trained model, and what it says of a lead.

use super::encode::{Encoding, Known};
use serde::{Deserialize, Serialize};
use statistics::logistic::{self, NoFit, Rows};

const LAMBDA: f64 = 1.0;

/// A model: the logit of an average lead, and what each attribute adds to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// The logit of a lead whose every attribute adds what it adds on average.
    pub average: f64,
    pub features: Vec<Feature>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// The attribute, as conditions name fields.
    pub field: String,
    pub encoding: Encoding,
    pub weights: Vec<f64>,
    /// What it adds on average over the leads that it was learned from.
    pub mean: f64,
    /// The standard deviation of what it adds: how much the attribute matters.
    pub weight: f64,
}

/// What one attribute adds to the logit of a lead, beyond what it adds to that of an average one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution<'a> {
    pub field: &'a str,
    pub logit: f64,
}

/// What a model says of a lead.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction<'a> {
    /// The sum of [`Learned::average`] and the contributions, in their order.
    pub logit: f64,
    pub probability: f64,
    pub contributions: Vec<Contribution<'a>>,
}

/// Learns from leads and what came of them: `rows` hold what is known of each field, in the order of `fields`.
pub fn train(fields: &[String], rows: &[Vec<Known>], won: &[bool]) -> Result<Learned, NoFit> {
    let encodings: Vec<Encoding> = (0..fields.len())
        .map(|field| Encoding::of(rows.iter().filter_map(move |row| row.get(field))))
        .collect();
    let mut starts = Vec::with_capacity(encodings.len());
    let columns = encodings.iter().fold(0, |start, encoding| {
        starts.push(start);
        start + encoding.columns()
    });
    let mut table = Rows::of(columns);
    for row in rows {
        let encoded = row.iter().zip(&encodings).zip(&starts);
        table.push(encoded.flat_map(|((value, encoding), start)| {
            encoding.cells(value).into_iter().map(move |(column, value)| (start + column, value))
        }));
    }
    let fit = logistic::fit(&table, won, LAMBDA)?;
    let mut average = fit.intercept;
    let mut features = Vec::with_capacity(encodings.len());
    for (place, (encoding, start)) in encodings.into_iter().zip(starts).enumerate() {
        let weights = fit.weights[start..start + encoding.columns()].to_vec();
        let mut feature =
            Feature { field: fields[place].clone(), encoding, weights, mean: 0.0, weight: 0.0 };
        let added: Vec<f64> =
            rows.iter().filter_map(|row| Some(feature.adds(row.get(place)?))).collect();
        feature.mean = mean(&added);
        let squares: Vec<f64> = added.iter().map(|it| (it - feature.mean).powi(2)).collect();
        feature.weight = mean(&squares).sqrt();
        average += feature.mean;
        features.push(feature);
    }
    Ok(Learned { average, features })
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / crate::score::ratio(numbers.len().max(1), 1)
}

impl Feature {
    fn adds(&self, value: &Known) -> f64 {
        let cells = self.encoding.cells(value).into_iter();
        cells.map(|(column, value)| self.weights.get(column).unwrap_or(&0.0) * value).sum()
    }
}

impl Learned {
    /// What it says of a lead; `known` tells what is known of a field.
    pub fn predict(&self, known: impl Fn(&str) -> Known) -> Prediction<'_> {
        let contributions: Vec<_> = self
            .features
            .iter()
            .map(|it| Contribution {
                field: &it.field,
                logit: it.adds(&known(&it.field)) - it.mean,
            })
            .collect();
        let logit = contributions.iter().fold(self.average, |sum, part| sum + part.logit);
        Prediction { logit, probability: logistic::probability(logit), contributions }
    }

    /// The same of a row in the order of the fields.
    pub fn probability_of(&self, row: &[Known]) -> f64 {
        let added = self.features.iter().zip(row).map(|(it, value)| it.adds(value) - it.mean);
        logistic::probability(added.fold(self.average, |sum, part| sum + part))
    }
}
