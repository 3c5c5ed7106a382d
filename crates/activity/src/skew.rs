//! Clocks of phones and browsers are wrong. The sender says when it sent the batch by the same clock that dated the
//! events, so what counts is how long before the sending an event happened: `occurred = received − (sent − occurred)`.

use chrono::{DateTime, TimeDelta, Utc};

/// Nothing older is taken: it is a mistake, such as seconds sent for milliseconds.
pub const OLDEST_YEARS: i64 = 5;
const OLDEST: TimeDelta = TimeDelta::days(OLDEST_YEARS * 366);

/// The event lies further back than anybody keeps events.
#[derive(Debug, PartialEq, Eq)]
pub struct TooOld;

/// When the event happened by our clock, in milliseconds since 1970. Without `sent_at` the sender's clock is
/// believed; without its own time an event happened when it was sent. Nothing happens in the future.
pub fn occurred_at(
    occurred: Option<DateTime<Utc>>,
    sent: Option<DateTime<Utc>>,
    received: DateTime<Utc>,
) -> Result<i64, TooOld> {
    let occurred = match (occurred, sent) {
        (None, _) => received,
        (Some(occurred), None) => occurred,
        (Some(occurred), Some(sent)) => {
            received.checked_sub_signed(sent - occurred).ok_or(TooOld)?
        }
    };
    if received - occurred > OLDEST {
        return Err(TooOld);
    }
    Ok(occurred.min(received).timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> DateTime<Utc> {
        format!("2026-03-02T{text}Z").parse().unwrap()
    }

    fn told(occurred: &str, sent: Option<&str>, received: &str) -> DateTime<Utc> {
        let millis = occurred_at(Some(time(occurred)), sent.map(time), time(received)).unwrap();
        DateTime::from_timestamp_millis(millis).unwrap()
    }

    #[test]
    fn a_clock_that_is_an_hour_late_or_early_makes_no_difference() {
        let truth = time("10:00:00");
        assert_eq!(told("09:00:00", Some("09:00:30"), "10:00:30"), truth);
        assert_eq!(told("11:00:00", Some("11:00:30"), "10:00:30"), truth);
    }

    #[test]
    fn without_a_time_of_sending_the_clock_is_believed_but_not_about_the_future() {
        assert_eq!(told("09:00:00", None, "10:00:00"), time("09:00:00"));
        assert_eq!(told("10:00:01", None, "10:00:00"), time("10:00:00"));
        assert_eq!(told("10:00:05", Some("10:00:00"), "10:00:00"), time("10:00:00"));
        assert_eq!(
            occurred_at(None, None, time("10:00:00")),
            Ok(time("10:00:00").timestamp_millis())
        );
    }

    #[test]
    fn what_lies_years_back_is_refused_and_extreme_times_do_no_harm() {
        let received = time("10:00:00");
        let old = received - TimeDelta::days(5 * 366 + 1);
        assert_eq!(occurred_at(Some(old), None, received), Err(TooOld));
        let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
        assert_eq!(occurred_at(Some(first), Some(last), received), Err(TooOld));
        let future = occurred_at(Some(last), Some(received), received);
        assert_eq!(future, Ok(received.timestamp_millis()));
    }
}
