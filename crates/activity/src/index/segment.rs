//! The parts that the index is made of: who did one thing on one day or in one week, and when in the day.

use super::{
    bits::Bits,
    calendar::{Calendar, Day, Days, Period},
    times::{self, Entry},
    unit_set,
};
use crate::{log::Fact, name, who::UnitKind};
use kernel::Error;
use std::collections::BTreeMap;

/// How long a time a segment covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cover {
    Day,
    Week,
}

/// Which segment it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub kind: UnitKind,
    pub cover: Cover,
    /// The number of a name, or [`name::ANY`].
    pub name: i32,
    /// The first day.
    pub period: Day,
}

impl Key {
    pub const fn day(kind: UnitKind, name: i32, day: Day) -> Self {
        Self { kind, cover: Cover::Day, name, period: day }
    }

    pub const fn week(kind: UnitKind, name: i32, first_day: Day) -> Self {
        Self { kind, cover: Cover::Week, name, period: first_day }
    }

    /// Kind and cover as one number.
    pub const fn room(self) -> i16 {
        room(self.kind, self.cover)
    }

    /// Only names of their own have times, and only by the day.
    pub fn has_times(self) -> bool {
        self.cover == Cover::Day && self.name != name::ANY
    }
}

/// Kind and cover as one number: how segments are stored.
pub const fn room(kind: UnitKind, cover: Cover) -> i16 {
    kind as i16 * 2 + cover as i16
}

pub fn key_of(room: i16, name: i32, period: Day) -> Key {
    let kind = if room / 2 == 0 { UnitKind::Person } else { UnitKind::Account };
    let cover = if room % 2 == 0 { Cover::Day } else { Cover::Week };
    Key { kind, cover, name, period }
}

/// What happened, sorted into segments: for each who, and when where the segment has times. Entries ascend; where there
/// are no times each unit stands once, at 0.
pub type Entries = BTreeMap<Key, Vec<Entry>>;

/// Sorts facts into segments, days, weeks and `any` included.
pub fn sort(calendar: Calendar, facts: &[Fact]) -> Entries {
    let mut entries = Entries::new();
    for kind in UnitKind::ALL {
        sort_by_unit(calendar, facts, kind, &mut entries);
    }
    entries
}

fn sort_by_unit(calendar: Calendar, facts: &[Fact], kind: UnitKind, entries: &mut Entries) {
    let (Some(earliest), Some(latest)) =
        (facts.iter().map(|fact| fact.at).min(), facts.iter().map(|fact| fact.at).max())
    else {
        return;
    };
    let days = Days::between(calendar, earliest, latest);
    let mut rows: Vec<u128> = facts
        .iter()
        .filter_map(|fact| {
            let unit = match kind {
                UnitKind::Person => fact.person,
                UnitKind::Account => fact.account,
            }?;
            let (day, time) = days.locate(fact.at);
            Some(packed((fact.name, day), (unit, time)))
        })
        .collect();
    rows.sort_unstable();
    // Weeks are made of days, and any name of all names: from few long lists in order to fewer.
    let mut any_days: BTreeMap<Day, Vec<u32>> = BTreeMap::new();
    let mut weeks: BTreeMap<(i32, Day), Vec<u32>> = BTreeMap::new();
    for rows in rows.chunk_by(|a, b| a >> 64 == b >> 64) {
        let (name, day) = place(rows[0]);
        let timed: Vec<Entry> = rows.iter().map(|row| entry(*row)).collect();
        let units: Vec<u32> = timed.chunk_by(|a, b| a.0 == b.0).map(|same| same[0].0).collect();
        any_days.entry(day).or_default().extend(&units);
        weeks.entry((name, calendar.period_start(Period::Week, day))).or_default().extend(units);
        entries.insert(Key::day(kind, name, day), timed);
    }
    for (day, units) in any_days {
        let units = each_once(units);
        let week = (name::ANY, calendar.period_start(Period::Week, day));
        weeks.entry(week).or_default().extend(&units);
        entries.insert(Key::day(kind, name::ANY, day), without_times(units));
    }
    for ((name, first_day), units) in weeks {
        let units = each_once(units);
        entries.insert(Key::week(kind, name, first_day), without_times(units));
    }
}

/// Name, day, unit and time in one number: one comparison orders what four would.
fn packed((name, day): (i32, Day), (unit, time): Entry) -> u128 {
    let half = |high: u32, low: u32| u64::from(high) << 32 | u64::from(low);
    let place = half(rising(name), rising(day));
    u128::from(place) << 64 | u128::from(half(unit, time))
}

/// The order of whole numbers, kept without their sign.
const fn rising(number: i32) -> u32 {
    number.cast_unsigned() ^ 1 << 31
}

fn quarter(row: u128, index: u32) -> u32 {
    u32::try_from(row >> (32 * index) & u128::from(u32::MAX)).unwrap_or_default()
}

fn place(row: u128) -> (i32, Day) {
    let falling = |number: u32| (number ^ 1 << 31).cast_signed();
    (falling(quarter(row, 3)), falling(quarter(row, 2)))
}

fn entry(row: u128) -> Entry {
    (quarter(row, 1), quarter(row, 0))
}

/// Of several lists in order, one after the other.
#[expect(
    clippy::stable_sort_primitive,
    reason = "it merges what is in order, the other sorts anew"
)]
fn each_once(mut units: Vec<u32>) -> Vec<u32> {
    units.sort();
    units.dedup();
    units
}

fn without_times(units: Vec<u32>) -> Vec<Entry> {
    units.into_iter().map(|unit| (unit, 0)).collect()
}

/// A segment as it is stored: a set of units, and the times where it has any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    pub units: Vec<u8>,
    pub times: Option<Vec<u8>>,
    /// How many events it has; without times, how many units.
    pub events: u32,
}

impl Segment {
    pub fn of(key: Key, entries: &[Entry]) -> Result<Self, Error> {
        let units = entries.chunk_by(|a, b| a.0 == b.0).map(|same| same[0].0);
        let times = key.has_times().then(|| times::encode(entries));
        let events = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        Ok(Self { units: unit_set::encode(units)?, times, events })
    }

    pub fn entries(&self) -> Result<Vec<Entry>, Error> {
        let units = unit_set::decode(&self.units)?;
        match &self.times {
            Some(times) => times::decode(&units, times),
            None => Ok(units.into_iter().map(|unit| (unit, 0)).collect()),
        }
    }

    /// Adds the number of its events to the total of each unit; totals are by unit, and as many as are needed.
    pub fn add_counts(&self, totals: &mut Vec<u32>) -> Result<(), Error> {
        if let Some(times) = &self.times {
            let times = times::Times::read(times, unit_set::count(&self.units)?)?;
            if let Some(counts) = times.small_counts() {
                return unit_set::add_counts(totals, &self.units, counts);
            }
        }
        self.for_each_count(|unit, count| {
            let place = unit as usize;
            if totals.len() <= place {
                totals.resize((place + 1).next_power_of_two(), 0);
            }
            totals[place] = totals[place].saturating_add(count);
        })
    }

    /// Each unit with the number of its events.
    pub fn for_each_count(&self, mut take: impl FnMut(u32, u32)) -> Result<(), Error> {
        match &self.times {
            Some(times) => {
                let times = times::Times::read(times, unit_set::count(&self.units)?)?;
                let mut counts = times.counts();
                unit_set::for_each(&self.units, |unit| {
                    take(unit, counts.next().unwrap_or_default());
                })
            }
            None => unit_set::for_each(&self.units, |unit| take(unit, 1)),
        }
    }

    /// The same with more in it. Adding the same unit to a segment without times changes nothing.
    pub fn with(&self, key: Key, more: &[Entry]) -> Result<Self, Error> {
        let mut entries = merged(&self.entries()?, more);
        if !key.has_times() {
            entries.dedup();
        }
        Self::of(key, &entries)
    }

    pub fn bits(&self) -> Result<Bits, Error> {
        let mut bits = Bits::default();
        unit_set::unite(&mut bits, &self.units)?;
        Ok(bits)
    }
}

/// Two ascending lists as one.
#[expect(
    clippy::stable_sort_primitive,
    reason = "it merges what is in order, the other sorts anew"
)]
fn merged(a: &[Entry], b: &[Entry]) -> Vec<Entry> {
    let mut all = [a, b].concat();
    all.sort();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::zone::Zone;
    use proptest::prelude::{Strategy, prop_assert_eq, proptest};

    fn facts() -> impl Strategy<Value = Vec<Fact>> {
        let unit = || proptest::option::of(0..30_u32);
        let at = 1_770_000_000_000..1_774_000_000_000_i64;
        let fact = (unit(), unit(), 1..5_i32, at);
        let fact = fact.prop_map(|(person, account, name, at)| Fact { person, account, name, at });
        proptest::collection::vec(fact, 0..120)
    }

    proptest! {
        #[test]
        fn facts_added_in_two_parts_give_the_segments_of_all_at_once(facts in facts(), cut in 0..120_usize) {
            let calendar = Calendar::new(Zone::SHANGHAI, 1);
            let cut = cut.min(facts.len());
            let (first, second) = (sort(calendar, &facts[..cut]), sort(calendar, &facts[cut..]));
            for (key, entries) in sort(calendar, &facts) {
                let base = Segment::of(key, first.get(&key).map_or(&[], Vec::as_slice)).unwrap();
                let both = base.with(key, second.get(&key).map_or(&[], Vec::as_slice)).unwrap();
                prop_assert_eq!(both, Segment::of(key, &entries).unwrap());
            }
        }
    }
}
