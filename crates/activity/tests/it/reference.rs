//! The same questions, answered slowly and plainly from a list of facts: no index, no sets of words, one unit and one
//! event after the other.

use activity::question::{CohortMode, RetentionCriteria};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc, Weekday};
use kernel::zone::Zone;
use std::collections::{BTreeMap, BTreeSet};

pub type Who = String;

/// Somebody did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Did {
    pub who: Who,
    pub name: String,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Day,
    Week,
    Month,
}

/// A way to cut time.
#[derive(Clone, Copy, Debug)]
pub struct Cuts {
    pub zone: Zone,
    pub first_weekday: Weekday,
    pub cut: Cut,
}

impl Cuts {
    pub fn start(self, at: DateTime<Utc>) -> NaiveDate {
        self.start_of_day(self.zone.day_of(at))
    }

    pub fn start_of_day(self, day: NaiveDate) -> NaiveDate {
        match self.cut {
            Cut::Day => day,
            Cut::Week => kernel::zone::week_start(day, self.first_weekday),
            Cut::Month => day.with_day(1).unwrap(),
        }
    }

    pub fn after(self, start: NaiveDate, count: u64) -> NaiveDate {
        match self.cut {
            Cut::Day => start + Days::new(count),
            Cut::Week => start + Days::new(7 * count),
            Cut::Month => start + Months::new(u32::try_from(count).unwrap()),
        }
    }

    pub fn before(self, start: NaiveDate) -> NaiveDate {
        match self.cut {
            Cut::Day => start - Days::new(1),
            Cut::Week => start - Days::new(7),
            Cut::Month => start - Months::new(1),
        }
    }
}

pub struct Ask<'a> {
    pub cuts: Cuts,
    pub start: Option<&'a str>,
    pub back: Option<&'a str>,
    pub mode: CohortMode,
    pub criteria: RetentionCriteria,
    pub min_occurrences: usize,
    pub first: NaiveDate,
    pub cohorts: u64,
    pub periods: u64,
    pub now: DateTime<Utc>,
}

fn matches(wanted: Option<&str>, did: &Did) -> bool {
    wanted.is_none_or(|name| did.name == name)
}

/// For each cohort its size, and for each period how many came back; nothing where the period is not over.
pub fn retention(facts: &[Did], ask: &Ask<'_>) -> Vec<(u64, Vec<Option<u64>>)> {
    let mut starts: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
    let mut backs: BTreeMap<(&str, NaiveDate), usize> = BTreeMap::new();
    for did in facts {
        let period = ask.cuts.start(did.at);
        if matches(ask.start, did) {
            starts.entry(&did.who).or_default().insert(period);
        }
        if matches(ask.back, did) {
            *backs.entry((&did.who, period)).or_default() += 1;
        }
    }
    let today = ask.cuts.zone.day_of(ask.now);
    let came = |who: &str, period: NaiveDate| {
        backs.get(&(who, period)).is_some_and(|count| *count >= ask.min_occurrences)
    };
    (0..ask.cohorts)
        .map(|c| {
            let start = ask.cuts.after(ask.first, c);
            let cohort: Vec<&str> = starts
                .iter()
                .filter(|(_, periods)| match ask.mode {
                    CohortMode::Recurring => periods.contains(&start),
                    _ => periods.first() == Some(&start),
                })
                .map(|(who, _)| *who)
                .collect();
            let cells = (0..ask.periods).map(|k| {
                let period = |k| ask.cuts.after(start, k);
                if today < period(k + 1) {
                    return None;
                }
                let retained = |who: &&&str| match ask.criteria {
                    RetentionCriteria::On => came(who, period(k)),
                    RetentionCriteria::OnOrAfter => {
                        (k..2000).take_while(|k| period(*k) <= today).any(|k| came(who, period(k)))
                    }
                    RetentionCriteria::OnOrBefore => (0..=k).any(|k| came(who, period(k))),
                    RetentionCriteria::Streak if k == 0 => came(who, period(0)),
                    RetentionCriteria::Streak => (1..=k).all(|k| came(who, period(k))),
                    RetentionCriteria::Bracket => unreachable!("not asked"),
                };
                Some(cohort.iter().filter(retained).count() as u64)
            });
            (cohort.len() as u64, cells.collect())
        })
        .collect()
}

/// Different units between two days, both included.
pub fn units(facts: &[Did], zone: Zone, name: Option<&str>, from: NaiveDate, to: NaiveDate) -> u64 {
    let here =
        facts.iter().filter(|did| matches(name, did) && (from..=to).contains(&zone.day_of(did.at)));
    here.map(|did| &did.who).collect::<BTreeSet<_>>().len() as u64
}

pub fn events(
    facts: &[Did],
    zone: Zone,
    name: Option<&str>,
    from: NaiveDate,
    to: NaiveDate,
) -> u64 {
    let here =
        facts.iter().filter(|did| matches(name, did) && (from..=to).contains(&zone.day_of(did.at)));
    here.count() as u64
}

/// New, returning, resurrecting, dormant.
pub fn lifecycle(facts: &[Did], cuts: Cuts, name: Option<&str>, period: NaiveDate) -> [u64; 4] {
    let active = |period: NaiveDate| -> BTreeSet<&str> {
        let here = facts.iter().filter(|did| matches(name, did) && cuts.start(did.at) == period);
        here.map(|did| did.who.as_str()).collect()
    };
    let seen: BTreeSet<&str> = facts
        .iter()
        .filter(|did| cuts.start(did.at) < period)
        .map(|did| did.who.as_str())
        .collect();
    let (now, before) = (active(period), active(cuts.before(period)));
    let count = |which: &dyn Fn(&&&str) -> bool| now.iter().filter(which).count() as u64;
    [
        count(&|who| !seen.contains(**who)),
        count(&|who| before.contains(**who)),
        count(&|who| seen.contains(**who) && !before.contains(**who)),
        before.iter().filter(|who| !now.contains(**who)).count() as u64,
    ]
}

/// How many reached each step, ordered; attempts begin between two days.
pub fn funnel(
    facts: &[Did],
    zone: Zone,
    steps: &[&str],
    window_seconds: i64,
    (from, to): (NaiveDate, NaiveDate),
) -> Vec<u64> {
    let mut times: BTreeMap<&str, Vec<(&str, i64)>> = BTreeMap::new();
    for did in facts {
        times.entry(&did.who).or_default().push((&did.name, did.at.timestamp_millis()));
    }
    let mut reached = vec![0; steps.len()];
    for events in times.values() {
        let begins = events.iter().filter(|(name, at)| {
            let day = zone.day_of(DateTime::from_timestamp_millis(*at).unwrap());
            *name == steps[0] && (from..=to).contains(&day)
        });
        let furthest = begins.map(|(_, start)| {
            let mut last = *start;
            let mut level = 1;
            for step in &steps[1..] {
                let next = events
                    .iter()
                    .filter(|(name, at)| name == step && *at > last)
                    .map(|(_, at)| *at)
                    .min();
                match next {
                    Some(at) if at - start <= window_seconds * 1000 => {
                        last = at;
                        level += 1;
                    }
                    _ => break,
                }
            }
            level
        });
        for step in &mut reached[..furthest.max().unwrap_or(0)] {
            *step += 1;
        }
    }
    reached
}
