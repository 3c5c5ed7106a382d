//! When a message is tried again: the intervals that the Standard Webhooks specification recommends, about 76
//! hours in all.

use chrono::{DateTime, TimeDelta, Utc};

/// Seconds from the first try to the second, from the second to the third, …
const INTERVALS: [i64; 9] =
    [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600];
/// Each wait is longer or shorter by at most this share, so that what failed together is not tried together.
const JITTER: f64 = 0.1;
/// A receiver that asks for more is not waited for longer than this.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(24);
/// How long an endpoint may do nothing but fail before it is switched off.
pub const FAILING_LIMIT: TimeDelta = TimeDelta::days(5);

/// When to try again after `attempts` tries; None when it was the last. `fraction` is random in `0.0..1.0`.
pub fn next_attempt(
    attempts: i32,
    now: DateTime<Utc>,
    retry_after: Option<TimeDelta>,
    fraction: f64,
) -> Option<DateTime<Utc>> {
    let done = usize::try_from(attempts.checked_sub(1)?).ok()?;
    let seconds = *INTERVALS.get(done)?;
    let spread = 1.0 + JITTER * (2.0 * fraction - 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "at most a day in milliseconds"
    )]
    let planned = TimeDelta::milliseconds((seconds as f64 * 1000.0 * spread) as i64);
    let asked = retry_after.unwrap_or_default().min(LONGEST_WAIT);
    Some(now + planned.max(asked))
}

/// `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3).
pub fn parse_retry_after(text: &str, now: DateTime<Utc>) -> Option<TimeDelta> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(TimeDelta::seconds(i64::from(seconds)));
    }
    let date = DateTime::parse_from_rfc2822(text).ok()?;
    Some(date.with_timezone(&Utc) - now).filter(|wait| *wait > TimeDelta::zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-03-02T01:00:00Z".parse().unwrap()
    }

    fn wait(attempts: i32, asked: Option<i64>, fraction: f64) -> Option<i64> {
        let asked = asked.map(TimeDelta::seconds);
        Some((next_attempt(attempts, now(), asked, fraction)? - now()).num_seconds())
    }

    #[test]
    fn ten_tries_span_about_three_days() {
        let waits: Vec<_> = (1..=9).map(|n| wait(n, None, 0.5).unwrap()).collect();
        assert_eq!(waits, INTERVALS);
        assert_eq!(waits.iter().sum::<i64>() / 3600, 75);
        assert_eq!(wait(10, None, 0.5), None);
    }

    #[test]
    fn the_wait_varies_by_a_tenth() {
        assert_eq!((wait(2, None, 0.0), wait(2, None, 1.0)), (Some(270), Some(330)));
    }

    #[test]
    fn a_receiver_can_ask_for_a_longer_wait_but_not_for_a_shorter_one_or_for_ever() {
        assert_eq!(wait(1, Some(600), 0.5), Some(600));
        assert_eq!(wait(2, Some(1), 0.5), Some(300));
        assert_eq!(wait(1, Some(10_000_000), 0.5), Some(24 * 3600));
    }

    #[test]
    fn retry_after_is_read_as_seconds_or_as_a_date() {
        let seconds = |text| parse_retry_after(text, now()).map(|wait| wait.num_seconds());
        assert_eq!(seconds("120"), Some(120));
        assert_eq!(seconds("Mon, 02 Mar 2026 01:02:00 GMT"), Some(120));
        assert_eq!(seconds("Mon, 02 Mar 2026 00:00:00 GMT"), None);
        assert_eq!(seconds("-5"), None);
        assert_eq!(seconds("soon"), None);
    }
}
