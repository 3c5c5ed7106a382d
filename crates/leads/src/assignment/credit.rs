//! What a member has earned of their monthly capacity: credit that grows with time and is spent by leads.

use chrono::{DateTime, Utc};

/// What a lead costs. Credit grows by the monthly capacity each millisecond, so that thirty days earn exactly as many
/// leads as the capacity says, and no fraction is ever rounded away.
pub const LEAD: i64 = 30 * DAY;
const DAY: i64 = 24 * 60 * 60 * 1000;
/// How many days of unused credit are carried along; but one lead always is.
const CARRIED_DAYS: i64 = 7;

/// What there is after some time has passed, starting from what there was.
pub fn earned(before: i64, since: DateTime<Utc>, now: DateTime<Utc>, monthly_capacity: i32) -> i64 {
    let passed = (now - since).num_milliseconds().max(0);
    let grown = i64::from(monthly_capacity).saturating_mul(passed);
    before.saturating_add(grown).min(most(monthly_capacity))
}

/// The most that is carried along: a week's worth on top of the lead that is being earned.
pub fn most(monthly_capacity: i32) -> i64 {
    let week = i64::from(monthly_capacity).saturating_mul(CARRIED_DAYS * DAY);
    week.max(LEAD)
}

/// In leads, for people.
#[expect(clippy::cast_precision_loss, reason = "a hundred thousand leads a month are below 2^53")]
pub fn in_leads(credit: i64) -> f64 {
    credit as f64 / LEAD as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
    }

    #[test]
    fn a_month_earns_exactly_the_capacity_however_often_it_is_looked_at() {
        for capacity in [1, 10, 14, 15, 30, 45, 60, 1000] {
            let mut credit = 0;
            for hour in 0..720 {
                credit = earned(credit, at(hour), at(hour + 1), capacity);
                while credit >= LEAD {
                    credit -= LEAD;
                }
            }
            assert_eq!(credit, 0, "{capacity}");
        }
    }

    #[test]
    fn what_is_not_used_is_carried_for_a_week_and_one_lead_for_ever() {
        let year = at(365 * 24);
        assert_eq!(earned(0, at(0), year, 30), 7 * LEAD);
        assert_eq!(earned(0, at(0), year, 2), LEAD);
        assert_eq!(earned(5, at(10), at(0), 30), 5, "a clock that goes back takes nothing away");
    }
}
