//! The middle of many numbers.

/// The median of an even number is the mean of the middle two.
#[expect(clippy::cast_precision_loss, reason = "a year has fewer than 2^52 milliseconds")]
pub fn median(numbers: &mut [i64]) -> Option<f64> {
    let middle = numbers.len() / 2;
    if numbers.is_empty() {
        return None;
    }
    let (below, upper, _) = numbers.select_nth_unstable(middle);
    let lower = below.iter().max().copied().unwrap_or(*upper);
    let (lower, upper) = (lower as f64, *upper as f64);
    Some(if numbers.len().is_multiple_of(2) { f64::midpoint(lower, upper) } else { upper })
}

#[expect(clippy::cast_precision_loss, reason = "the sum of a million years fits")]
pub fn mean(numbers: &[i64]) -> Option<f64> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<i64>() as f64 / numbers.len() as f64)
}

/// Of milliseconds.
pub fn seconds(millis: Option<f64>) -> Option<f64> {
    millis.map(|millis| millis / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
        assert_eq!(median(&mut [7, 1, 3]), Some(3.0));
        assert_eq!(median(&mut [8, 1, 3, 4]), Some(3.5));
        assert_eq!(median(&mut []), None);
        assert_eq!(mean(&[1, 2]), Some(1.5));
    }
}
