//! Which events each step shows by name, and in which order: the same for everybody and for every group.

use super::course::Path;
use crate::{index::bits::Bits, name};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

/// Stands for the events of a step that are not among its most frequent.
pub const OTHERS: i32 = i32::MAX;

#[derive(Default)]
pub struct Ranks {
    /// Of each step, the most frequent event first; last, those that are not named.
    pub steps: Vec<Vec<i32>>,
    places: HashMap<(usize, i32), usize>,
    /// Whose paths they are.
    pub units: Bits,
}

impl Ranks {
    pub fn of(paths: impl Iterator<Item = Path>, per_step: usize) -> Self {
        let mut counts: BTreeMap<usize, HashMap<i32, u64>> = BTreeMap::new();
        let mut ranks = Self::default();
        for path in paths {
            ranks.units.insert(path.unit);
            for (step, stop) in (path.first_step..).zip(&path.stops) {
                *counts.entry(step).or_default().entry(stop.name).or_default() += 1;
            }
        }
        for (step, counts) in counts {
            ranks.add(step, counts, per_step);
        }
        ranks
    }

    fn add(&mut self, step: usize, counts: HashMap<i32, u64>, per_step: usize) {
        let mut by_count: Vec<_> = counts.into_iter().collect();
        by_count.sort_unstable_by_key(|(name, count)| (Reverse(*count), *name));
        let shown = by_count.iter().take(per_step).map(|(name, _)| *name);
        let mut names: Vec<i32> = shown.filter(|name| *name != name::OTHER).collect();
        if names.len() < by_count.len() {
            names.push(OTHERS);
        }
        self.places.extend(names.iter().enumerate().map(|(place, name)| ((step, *name), place)));
        self.steps.resize_with(step, Vec::new);
        self.steps.push(names);
    }

    /// Where each stop of a path stands among the events of its step.
    pub fn places(&self, path: &Path) -> Vec<usize> {
        let place = |(step, name): (usize, i32)| {
            let last = self.steps[step].len() - 1;
            self.places.get(&(step, name)).copied().unwrap_or(last)
        };
        (path.first_step..).zip(path.stops.iter().map(|stop| stop.name)).map(place).collect()
    }

    /// The numbers of the events that are shown by name.
    pub fn names(&self) -> impl Iterator<Item = i32> {
        let names = self.steps.iter().flatten().copied();
        names.filter(|name| (name::OTHER + 1..OTHERS).contains(name))
    }
}
