//! What comes of deciding by a threshold.

use crate::{ranking::Told, real};

/// How many were taken for yes and no, rightly and wrongly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    pub true_yes: usize,
    pub false_yes: usize,
    pub true_no: usize,
    pub false_no: usize,
}

/// A score at the threshold is a yes.
pub fn at(told: &[Told], threshold: f64) -> Confusion {
    told.iter().fold(Confusion::default(), |mut sum, (score, yes)| {
        *match (*score >= threshold, *yes) {
            (true, true) => &mut sum.true_yes,
            (true, false) => &mut sum.false_yes,
            (false, false) => &mut sum.true_no,
            (false, true) => &mut sum.false_no,
        } += 1;
        sum
    })
}

impl Confusion {
    /// How many of those taken for yes were.
    pub fn precision(&self) -> Option<f64> {
        share(self.true_yes, self.true_yes + self.false_yes)
    }

    /// How many of those that were yes were taken for it.
    pub fn recall(&self) -> Option<f64> {
        share(self.true_yes, self.true_yes + self.false_no)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| real(part) / real(whole))
}

/// The threshold at which as many are taken for yes as were: what is missed and what is taken wrongly weigh the same.
pub fn balanced_threshold(told: &[Told]) -> Option<f64> {
    let yes = told.iter().filter(|(_, yes)| *yes).count();
    let mut scores: Vec<f64> = told.iter().map(|(score, _)| *score).collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores.get(yes.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_counts_once_and_the_threshold_itself_is_a_yes() {
        let told = [(0.9, true), (0.5, false), (0.5, true), (0.2, false), (0.1, true)];
        let found = at(&told, 0.5);
        assert_eq!(found, Confusion { true_yes: 2, false_yes: 1, true_no: 1, false_no: 1 });
        assert_eq!((found.precision(), found.recall()), (Some(2.0 / 3.0), Some(2.0 / 3.0)));
        assert_eq!(at(&told, 2.0).precision(), None);
        assert_eq!(balanced_threshold(&told), Some(0.5));
        assert_eq!(balanced_threshold(&[(0.3, false)]), None);
    }
}
