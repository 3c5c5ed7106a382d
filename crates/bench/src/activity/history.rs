//! What 100 000 people in 5 000 accounts did in 180 days, from a seed: accounts of every size, people who come and go,
//! weekdays and office hours, visits of many events or few, names of which some are common and most are rare. No two
//! events of a person have the same millisecond: engines differ in how they order those.

use super::chance::{Chance, real, whole};

pub const PEOPLE: u32 = 100_000;
const ACCOUNTS: u32 = 5_000;
/// The first is the sign-up.
pub const NAMES: u8 = 20;
pub const SIGN_UP: u8 = 0;
pub const DAYS: u32 = 180;
pub const DAY: u64 = 86_400_000;
const HOUR: u64 = 3_600_000;
const SEED: u64 = 3;

/// Of the people, how many were there before the first day; and of the others, how many sign up twice.
const OLD: f64 = 0.3;
const TWICE: f64 = 0.02;
/// How common visits are on each day of the week, from Monday on.
const WEEK: [f64; 7] = [1.0, 1.0, 1.0, 1.0, 0.9, 0.45, 0.35];
/// The same by hour of the day.
const HOURS: [f64; 24] = [
    0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 1.0, 2.5, 4.0, 4.5, 4.0, 2.5, 3.5, 4.5, 4.5, 4.0, 3.0, 2.0,
    1.8, 1.8, 1.5, 1.0, 0.5,
];
/// Milliseconds from one event of a visit to the next, on average.
const PAUSE: f64 = 45_000.0;

#[derive(Clone, Copy)]
pub struct Event {
    /// Numbers in the order of first appearance, as units are numbered.
    pub person: u32,
    pub account: u32,
    pub name: u8,
    /// Milliseconds since the first day began.
    pub at: u64,
}

/// The events in the order of time.
pub struct History {
    /// Time, person and name in one number each: so they sort quickly and take 8 bytes.
    packed: Vec<u64>,
    /// The numbers of people as they appeared, by the number they were drawn under; and of their accounts.
    people: Vec<u32>,
    homes: Vec<u32>,
}

impl History {
    pub fn of(events: u64) -> Self {
        let mut chance = Chance::new(SEED);
        let (homes, moods) = accounts(&mut chance);
        let lives: Vec<Life> =
            homes.iter().map(|home| Life::draw(&mut chance, moods[*home as usize])).collect();
        let sign_ups: u64 = lives.iter().map(|life| life.sign_ups.len() as u64).sum();
        let weight: f64 = lives.iter().flat_map(|life| &life.visits).map(|visit| visit.1).sum();
        let names = cumulated((1..NAMES).map(|rank| 1.0 / f64::from(rank)));
        let hours = cumulated(HOURS.into_iter());
        let mut given = Given::new(events.saturating_sub(sign_ups), weight);
        let mut packed = Vec::with_capacity(usize::try_from(events).unwrap_or_default());
        for (person, life) in (0_u64..).zip(&lives) {
            let mut deeds: Vec<(u64, u8)> = Vec::new();
            for day in &life.sign_ups {
                deeds.push((moment(&mut chance, &hours, *day), SIGN_UP));
            }
            for (day, weight) in &life.visits {
                let events = given.next(*weight);
                visit(&mut chance, (&hours, &names), *day, events, &mut deeds);
            }
            deeds.sort_unstable();
            let mut free = 0;
            for (at, name) in deeds {
                let at = at.max(free);
                free = at + 1;
                packed.push(at << 22 | person << 5 | u64::from(name));
            }
        }
        packed.sort_unstable();
        let (people, homes) = numbered(&packed, &homes);
        Self { packed, people, homes }
    }

    pub fn events(&self) -> impl ExactSizeIterator<Item = Event> + '_ {
        self.packed.iter().map(|packed| {
            let person = drawn(*packed);
            let name = u8::try_from(packed & 31).unwrap_or_default();
            Event {
                person: self.people[person],
                account: self.homes[person],
                name,
                at: packed >> 22,
            }
        })
    }

    /// How many people and accounts there are in it.
    pub fn units(&self) -> [u32; 2] {
        [&self.people, &self.homes].map(|numbers| {
            let last = numbers.iter().filter(|number| **number != u32::MAX).max();
            last.map_or(0, |last| last + 1)
        })
    }
}

fn drawn(packed: u64) -> usize {
    usize::try_from(packed >> 5 & 0x1_ffff).unwrap_or_default()
}

/// The account of each person, and how long the people of each account stay.
fn accounts(chance: &mut Chance) -> (Vec<u32>, Vec<f64>) {
    let sizes = cumulated((0..ACCOUNTS).map(|_| (1.2 * chance.normal()).exp()));
    let moods = (0..ACCOUNTS).map(|_| 0.4 + 1.2 * chance.fraction()).collect();
    let homes = (0..PEOPLE).map(|_| chance.among(&sizes)).collect();
    (homes, moods)
}

struct Life {
    sign_ups: Vec<u32>,
    /// Days, and how busy each is.
    visits: Vec<(u32, f64)>,
}

impl Life {
    fn draw(chance: &mut Chance, mood: f64) -> Self {
        let is_old = chance.fraction() < OLD;
        let from = if is_old { 0 } else { chance.below(DAYS) };
        let stay = match chance.fraction() {
            0.0..0.4 => 8.0,
            0.4..0.75 => 60.0,
            _ => 400.0,
        };
        let stay = u32::try_from(whole(chance.waiting(stay * mood))).unwrap_or(DAYS);
        let until = DAYS.min(from.saturating_add(stay).saturating_add(1));
        let often = (0.17 * (0.8 * chance.normal()).exp()).min(0.9);
        let busy = (0.6 * chance.normal()).exp();
        let mut life = Self { sign_ups: Vec::new(), visits: Vec::new() };
        for day in from..until {
            let is_first = day == from && !is_old;
            if is_first || chance.fraction() < often * WEEK[day as usize % 7] {
                life.visits.push((day, busy * (0.7 * chance.normal()).exp()));
            }
        }
        if !is_old {
            life.sign_ups.push(from);
            if chance.fraction() < TWICE {
                life.sign_ups.push(from + chance.below(DAYS - from));
            }
        }
        life
    }
}

/// Shares out whole events by weight, so that their sum comes out.
struct Given {
    per_weight: f64,
    owed: f64,
    left: u64,
}

impl Given {
    fn new(events: u64, weight: f64) -> Self {
        // Half an event more than there are, so that rounding leaves none over.
        Self { per_weight: (real(events) + 0.5) / weight, owed: 0.0, left: events }
    }

    fn next(&mut self, weight: f64) -> u64 {
        self.owed += weight * self.per_weight;
        let events = whole(self.owed.floor()).min(self.left);
        self.owed -= real(events);
        self.left -= events;
        events
    }
}

/// So many events in a row; beyond midnight another visit of the day begins.
fn visit(
    chance: &mut Chance,
    (hours, names): (&[f64], &[f64]),
    day: u32,
    events: u64,
    deeds: &mut Vec<(u64, u8)>,
) {
    let mut at = moment(chance, hours, day);
    for _ in 0..events {
        let name = 1 + chance.among(names);
        deeds.push((at, u8::try_from(name).unwrap_or(NAMES - 1)));
        let next = at + whole(chance.waiting(PAUSE)).max(1);
        let is_today = next < (u64::from(day) + 1) * DAY;
        at = if is_today { next } else { moment(chance, hours, day) };
    }
}

/// Some time of the day.
fn moment(chance: &mut Chance, hours: &[f64], day: u32) -> u64 {
    let hour = u64::from(chance.among(hours));
    let within = whole(chance.fraction() * real(HOUR));
    u64::from(day) * DAY + hour * HOUR + within.min(HOUR - 1)
}

fn cumulated(weights: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = weights.map(|weight| {
        sum += weight;
        sum
    });
    sums.collect()
}

/// People and their accounts by the order in which they first appear; `u32::MAX` for those who never do.
fn numbered(packed: &[u64], homes: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut people = vec![u32::MAX; homes.len()];
    let mut accounts = vec![u32::MAX; ACCOUNTS as usize];
    let (mut next_person, mut next_account) = (0, 0);
    for packed in packed {
        let person = drawn(*packed);
        if people[person] == u32::MAX {
            people[person] = next_person;
            next_person += 1;
            let account = &mut accounts[homes[person] as usize];
            if *account == u32::MAX {
                *account = next_account;
                next_account += 1;
            }
        }
    }
    (people, homes.iter().map(|home| accounts[*home as usize]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn a_history_has_as_many_events_as_asked_for_and_no_ties() {
        let history = History::of(300_000);
        assert_eq!(history.events().len(), 300_000);
        let [people, accounts] = history.units();
        let mut last: HashMap<u32, u64> = HashMap::new();
        let mut newest = 0;
        for event in history.events() {
            assert!(event.at >= newest && event.name < NAMES);
            newest = event.at;
            assert!(last.insert(event.person, event.at).is_none_or(|before| before < event.at));
            assert!(event.person < people && event.account < accounts);
        }
        assert_eq!(last.len(), people as usize);
        assert!(history.events().next().is_some_and(|first| first.person == 0));
    }

    #[test]
    fn the_same_events_come_out_each_time() {
        let times = || History::of(100_000).events().map(|event| event.at).sum::<u64>();
        assert_eq!(times(), times());
    }
}
