//! Groups of units by what a field held at the end of a day.

use super::{
    Group, GroupKind,
    held::{Held, HeldValue},
};
use crate::index::{
    bits::Bits,
    calendar::{Calendar, Day},
};
use ring::digest::{SHA256, digest};
use std::{cmp::Reverse, collections::HashMap, fmt::Display, sync::Arc};

const OTHER: &str = "other";
const NONE: &str = "none";

pub struct Split {
    calendar: Calendar,
    held: Held,
    /// When anything changed, ascending: between two of these everybody holds the same.
    changes: Vec<i64>,
    most: usize,
}

/// A group, and who is in it.
pub struct Part {
    pub group: Group,
    /// At the end of each of the days that were asked for.
    pub sets: Vec<Arc<Bits>>,
}

impl Part {
    /// Those of a set that are in the group on one of the days.
    pub fn of(&self, set: &Bits, day: usize) -> Bits {
        self.sets.get(day).map(|members| members.and(set)).unwrap_or_default()
    }

    /// Whether a unit is in the group on one of the days.
    pub fn has(&self, unit: u32, day: usize) -> bool {
        self.sets.get(day).is_some_and(|members| members.contains(unit))
    }
}

/// The cell of a group that goes with a cell of the whole, or that one.
pub fn cell_of(whole: impl Display, group: Option<&Group>) -> String {
    match group {
        Some(group) => format!("{whole}@{}", group.key),
        None => whole.to_string(),
    }
}

/// The cell of the whole, and the key of the group whose part of it is meant.
pub fn key_of(cell: &str) -> (&str, Option<&str>) {
    match cell.rsplit_once('@') {
        Some((whole, key)) => (whole, Some(key)),
        None => (cell, None),
    }
}

impl Split {
    pub fn new(calendar: Calendar, held: Held, most: usize) -> Self {
        let past = held.holders.iter().flat_map(|holder| &holder.past);
        let mut changes: Vec<i64> = past.map(|(until, _)| *until).collect();
        changes.sort_unstable();
        changes.dedup();
        Self { calendar, held, changes, most }
    }

    /// The groups of `everybody`, the largest first, bands in their order; the rest and those without a value at the end.
    pub fn parts(&self, everybody: &Bits, days: &[Day]) -> Vec<Part> {
        let ends: Vec<i64> = days.iter().map(|day| self.calendar.start_of(*day + 1) - 1).collect();
        let shown = self.shown(everybody, &ends);
        // From one change to the next the sets are the same ones.
        let mut made: HashMap<usize, Vec<Arc<Bits>>> = HashMap::new();
        let by_day = ends.iter().map(|end| {
            let era = self.changes.partition_point(|at| at <= end);
            made.entry(era).or_insert_with(|| self.sets_at(*end, &shown, everybody)).clone()
        });
        let by_day: Vec<_> = by_day.collect();
        let values = shown.iter().map(|value| group(&self.held.values[*value as usize]));
        let rest = [(GroupKind::Other, OTHER), (GroupKind::None, NONE)];
        let groups = values.chain(rest.map(|(kind, key)| Group::without_value(kind, key)));
        let parts = groups.enumerate().map(|(index, group)| {
            let sets = by_day.iter().map(|sets| sets[index].clone()).collect();
            Part { group, sets }
        });
        let is_there = |part: &Part| {
            part.group.has_value() || part.sets.iter().any(|set| everybody.count_both(set) > 0)
        };
        parts.filter(is_there).collect()
    }

    /// Who holds each of the shown values at an instant, then who holds any other, and who none. Values that are not shown
    /// have no sets of their own: a field of free text has as many as there are units.
    fn sets_at(&self, millis: i64, shown: &[u32], everybody: &Bits) -> Vec<Arc<Bits>> {
        let mut places = vec![shown.len(); self.held.values.len()];
        for (place, value) in shown.iter().enumerate() {
            places[*value as usize] = place;
        }
        let mut sets = vec![Bits::default(); shown.len() + 1];
        for (unit, holder) in &self.held.of_units {
            for value in self.held.holders[*holder as usize].at(millis) {
                sets[places[*value as usize]].insert(*unit);
            }
        }
        sets.push(everybody.without(&Bits::union_of(&sets)));
        sets.into_iter().map(Arc::new).collect()
    }

    /// The values that are groups of their own: of those that anybody holds at one of the instants.
    fn shown(&self, everybody: &Bits, ends: &[i64]) -> Vec<u32> {
        let mut pairs = Vec::with_capacity(self.held.of_units.len());
        for (unit, holder) in &self.held.of_units {
            let holder = &self.held.holders[*holder as usize];
            // Most never held anything else.
            let ends = if holder.past.is_empty() { &ends[..ends.len().min(1)] } else { ends };
            let values = ends.iter().flat_map(|end| holder.at(*end));
            if everybody.contains(*unit) {
                pairs.extend(values.map(|value| (*value, *unit)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let counts = pairs.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.len()));
        let mut counts: Vec<(u32, usize)> = counts.collect();
        let held = |value: u32| &self.held.values[value as usize];
        if !counts.iter().all(|(value, _)| held(*value).band.is_some()) {
            counts.sort_by_key(|(value, units)| (Reverse(*units), &held(*value).value));
            counts.truncate(self.most);
        }
        counts.into_iter().map(|(value, _)| value).collect()
    }
}

fn group(held: &HeldValue) -> Group {
    let hash = digest(&SHA256, held.value.as_bytes());
    let mut start = [0; 8];
    start.copy_from_slice(&hash.as_ref()[..8]);
    let key = format!("{:016x}", u64::from_be_bytes(start));
    let (from, below) = held.band.unwrap_or_default();
    let kind = if held.band.is_some() { GroupKind::Band } else { GroupKind::Value };
    let value = held.band.is_none().then(|| held.value.clone());
    let (label, label_zh) = (held.label.clone(), held.label_zh.clone());
    Group { kind, key, value, label, label_zh, from, below }
}

impl Group {
    const fn has_value(&self) -> bool {
        matches!(self.kind, GroupKind::Value | GroupKind::Band)
    }

    fn without_value(kind: GroupKind, key: &str) -> Self {
        let key = key.to_owned();
        Self { kind, key, value: None, label: None, label_zh: None, from: None, below: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::audience::Holder;
    use kernel::zone::Zone;
    use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

    const DAY: i64 = 86_400_000;

    fn held(mut holders: Vec<Holder>, values: u32) -> Held {
        let value = |n: u32| HeldValue { value: n.to_string(), ..HeldValue::default() };
        for holder in &mut holders {
            holder.past.sort();
            holder.past.dedup_by_key(|(until, _)| *until);
        }
        Held {
            values: (0..values).map(value).collect(),
            of_units: (0..u32::try_from(holders.len()).unwrap()).map(|unit| (unit, unit)).collect(),
            holders,
        }
    }

    fn holder() -> impl Strategy<Value = Holder> {
        let values = || proptest::collection::vec(0..4_u32, 0..2);
        let past = proptest::collection::vec((0..6 * DAY, values()), 0..3);
        (values(), past).prop_map(|(now, past)| Holder { now, past })
    }

    #[test]
    fn the_largest_groups_are_shown_and_the_rest_is_one() {
        let now = |values: &[u32]| Holder { now: values.to_vec(), past: Vec::new() };
        let holders = vec![now(&[0]), now(&[1]), now(&[1]), now(&[2]), now(&[])];
        let split = Split::new(Calendar::new(Zone::SHANGHAI, 1), held(holders, 3), 1);
        let parts = split.parts(&(0..6).collect(), &[0]);
        let seen: Vec<_> = parts
            .iter()
            .map(|part| (part.group.kind, part.group.value.clone(), part.sets[0].count()))
            .collect();
        let expected = [
            (GroupKind::Value, Some("1".to_owned()), 2),
            (GroupKind::Other, None, 2),
            (GroupKind::None, None, 2),
        ];
        assert_eq!(seen, expected);
    }

    proptest! {
        #[test]
        fn everybody_is_in_the_groups_of_what_they_held_on_each_day(
            holders in proptest::collection::vec(holder(), 1..12),
            most in 1..5_usize,
        ) {
            let calendar = Calendar::new(Zone::SHANGHAI, 1);
            let held = held(holders, 4);
            let everybody: Bits = (0..15).collect();
            let days: Vec<Day> = (0..6).collect();
            let parts = Split::new(calendar, held.clone(), most).parts(&everybody, &days);
            for (index, day) in days.iter().enumerate() {
                let end = calendar.start_of(*day + 1) - 1;
                let mut union = Bits::default();
                for part in &parts {
                    union.unite(&part.of(&everybody, index));
                    let Some(value) = &part.group.value else { continue };
                    let expected: Bits = held.of_units.iter()
                        .filter(|(_, holder)| held.holders[*holder as usize].at(end).iter().any(|it| it.to_string() == *value))
                        .map(|(unit, _)| *unit)
                        .collect();
                    prop_assert_eq!(part.of(&everybody, index), expected);
                }
                prop_assert_eq!(union, everybody.clone());
            }
            prop_assert!(parts.iter().filter(|part| part.group.kind == GroupKind::Value).count() <= most);
        }
    }
}
