//! The same questions, answered slowly and plainly from a list of facts: no index, no sets of words, one unit and one
//! event after the other.

use activity::question::{CohortMode, RetentionCriteria};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc, Weekday};
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

/// How many paths lead from one event of a step to one of the next; nothing where events at the same instant leave open
/// what came first.
pub fn paths(
    facts: &[Did],
    zone: Zone,
    (start, end): (Option<&str>, Option<&str>),
    (steps, gap_seconds): (usize, i64),
    (from, to): (NaiveDate, NaiveDate),
) -> Option<BTreeMap<(usize, String, String), u64>> {
    let mut of_each: BTreeMap<&str, Vec<&Did>> = BTreeMap::new();
    for did in facts.iter().filter(|did| (from..=to).contains(&zone.day_of(did.at))) {
        of_each.entry(&did.who).or_default().push(did);
    }
    let mut links = BTreeMap::new();
    for mut events in of_each.into_values() {
        events.sort_by_key(|did| did.at);
        if events.windows(2).any(|pair| pair[0].at == pair[1].at && pair[0].name != pair[1].name) {
            return None;
        }
        let mut visits: Vec<Vec<&str>> = Vec::new();
        let mut last = None;
        for did in events {
            let pause = last.is_none_or(|last| (did.at - last) >= TimeDelta::seconds(gap_seconds));
            if pause {
                visits.push(Vec::new());
            }
            last = Some(did.at);
            let visit = visits.last_mut().unwrap();
            if visit.last() != Some(&did.name.as_str()) {
                visit.push(&did.name);
            }
        }
        for visit in visits {
            let begin = start.map_or(Some(0), |start| visit.iter().position(|name| *name == start));
            let Some(begin) = begin else { continue };
            let mut path = visit[begin..].to_vec();
            if let Some(end) = end {
                let skipped = usize::from(start.is_some());
                let found = path.iter().skip(skipped).position(|name| *name == end);
                let Some(found) = found else { continue };
                path.truncate(skipped + found + 1);
            }
            let mut shown: Vec<String> = path.iter().map(|name| (*name).to_owned()).collect();
            let mut first = 0;
            if end.is_some() && start.is_none() {
                shown = shown.split_off(shown.len().saturating_sub(steps));
                first = steps - shown.len();
            } else if end.is_some() && shown.len() > steps {
                let head = steps / 2;
                let tail = shown.split_off(shown.len() - (steps - 1 - head));
                shown.truncate(head);
                shown.push("…".to_owned());
                shown.extend(tail);
            } else {
                shown.truncate(steps);
            }
            for (at, pair) in shown.windows(2).enumerate() {
                *links.entry((first + at, pair[0].clone(), pair[1].clone())).or_default() += 1;
            }
        }
    }
    Some(links)
}

/// Of one event: adopters, new, kept, those who came earlier, lost.
pub fn adoption(
    facts: &[Did],
    zone: Zone,
    (name, min): (&str, usize),
    (from, to): (NaiveDate, NaiveDate),
) -> [u64; 5] {
    let length = u64::try_from((to - from).num_days() + 1).unwrap();
    let times = |who: &str, from: NaiveDate, to: NaiveDate| {
        let is_it = |did: &&Did| {
            did.who == who && did.name == name && (from..=to).contains(&zone.day_of(did.at))
        };
        facts.iter().filter(is_it).count()
    };
    let everybody: BTreeSet<&str> = facts.iter().map(|did| did.who.as_str()).collect();
    let mut counts = [0; 5];
    for who in everybody {
        let is_now = times(who, from, to) >= min;
        let was = times(who, from - Days::new(length), from - Days::new(1)) >= min;
        let is_new = is_now && times(who, NaiveDate::MIN, from - Days::new(1)) == 0;
        let parts = [is_now, is_new, is_now && was, is_now && !is_new && !was, was && !is_now];
        for (count, one) in counts.iter_mut().zip(parts) {
            *count += u64::from(one);
        }
    }
    counts
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
