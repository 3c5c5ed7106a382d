//! Places on the board as text: between any two ranks there is room for another, so moving one lead writes one row.
//!
//! A rank is a fraction written in base 36 without the leading "0."; ranks compare byte by byte. A lead that comes
//! in gets a rank from its time, later ones first, so that no look-up is needed and two nodes never wait for each
//! other. Two leads may come to share a rank; then their ids decide.

use chrono::{DateTime, Utc};

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const BASE: usize = 36;
/// Enough digits for milliseconds until the year 5138.
const TIME_DIGITS: usize = 9;
const LAST_MILLISECOND: u64 = 36_u64.pow(9) - 1;

/// The rank of a lead that comes to the top of its column at `now`.
pub fn on_top(now: DateTime<Utc>) -> String {
    trimmed(&time_digits(now))
}

/// The rank of the lead at place `n` among many that come to the top together; below the one of [`on_top`].
pub fn nth_on_top(now: DateTime<Utc>, n: u64) -> String {
    trimmed(&(time_digits(now) + &fixed::<5>(n + 1)))
}

fn time_digits(now: DateTime<Utc>) -> String {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
    fixed::<TIME_DIGITS>(LAST_MILLISECOND - millis.min(LAST_MILLISECOND - 1))
}

fn fixed<const LENGTH: usize>(mut number: u64) -> String {
    let mut digits = [b'0'; LENGTH];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[usize::try_from(number % 36).expect("below 36")];
        number /= 36;
    }
    digits.iter().map(|digit| char::from(*digit)).collect()
}

/// A fraction needs no zeros at its end, and one that had them could have no room before it.
fn trimmed(rank: &str) -> String {
    rank.trim_end_matches('0').to_owned()
}

/// A rank after `lower` and before `upper`; an open end is the edge of the column. `None` if they leave no room,
/// which only equal or swapped ranks do.
pub fn between(lower: Option<&str>, upper: Option<&str>) -> Option<String> {
    let low: Vec<usize> = digits(lower.unwrap_or_default())?;
    let high = match upper {
        Some(upper) => Some(digits(upper)?),
        None => None,
    };
    if high.as_ref().is_some_and(|high| *high <= low) {
        return None;
    }
    let mut rank = Vec::new();
    // Whether `rank` still equals the beginning of the upper end, which then bounds the next digit.
    let mut bounded = high.is_some();
    for place in 0.. {
        let from = low.get(place).copied().unwrap_or(0);
        let until = match &high {
            Some(high) if bounded => high.get(place).copied().unwrap_or(0),
            _ => BASE,
        };
        if until > from + 1 {
            rank.push(usize::midpoint(from, until));
            break;
        }
        rank.push(from);
        bounded = bounded && from == until;
    }
    Some(rank.into_iter().map(|digit| char::from(DIGITS[digit])).collect())
}

fn digits(rank: &str) -> Option<Vec<usize>> {
    rank.bytes().map(|byte| DIGITS.iter().position(|digit| *digit == byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn rank() -> impl Strategy<Value = String> {
        "[0-9a-z]{0,6}[1-9a-z]"
    }

    proptest! {
        #[test]
        fn there_is_room_between_any_two_ranks(a in rank(), b in rank()) {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            if low == high {
                prop_assert_eq!(between(Some(&low), Some(&high)), None);
            } else {
                let middle = between(Some(&low), Some(&high)).unwrap();
                prop_assert!(low < middle && middle < high, "{low} {middle} {high}");
                prop_assert!(!middle.ends_with('0'));
            }
        }

        #[test]
        fn there_is_room_at_both_edges(a in rank()) {
            prop_assert!(between(None, Some(&a)).unwrap() < a);
            prop_assert!(between(Some(&a), None).unwrap() > a);
        }

        #[test]
        fn any_order_of_moves_keeps_the_order_that_was_asked_for(
            places in proptest::collection::vec(0_usize..1000, 1..120),
        ) {
            let mut column: Vec<(String, usize)> = Vec::new();
            for (lead, place) in places.into_iter().enumerate() {
                let place = place % (column.len() + 1);
                let lower = place.checked_sub(1).map(|before| column[before].0.clone());
                let upper = column.get(place).map(|(rank, _)| rank.clone());
                let rank = between(lower.as_deref(), upper.as_deref()).unwrap();
                column.insert(place, (rank, lead));
            }
            prop_assert!(column.is_sorted_by(|a, b| a.0 < b.0));
        }

        #[test]
        fn what_comes_later_comes_first(millis in 0_i64..4_102_444_800_000, later in 1_i64..10_000_000) {
            let now = DateTime::from_timestamp_millis(millis).unwrap();
            let top = on_top(now);
            prop_assert!(on_top(now + TimeDelta::milliseconds(later)) < top);
            prop_assert!(between(None, Some(&top)).unwrap() < top);
        }

        #[test]
        fn many_that_come_together_keep_their_order_below_what_comes_later(
            millis in 0_i64..4_102_444_800_000, n in 0_u64..100_000,
        ) {
            let now = DateTime::from_timestamp_millis(millis).unwrap();
            prop_assert!(on_top(now) < nth_on_top(now, n));
            prop_assert!(nth_on_top(now, n) < nth_on_top(now, n + 1));
            prop_assert!(on_top(now + TimeDelta::milliseconds(1)) < nth_on_top(now, 0));
        }
    }

    #[test]
    fn moving_to_the_same_place_a_thousand_times_keeps_ranks_short() {
        let (low, mut high) = ("a".to_owned(), "b".to_owned());
        for _ in 0..1000 {
            high = between(Some(&low), Some(&high)).unwrap();
        }
        assert!(high.len() < 250, "{}", high.len());
    }
}
