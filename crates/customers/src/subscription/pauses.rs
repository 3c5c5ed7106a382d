//! When a subscription doesn't run though it hasn't ended; pure.

use super::PauseReason;
use chrono::{Days, NaiveDate};
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

/// A stretch of days on which a subscription doesn't run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub paused_on: NaiveDate,
    /// The first day on which it runs again, once that is known.
    pub resumes_on: Option<NaiveDate>,
    /// Whether the term ends that many days later.
    pub extends_term: bool,
    pub reason: Option<PauseReason>,
    pub note: Option<String>,
}

impl Pause {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.paused_on <= day && self.resumes_on.is_none_or(|resumes_on| day < resumes_on)
    }

    fn overlaps(&self, other: &Self) -> bool {
        let before = |a: &Self, b: &Self| a.resumes_on.is_some_and(|day| day <= b.paused_on);
        !before(self, other) && !before(other, self)
    }

    /// How many days it lasts, once that is known.
    pub fn days(&self) -> Option<i64> {
        Some((self.resumes_on? - self.paused_on).num_days())
    }
}

/// The pauses of a subscription, those that are agreed for later too: the first first, none over another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Pauses(pub Vec<Pause>);

impl Pauses {
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.0.iter().any(|pause| pause.covers(day))
    }

    /// The days on which one begins or is over.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.0.iter().flat_map(|pause| std::iter::once(pause.paused_on).chain(pause.resumes_on))
    }

    /// Where a boundary of terms lies that was bought for `day`: each pause before it that extends the term moves it by
    /// its days. None beyond the calendar.
    pub fn moved(&self, day: NaiveDate) -> Option<NaiveDate> {
        let mut moved = day;
        for pause in self.0.iter().filter(|pause| pause.extends_term) {
            if pause.paused_on < moved {
                let days = u64::try_from(pause.days().unwrap_or_default()).ok()?;
                moved = moved.checked_add_days(Days::new(days))?;
            }
        }
        Some(moved)
    }

    /// With another one in its place; none if it lies over one that is there.
    #[must_use]
    pub fn with(mut self, pause: Pause) -> Option<Self> {
        if self.0.iter().any(|other| other.overlaps(&pause)) {
            return None;
        }
        let place = self.0.partition_point(|other| other.paused_on < pause.paused_on);
        self.0.insert(place, pause);
        Some(self)
    }

    /// The one that can be resumed: that of today, else the next one. It is taken out.
    pub fn take_current(&mut self, today: NaiveDate) -> Option<Pause> {
        let is_to_come = |pause: &Pause| pause.covers(today) || pause.paused_on > today;
        self.0.iter().position(is_to_come).map(|place| self.0.remove(place))
    }

    /// What is left of them when the subscription ends: whoever is paused by then doesn't resume.
    #[must_use]
    pub fn until(mut self, ended_on: NaiveDate) -> Self {
        self.0.retain(|pause| pause.paused_on < ended_on);
        if let Some(last) = self.0.last_mut()
            && last.resumes_on.is_some_and(|day| day >= ended_on)
        {
            last.resumes_on = None;
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn pause(paused_on: &str, resumes_on: Option<&str>, extends_term: bool) -> Pause {
        let resumes_on = resumes_on.map(day);
        Pause { paused_on: day(paused_on), resumes_on, extends_term, reason: None, note: None }
    }

    #[test]
    fn a_pause_lasts_to_the_day_before_it_resumes_and_none_lies_over_another() {
        let one = pause("2026-03-02", Some("2026-04-01"), false);
        let covered = ["2026-03-01", "2026-03-02", "2026-03-31", "2026-04-01"];
        assert_eq!(covered.map(|on| one.covers(day(on))), [false, true, true, false]);
        assert_eq!(one.days(), Some(30));
        let pauses = Pauses::default().with(one).unwrap();
        assert!(pauses.clone().with(pause("2026-03-31", None, false)).is_none());
        assert!(pauses.clone().with(pause("2026-01-01", None, false)).is_none(), "open, before it");
        let pauses = pauses.with(pause("2026-04-01", None, false)).unwrap();
        assert!(pauses.clone().with(pause("2027-01-01", None, false)).is_none(), "open, after it");
        let pauses = pauses.with(pause("2026-01-01", Some("2026-03-02"), false)).unwrap();
        let starts: Vec<_> = pauses.0.iter().map(|pause| pause.paused_on.to_string()).collect();
        assert_eq!(starts, ["2026-01-01", "2026-03-02", "2026-04-01"]);
    }

    #[test]
    fn a_term_ends_later_by_the_days_of_the_pauses_within_it_that_extend_it() {
        let pauses = Pauses(vec![
            pause("2026-03-01", Some("2026-06-01"), true),
            pause("2026-07-01", Some("2026-08-01"), false),
            // After the first term as it was bought, but within it as it is by now.
            pause("2027-03-01", Some("2027-03-11"), true),
            pause("2028-01-01", None, true),
        ]);
        for (bought, moved) in [
            ("2026-01-01", "2026-01-01"),
            ("2026-03-01", "2026-03-01"),
            ("2027-01-01", "2027-04-13"),
            ("2028-01-01", "2028-04-12"),
        ] {
            assert_eq!(pauses.moved(day(bought)), Some(day(moved)), "{bought}");
        }
    }

    #[test]
    fn what_ends_while_it_is_paused_does_not_resume() {
        let pauses = Pauses(vec![
            pause("2026-01-01", Some("2026-02-01"), true),
            pause("2026-03-01", Some("2026-06-01"), true),
            pause("2026-07-01", None, false),
        ]);
        let left = pauses.until(day("2026-06-01"));
        assert_eq!(left.0.len(), 2);
        assert_eq!(left.0[0].resumes_on, Some(day("2026-02-01")));
        assert_eq!(left.0[1].resumes_on, None);
    }

    proptest! {
        #[test]
        fn the_days_that_run_of_an_extended_term_are_the_days_that_were_bought(
            stretches in proptest::collection::vec((1..90_u64, 1..90_u64), 0..6),
            length in 1..800_i32,
        ) {
            let start = NaiveDate::from_epoch_days(20_000).unwrap();
            let mut pauses = Pauses::default();
            let mut at = start;
            for (gap, days) in stretches {
                let paused_on = at + Days::new(gap);
                at = paused_on + Days::new(days);
                let pause = Pause { paused_on, resumes_on: Some(at), extends_term: true, reason: None, note: None };
                pauses = pauses.with(pause).unwrap();
            }
            let end = pauses.moved(start + chrono::TimeDelta::days(length.into())).unwrap();
            let runs = start.iter_days().take_while(|day| *day < end).filter(|day| !pauses.covers(*day));
            prop_assert_eq!(runs.count(), usize::try_from(length).unwrap());
            prop_assert!(!pauses.covers(end - Days::new(1)), "the last day of a term runs");
        }
    }
}
