//! Pure rules of subscriptions: ends of terms, state by date, and monthly recurring revenue (MRR).
//!
//! MRR is the annual fee divided by twelve (reference: the ledger of movements, per customer). Amounts are whole
//! minor units, so a twelfth is seldom exact. Rounding each subscription by itself would let an account's sum drift
//! from its parts; therefore the account's MRR is rounded once, and its subscriptions share exactly that by largest
//! remainder.

use super::{SubscriptionState, pauses::Pauses};
use chrono::{Datelike as _, Months, NaiveDate};

/// The first day after `months` from `starts_on`. A day that the month doesn't have is its last one: 29 February
/// plus a year is 28 February, and plus four years 29 February again, because terms are counted from the first day.
pub fn term_end(starts_on: NaiveDate, months: i32) -> Option<NaiveDate> {
    starts_on.checked_add_months(Months::new(u32::try_from(months).ok()?))
}

/// How many terms it takes for the last of them to include `day`; one at least.
pub fn terms_until(starts_on: NaiveDate, term_months: i32, day: NaiveDate) -> Option<i32> {
    if term_months < 1 {
        return None;
    }
    let months = (day.year() - starts_on.year()) * 12
        + (i32::try_from(day.month()).ok()? - i32::try_from(starts_on.month()).ok()?);
    // The estimate is off by one at most, since days of the month are left out of it.
    let mut terms = (months / term_months).max(1);
    while term_end(starts_on, terms.checked_mul(term_months)?)? <= day {
        terms += 1;
    }
    Some(terms)
}

/// What a subscription is on a day. `ended_on` is the first day on which it no longer runs.
pub fn state_on(
    day: NaiveDate,
    starts_on: NaiveDate,
    ended_on: Option<NaiveDate>,
    pauses: &Pauses,
) -> SubscriptionState {
    if ended_on.is_some_and(|ended_on| ended_on <= day) {
        SubscriptionState::Ended
    } else if day < starts_on {
        SubscriptionState::Scheduled
    } else if pauses.covers(day) {
        SubscriptionState::Paused
    } else {
        SubscriptionState::Active
    }
}

/// A twelfth, rounded half away from zero; fees are never negative.
pub const fn monthly(annual_fee: i64) -> i64 {
    (annual_fee + 6).div_euclid(12)
}

/// The MRR of subscriptions with these annual fees, such that the parts sum to the MRR of all together.
pub fn spread(annual_fees: &[i64]) -> Vec<i64> {
    let whole = monthly(annual_fees.iter().sum());
    let mut parts: Vec<i64> = annual_fees.iter().map(|fee| fee.div_euclid(12)).collect();
    let left = whole - parts.iter().sum::<i64>();
    let mut by_remainder: Vec<usize> = (0..annual_fees.len()).collect();
    by_remainder.sort_by_key(|&at| std::cmp::Reverse(annual_fees[at].rem_euclid(12)));
    for &at in by_remainder.iter().take(usize::try_from(left).unwrap_or_default()) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::SubscriptionState::{Active, Ended, Paused, Scheduled};
    use super::*;
    use crate::subscription::pauses::Pause;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn terms_that_begin_on_the_last_days_of_a_month_end_on_the_last_day_there_is() {
        for (starts_on, months, expected) in [
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 24, "2026-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2023-02-28", 12, "2024-02-28"),
            ("2026-01-31", 1, "2026-02-28"),
            ("2026-01-31", 2, "2026-03-31"),
            ("2026-12-31", 2, "2027-02-28"),
            ("2026-03-02", 12, "2027-03-02"),
        ] {
            assert_eq!(
                term_end(day(starts_on), months),
                Some(day(expected)),
                "{starts_on} {months}"
            );
        }
        assert_eq!(term_end(day("2026-01-01"), -1), None);
    }

    #[test]
    fn a_subscription_runs_from_its_first_day_to_the_day_before_it_ended() {
        let (first, end) = (day("2026-03-02"), Some(day("2026-04-01")));
        for (on, ended_on, expected) in [
            ("2026-03-01", end, Scheduled),
            ("2026-03-02", end, Active),
            ("2026-03-31", end, Active),
            ("2026-04-01", end, Ended),
            ("2030-01-01", None, Active),
            ("2026-01-01", Some(day("2026-01-01")), Ended),
        ] {
            assert_eq!(state_on(day(on), first, ended_on, &Pauses::default()), expected, "{on}");
        }
        let resumes_on = Some(day("2026-03-12"));
        let pause = Pause {
            paused_on: day("2026-03-10"),
            resumes_on,
            extends_term: false,
            reason: None,
            note: None,
        };
        let pauses = Pauses(vec![pause]);
        for (on, ended_on, expected) in [
            ("2026-03-09", end, Active),
            ("2026-03-10", end, Paused),
            ("2026-03-11", end, Paused),
            ("2026-03-12", end, Active),
            ("2026-03-11", Some(day("2026-03-11")), Ended),
        ] {
            assert_eq!(state_on(day(on), first, ended_on, &pauses), expected, "{on}");
        }
    }

    #[test]
    fn parts_share_what_is_left_by_largest_remainder() {
        assert_eq!(monthly(120_000), 10_000);
        assert_eq!(monthly(10_000), 833);
        assert_eq!((monthly(5), monthly(6)), (0, 1));
        assert_eq!(spread(&[10_000, 10_000, 10_000]), [834, 833, 833]);
        assert_eq!(spread(&[11, 5, 0]), [1, 0, 0]);
        assert_eq!(spread(&[]), Vec::<i64>::new());
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_mrr_of_the_account_and_none_is_off_by_a_unit(
            fees in proptest::collection::vec(0..10_000_000_000_i64, 0..30),
        ) {
            let parts = spread(&fees);
            prop_assert_eq!(parts.iter().sum::<i64>(), monthly(fees.iter().sum()));
            for (part, fee) in parts.iter().zip(&fees) {
                prop_assert!((part * 12 - fee).abs() < 12, "{} of {}", part, fee);
            }
        }

        #[test]
        fn the_last_term_includes_the_day_and_the_one_before_does_not(
            start in 0..40_000_i32, term in 1..60_i32, later in 0..20_000_i32,
        ) {
            let start = NaiveDate::from_epoch_days(start).unwrap();
            let day = start + chrono::Days::new(u64::try_from(later).unwrap());
            let terms = terms_until(start, term, day).unwrap();
            prop_assert!(term_end(start, terms * term).unwrap() > day);
            prop_assert!(terms == 1 || term_end(start, (terms - 1) * term).unwrap() <= day);
        }

        #[test]
        fn terms_follow_one_another_and_never_end_before_they_begin(
            start in 0..40_000_i32, months in 1..60_i32, count in 1..8_i32,
        ) {
            let start = NaiveDate::from_epoch_days(start).unwrap();
            let ends: Vec<_> = (0..=count).map(|n| term_end(start, n * months).unwrap()).collect();
            prop_assert!(ends.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert_eq!(ends[0], start);
        }
    }
}
