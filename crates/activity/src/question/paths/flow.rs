//! All paths together: how many stop at each event of each step, and where they go on to.

use super::course::Path;
use crate::{index::bits::Bits, name};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap, HashSet},
};

/// Stands for the events of a step that are not among its most frequent.
pub const OTHERS: i32 = i32::MAX;

/// The events that each step shows by name.
pub struct Ranks(HashSet<(usize, i32)>);

impl Ranks {
    pub fn of(paths: impl Iterator<Item = Path>, per_step: usize) -> Self {
        let mut counts: HashMap<(usize, i32), u64> = HashMap::new();
        for path in paths {
            for (step, stop) in (path.first_step..).zip(&path.stops) {
                *counts.entry((step, stop.name)).or_default() += 1;
            }
        }
        let mut by_count: Vec<_> = counts.into_iter().collect();
        by_count.sort_unstable_by_key(|((step, name), count)| (*step, Reverse(*count), *name));
        let steps = by_count.chunk_by(|a, b| a.0.0 == b.0.0);
        Self(steps.flat_map(|step| step.iter().take(per_step).map(|(place, _)| *place)).collect())
    }

    fn name(&self, step: usize, name: i32) -> i32 {
        let is_named = name != name::OTHER && self.0.contains(&(step, name));
        if is_named { name } else { OTHERS }
    }
}

/// What is counted of the paths that stop at one event of one step.
#[derive(Default)]
pub struct Node {
    pub name: i32,
    pub paths: u64,
    /// Their first stop.
    pub began: u64,
    /// Their last one: the visit is over, or has reached the end that was asked for.
    pub ended: u64,
    /// They go on after the last step that is shown.
    pub went_on: u64,
    pub units: Bits,
    pub ended_units: Bits,
}

/// What is counted of the paths from one event to the next.
#[derive(Default)]
pub struct Link {
    pub paths: u64,
    pub units: Bits,
    /// Milliseconds from the one to the other.
    pub times: Vec<i64>,
}

#[derive(Default)]
pub struct Flow {
    pub paths: u64,
    pub units: Bits,
    /// Of each step, the most frequent first, those that are not named last.
    pub steps: Vec<Vec<Node>>,
    /// By the step they lead from, and the places of their two ends.
    pub links: BTreeMap<(usize, usize, usize), Link>,
}

impl Flow {
    pub fn of(paths: impl Iterator<Item = Path>, ranks: &Ranks) -> Self {
        let mut flow = Self::default();
        let mut links: HashMap<(usize, i32, i32), Link> = HashMap::new();
        for path in paths {
            flow.paths += 1;
            flow.units.insert(path.unit);
            flow.add(&path, ranks, &mut links);
        }
        for nodes in &mut flow.steps {
            nodes
                .sort_unstable_by_key(|node| (node.name == OTHERS, Reverse(node.paths), node.name));
        }
        let place = |step: usize, name| flow.steps[step].iter().position(|node| node.name == name);
        flow.links = links
            .into_iter()
            .filter_map(|((step, from, to), link)| {
                Some(((step, place(step, from)?, place(step + 1, to)?), link))
            })
            .collect();
        flow
    }

    fn add(&mut self, path: &Path, ranks: &Ranks, links: &mut HashMap<(usize, i32, i32), Link>) {
        let last = path.stops.len() - 1;
        for (at, stop) in path.stops.iter().enumerate() {
            let step = path.first_step + at;
            let name = ranks.name(step, stop.name);
            let node = self.node(step, name);
            node.paths += 1;
            node.units.insert(path.unit);
            node.began += u64::from(at == 0);
            let Some(next) = path.stops.get(at + 1) else { continue };
            let link = links.entry((step, name, ranks.name(step + 1, next.name))).or_default();
            link.paths += 1;
            link.units.insert(path.unit);
            link.times.push(next.at - stop.at);
        }
        let step = path.first_step + last;
        let node = self.node(step, ranks.name(step, path.stops[last].name));
        if path.goes_on {
            node.went_on += 1;
        } else {
            node.ended += 1;
            node.ended_units.insert(path.unit);
        }
    }

    fn node(&mut self, step: usize, name: i32) -> &mut Node {
        if self.steps.len() <= step {
            self.steps.resize_with(step + 1, Vec::new);
        }
        let nodes = &mut self.steps[step];
        let place = nodes.iter().position(|node| node.name == name).unwrap_or_else(|| {
            nodes.push(Node { name, ..Node::default() });
            nodes.len() - 1
        });
        &mut nodes[place]
    }

    /// The numbers of the events that are shown by name.
    pub fn names(&self) -> impl Iterator<Item = i32> {
        let names = self.steps.iter().flatten().map(|node| node.name);
        names.filter(|name| (name::OTHER + 1..OTHERS).contains(name))
    }

    /// Whatever comes to an event leaves it: by a link, because the path ends there, or beyond the last step.
    pub fn is_conserved(&self) -> bool {
        let began: u64 = self.steps.iter().flatten().map(|node| node.began).sum();
        began == self.paths
            && self.steps.iter().enumerate().all(|(step, nodes)| {
                nodes.iter().enumerate().all(|(place, node)| {
                    let through = |is_it: &dyn Fn(&(usize, usize, usize)) -> bool| {
                        let links = self.links.iter().filter(|(ends, _)| is_it(ends));
                        links.map(|(_, link)| link.paths).sum::<u64>()
                    };
                    let came = through(&|ends| ends.0 + 1 == step && ends.2 == place);
                    let left = through(&|ends| ends.0 == step && ends.1 == place);
                    came + node.began == node.paths
                        && left + node.ended + node.went_on == node.paths
                })
            })
    }

    pub fn cell(&self, id: &str) -> Option<&Bits> {
        let mut parts = id.split('.');
        let kind = parts.next()?;
        let numbers = parts.map(str::parse).collect::<Result<Vec<usize>, _>>().ok()?;
        let node = |step: usize, place: usize| self.steps.get(step.checked_sub(1)?)?.get(place);
        match (kind, numbers.as_slice()) {
            ("all", []) => Some(&self.units),
            ("node", [step, place]) => Some(&node(*step, *place)?.units),
            ("end", [step, place]) => Some(&node(*step, *place)?.ended_units),
            ("link", [step, from, to]) => {
                Some(&self.links.get(&(step.checked_sub(1)?, *from, *to))?.units)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::paths::course::Stop;
    use proptest::{
        collection::vec,
        prelude::{Strategy, prop_assert, prop_assert_eq, proptest},
    };

    fn path() -> impl Strategy<Value = Path> {
        let parts = (0..6_u32, 0..3_usize, vec(2..9_i32, 1..6), proptest::bool::ANY);
        parts.prop_map(|(unit, first_step, names, goes_on)| {
            let stops = (0..).zip(names).map(|(at, name)| Stop { name, at }).collect();
            Path { unit, first_step, stops, goes_on }
        })
    }

    proptest! {
        #[test]
        fn whatever_comes_to_an_event_leaves_it(paths in vec(path(), 0..60), per_step in 1..5_usize) {
            let ranks = Ranks::of(paths.iter().cloned(), per_step);
            let flow = Flow::of(paths.iter().cloned(), &ranks);
            prop_assert!(flow.is_conserved());
            prop_assert_eq!(flow.paths, paths.len() as u64);
            prop_assert!(flow.steps.iter().all(|nodes| nodes.len() <= per_step + 1));
            let went_on = paths.iter().filter(|path| path.goes_on).count() as u64;
            let counted = flow.steps.iter().flatten().map(|node| node.went_on).sum::<u64>();
            prop_assert_eq!(counted, went_on);
        }
    }
}
