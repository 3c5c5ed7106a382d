//! The value below which a share of a sample lies.
//!
//! Source: R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996),
//! 361–365, definition 7: linear between the two nearest values, so the median of an even number is their mean.

/// The quantile `p` (0..1) of values in ascending order; none of no values.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places in a slice, far below 2^52"
)]
pub fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let share = place - place.floor();
    Some(sorted[below] + share * (sorted[above] - sorted[below]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As R's `quantile(1:4, c(0, .25, .5, .9, 1))` gives.
    #[test]
    fn quantiles_lie_between_the_nearest_values() {
        let sample = [1.0, 2.0, 3.0, 4.0];
        for (p, expected) in [(0.0, 1.0), (0.25, 1.75), (0.5, 2.5), (0.9, 3.7), (1.0, 4.0)] {
            assert!((quantile(&sample, p).unwrap() - expected).abs() < 1e-12, "{p}");
        }
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[7.0], 0.9), Some(7.0));
    }

    proptest! {
        #[test]
        fn a_higher_share_never_has_a_lower_value(
            mut sample in proptest::collection::vec(-1e6..1e6_f64, 1..40), a in 0.0..1.0_f64, b in 0.0..1.0_f64,
        ) {
            sample.sort_by(f64::total_cmp);
            let (low, high) = (a.min(b), a.max(b));
            prop_assert!(quantile(&sample, low).unwrap() <= quantile(&sample, high).unwrap());
        }
    }
}
