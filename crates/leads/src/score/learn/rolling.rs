//! The rolling backtest: leads in the order in which they came, each part predicted by a model that was learned from those
//! before it and saw nothing of it.

use super::{
    encode::Known,
    model::{self, Learned},
};
use statistics::{
    logistic::{self, NoFit, Rows},
    ranking::Told,
};

/// Leads that nobody predicts: the first ones, in tenths.
const UNTESTED_TENTHS: usize = 4;
const PARTS: usize = 6;

/// Closed leads in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    pub fields: Vec<String>,
    pub rows: Vec<Vec<Known>>,
    pub won: Vec<bool>,
    /// The score by the rules at the same moment.
    pub scores: Vec<f64>,
}

/// What was predicted of the same leads, by what was learned and by the rules.
#[derive(Clone, Debug, Default)]
pub struct Rolled {
    pub learned: Vec<Told>,
    /// Scores by the rules as they are, which rank leads, …
    pub scores: Vec<Told>,
    /// … and turned into probabilities by the leads before.
    pub rules: Vec<Told>,
}

impl Examples {
    pub fn len(&self) -> usize {
        self.won.len()
    }

    pub fn is_empty(&self) -> bool {
        self.won.is_empty()
    }

    pub fn wins(&self) -> usize {
        self.won.iter().filter(|won| **won).count()
    }

    pub fn train(&self, until: usize) -> Result<Learned, NoFit> {
        model::train(&self.fields, &self.rows[..until], &self.won[..until])
    }
}

/// Predicts part after part, so that a job can tell how far it is in between.
pub struct Rolling<'a> {
    examples: &'a Examples,
    part: usize,
    rolled: Rolled,
}

impl<'a> Rolling<'a> {
    /// How many parts there are.
    pub const PARTS: usize = PARTS;

    pub fn new(examples: &'a Examples) -> Self {
        Self { examples, part: 0, rolled: Rolled::default() }
    }

    /// Predicts the next part.
    pub fn advance(&mut self) {
        let examples = self.examples;
        let first = examples.len() * UNTESTED_TENTHS / 10;
        let cut = |part: usize| first + (examples.len() - first) * part.min(PARTS) / PARTS;
        let (from, to) = (cut(self.part), cut(self.part + 1));
        self.part += 1;
        // Where only wins or only losses came before there is nothing to learn.
        if let (Ok(learned), Ok(scale)) = (examples.train(from), scale(examples, from)) {
            for place in from..to {
                let won = examples.won[place];
                self.rolled.learned.push((learned.probability_of(&examples.rows[place]), won));
                self.rolled.scores.push((examples.scores[place], won));
                let score = [(0, examples.scores[place] / 10.0)];
                self.rolled.rules.push((scale.probability(&score), won));
            }
        }
    }

    pub fn finish(self) -> Rolled {
        self.rolled
    }
}

/// What scores by the rules meant so far.
fn scale(examples: &Examples, until: usize) -> Result<logistic::Fit, NoFit> {
    let mut rows = Rows::of(1);
    for score in &examples.scores[..until] {
        rows.push([(0, score / 10.0)]);
    }
    logistic::fit(&rows, &examples.won[..until], 1e-3)
}
