//! How well a score puts yes before no, and how far a probability lies from what came.

use crate::real;

/// A score or a probability, and what came.
pub type Told = (f64, bool);

/// The area under the receiver operating characteristic: how likely a yes has the higher score than a no; equal scores
/// count half. None unless both came. By ranks: H. B. Mann and D. R. Whitney, "On a test of whether one of two random
/// variables is stochastically larger than the other", Annals of Mathematical Statistics 18 (1947), 50–60.
pub fn area_under_curve(told: &[Told]) -> Option<f64> {
    let yes = told.iter().filter(|(_, yes)| *yes).count();
    let no = told.len() - yes;
    if yes == 0 || no == 0 {
        return None;
    }
    let mut sorted = told.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks_of_yes = 0.0;
    let mut before = 0;
    for tied in sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let mean_rank = real(before) + f64::midpoint(real(tied.len()), 1.0);
        ranks_of_yes += mean_rank * real(tied.iter().filter(|(_, yes)| *yes).count());
        before += tied.len();
    }
    let wins = ranks_of_yes - real(yes) * real(yes + 1) / 2.0;
    Some(wins / (real(yes) * real(no)))
}

/// The mean square of what probabilities missed by; none of nothing. G. W. Brier, "Verification of forecasts expressed in
/// terms of probability", Monthly Weather Review 78 (1950), 1–3.
pub fn brier(told: &[Told]) -> Option<f64> {
    let miss = |(p, yes): &Told| (p - if *yes { 1.0 } else { 0.0 }).powi(2);
    (!told.is_empty()).then(|| told.iter().map(miss).sum::<f64>() / real(told.len()))
}

/// The mean of −ln of the probability that what came was given; probabilities are kept away from 0 and 1 by 1e-12.
pub fn log_loss(told: &[Told]) -> Option<f64> {
    let surprise = |(p, yes): &Told| {
        let p = p.clamp(1e-12, 1.0 - 1e-12);
        -(if *yes { p } else { 1.0 - p }).ln()
    };
    (!told.is_empty()).then(|| told.iter().map(surprise).sum::<f64>() / real(told.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy, any, prop, prop_assert, proptest};

    #[test]
    fn small_cases_come_out() {
        let told = [(0.1, false), (0.4, false), (0.35, true), (0.8, true)];
        assert_eq!(area_under_curve(&told), Some(0.75));
        assert_eq!(area_under_curve(&[(0.5, true), (0.5, false)]), Some(0.5));
        assert_eq!(area_under_curve(&[(0.5, true)]), None);
        let brier = brier(&told).unwrap();
        assert!((brier - (0.01 + 0.16 + 0.4225 + 0.04) / 4.0).abs() < 1e-12);
        let loss = log_loss(&[(0.5, true), (0.5, false)]).unwrap();
        assert!((loss - 2.0_f64.ln()).abs() < 1e-12);
        assert!(log_loss(&[(0.0, true)]).unwrap() < 28.0);
        assert_eq!(log_loss(&[]), None);
    }

    fn told() -> impl Strategy<Value = Vec<Told>> {
        prop::collection::vec(((0..20_u32).prop_map(|n| f64::from(n) / 20.0), any::<bool>()), 2..60)
    }

    proptest! {
        #[test]
        fn it_counts_pairs_and_is_the_same_under_monotone_maps(told in told()) {
            let yes: Vec<f64> = told.iter().filter(|(_, yes)| *yes).map(|(score, _)| *score).collect();
            let no: Vec<f64> = told.iter().filter(|(_, yes)| !*yes).map(|(score, _)| *score).collect();
            let pairs = yes.iter().flat_map(|a| no.iter().map(move |b| (a, b)));
            let wins: f64 = pairs
                .map(|(a, b)| if a > b { 1.0 } else if a < b { 0.0 } else { 0.5 })
                .sum();
            let found = area_under_curve(&told);
            if yes.is_empty() || no.is_empty() {
                prop_assert!(found.is_none());
            } else {
                let expected = wins / (real(yes.len()) * real(no.len()));
                prop_assert!((found.unwrap() - expected).abs() < 1e-12);
                let bent: Vec<Told> = told.iter().map(|(score, yes)| (score.exp() * 7.0 - 3.0, *yes)).collect();
                prop_assert!((area_under_curve(&bent).unwrap() - expected).abs() < 1e-12);
                let turned: Vec<Told> = told.iter().map(|(score, yes)| (-score, *yes)).collect();
                prop_assert!((area_under_curve(&turned).unwrap() + expected - 1.0).abs() < 1e-12);
            }
        }
    }
}
