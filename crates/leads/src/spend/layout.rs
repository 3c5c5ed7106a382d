//! Where the money of an entry lies: by day and by channel, without a database.

use chrono::NaiveDate;

/// How many days there are from the first to the last; none of less than one.
pub fn days_of(first: NaiveDate, last: NaiveDate) -> u32 {
    u32::try_from((last - first).num_days() + 1).unwrap_or(1).max(1)
}

/// The part of an amount that falls on one of so many days, counted from zero: all parts are the same but for what
/// can't be divided, which goes to the first days, one minor unit each.
pub fn on_day(amount: i64, days: u32, day: u32) -> i64 {
    let days = i64::from(days.max(1));
    let rest = (amount % days).abs();
    amount / days + if i64::from(day) < rest { amount.signum() } else { 0 }
}

/// Splits an amount by weights; what can't be divided goes to the largest remainders. Of equal ones another comes first
/// with each `turn`, so that over many days nobody bears all the cents. Equal parts where nothing has a weight.
pub fn shared(amount: i64, weights: &[u64], turn: u32) -> Vec<i64> {
    let count = weights.len();
    if count == 0 {
        return Vec::new();
    }
    let sum: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    let weight = |at: usize| if sum == 0 { 1 } else { u128::from(weights[at]) };
    let sum = if sum == 0 { u128::try_from(count).unwrap_or(1) } else { sum };
    let whole = u128::from(amount.unsigned_abs());
    let mut parts: Vec<u128> = (0..count).map(|at| whole * weight(at) / sum).collect();
    let left = whole - parts.iter().sum::<u128>();
    let turn = usize::try_from(turn).unwrap_or(0) % count;
    let mut order: Vec<usize> = (0..count).map(|at| (at + turn) % count).collect();
    order.sort_by_key(|at| std::cmp::Reverse(whole * weight(*at) % sum));
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(count)) {
        parts[at] += 1;
    }
    let signed = |part: u128| i64::try_from(part).unwrap_or(i64::MAX) * amount.signum();
    parts.into_iter().map(signed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn what_cannot_be_divided_falls_on_the_first_days() {
        let over =
            |amount, days| (0..days).map(|day| on_day(amount, days, day)).collect::<Vec<_>>();
        assert_eq!(over(100, 3), [34, 33, 33]);
        assert_eq!(over(-100, 3), [-34, -33, -33]);
        assert_eq!(over(1, 3), [1, 0, 0]);
        assert_eq!(over(7, 1), [7]);
    }

    #[test]
    fn shares_take_turns_with_the_cents() {
        assert_eq!(shared(100, &[1, 1, 1], 0), [34, 33, 33]);
        assert_eq!(shared(100, &[1, 1, 1], 1), [33, 34, 33]);
        assert_eq!(shared(-100, &[3, 1], 0), [-75, -25]);
        assert_eq!(shared(9, &[0, 0], 0), [5, 4]);
        assert!(shared(9, &[], 0).is_empty());
    }

    proptest! {
        #[test]
        fn days_and_shares_sum_to_the_entry(
            amount in -9_007_199_254_740_991_i64..=9_007_199_254_740_991,
            days in 1_u32..1_100,
            weights in proptest::collection::vec(0_u64..1_000_000, 1..20),
        ) {
            let by_day: Vec<i64> = (0..days).map(|day| on_day(amount, days, day)).collect();
            prop_assert_eq!(by_day.iter().sum::<i64>(), amount);
            prop_assert!(by_day.iter().max().unwrap() - by_day.iter().min().unwrap() <= 1);
            prop_assert_eq!(shared(amount, &weights, days).iter().sum::<i64>(), amount);
        }
    }
}
