//! The interval of a share: how far the true share may lie from the one that was counted.
//!
//! Source of the formula: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
//! Journal of the American Statistical Association 22 (1927), 209–212. Unlike p ± z·√(p(1−p)/n) it never leaves 0..1
//! and says something sensible where nobody or everybody did it.

/// The 97.5 % point of the normal distribution: two-sided 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// The bounds of a share, both in 0..1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// Wilson's 95 % interval of `successes` among `trials`; none where there were no trials.
#[expect(clippy::cast_precision_loss, reason = "counts of people lie far below 2^52")]
pub fn wilson(successes: u64, trials: u64) -> Option<Interval> {
    if trials == 0 {
        return None;
    }
    let (n, p) = (trials as f64, successes as f64 / trials as f64);
    let z2 = Z * Z;
    let scale = 1.0 + z2 / n;
    let center = (p + z2 / (2.0 * n)) / scale;
    let half = Z * ((p * (1.0 - p) + z2 / (4.0 * n)) / n).sqrt() / scale;
    // What rounding leaves beside the exact ends.
    let low = if successes == 0 { 0.0 } else { (center - half).max(0.0) };
    let high = if successes >= trials { 1.0 } else { (center + half).min(1.0) };
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, proptest};

    fn near(found: Interval, low: f64, high: f64) -> bool {
        (found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5
    }

    /// Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
    /// 857–872, table I, method 3.
    #[test]
    fn published_intervals_come_out() {
        for (successes, trials, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let found = wilson(successes, trials).unwrap();
            assert!(near(found, low, high), "{successes}/{trials}: {found:?}");
        }
        assert_eq!(wilson(0, 0), None);
    }

    proptest! {
        #[test]
        fn the_share_lies_inside_and_more_trials_narrow_the_interval(trials in 1..10_000_u64, part in 0.0..=1.0_f64) {
            #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small numbers")]
            let successes = (trials as f64 * part) as u64;
            #[expect(clippy::cast_precision_loss, reason = "small numbers")]
            let share = successes as f64 / trials as f64;
            let once = wilson(successes, trials).unwrap();
            let thrice = wilson(successes * 3, trials * 3).unwrap();
            prop_assert!(0.0 <= once.low && once.low <= share && share <= once.high && once.high <= 1.0);
            prop_assert!(thrice.high - thrice.low < once.high - once.low);
        }
    }
}
