/// Whole parts of `total` by shares that are not negative: each is rounded down, and what is left goes, one each, to
/// the largest remainders; of equal ones, to the earlier. Without shares nobody gets anything.
pub fn largest_remainder(total: i64, shares: &[f64]) -> Vec<i64> {
    let sum: f64 = shares.iter().sum();
    if sum <= 0.0 {
        return vec![0; shares.len()];
    }
    let exact: Vec<f64> = shares.iter().map(|share| share * float(total) / sum).collect();
    round_to(total, &exact)
}

/// Rounds amounts, which may be negative, to whole ones that sum to `total`; they are as near to it as rounding leaves
/// them.
pub(super) fn round_to(total: i64, exact: &[f64]) -> Vec<i64> {
    let mut parts: Vec<i64> = exact.iter().map(|amount| whole(amount.floor())).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    // Equal but for the last digits of sums is equal.
    let remainder = |at: &usize| whole((exact[*at].fract().rem_euclid(1.0) * 1e9).round());
    order.sort_by_key(|at| std::cmp::Reverse(remainder(at)));
    let mut left = total - parts.iter().sum::<i64>();
    // What was a whole number but for its last digits may have been rounded down too far, or not far enough.
    for &at in order.iter().cycle().take_while(|_| !order.is_empty()) {
        if left == 0 {
            break;
        }
        parts[at] += left.signum();
        left -= left.signum();
    }
    parts
}

#[expect(clippy::cast_precision_loss, reason = "amounts lie below 2^53")]
pub(super) const fn float(amount: i64) -> f64 {
    amount as f64
}

#[expect(clippy::cast_possible_truncation, reason = "parts of an amount lie below 2^53")]
const fn whole(amount: f64) -> i64 {
    amount as i64
}
