//! All paths together: how many stop at each event of each step, and where they go on to.

use super::{course::Path, ranks::Ranks, units::Units};
use crate::{
    index::bits::Bits,
    question::audience::{Part, Parted},
};
use std::collections::BTreeMap;

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
    pub units: Units,
    pub ended_units: Units,
}

/// What is counted of the paths from one event to the next.
#[derive(Default)]
pub struct Link {
    pub paths: u64,
    pub units: Units,
    /// Milliseconds from the one to the other.
    pub times: Vec<i64>,
}

#[derive(Default)]
pub struct Flow {
    pub paths: u64,
    pub units: Units,
    /// Of each step, in the order of the ranks.
    pub steps: Vec<Vec<Node>>,
    /// By the step they lead from, and the places of their two ends.
    pub links: BTreeMap<(usize, usize, usize), Link>,
}

/// The flow of all paths, and of those of each group. The paths of a unit follow one another, in the order of units.
pub fn of_all(
    paths: impl Iterator<Item = Path>,
    ranks: &Ranks,
    parts: Option<Vec<Part>>,
) -> Parted<Flow> {
    let mut whole = Flow::new(ranks);
    let with_flow = |part| (part, Flow::new(ranks));
    let mut groups: Option<Vec<_>> = parts.map(|parts| parts.into_iter().map(with_flow).collect());
    for path in paths {
        let places = ranks.places(&path);
        whole.add(&path, &places);
        let groups = groups.iter_mut().flatten();
        for (_, flow) in groups.filter(|(part, _)| part.has(path.unit, 0)) {
            flow.add(&path, &places);
        }
    }
    let bare = |(part, flow): (Part, Flow)| (part.group, flow);
    Parted { whole, groups: groups.map(|groups| groups.into_iter().map(bare).collect()) }
}

/// That what the groups have is the whole, at every event and between any two: nobody is lost in a breakdown.
pub fn is_covered(flows: &Parted<Flow>) -> bool {
    let Some(groups) = &flows.groups else { return true };
    let holds = |of: &dyn Fn(&Flow) -> Option<&Units>| {
        let theirs = groups.iter().filter_map(|(_, flow)| of(flow));
        let theirs: Bits = theirs.flat_map(Units::iter).collect();
        of(&flows.whole).is_none_or(|units| units.bits() == theirs)
    };
    let nodes = flows.whole.steps.iter().enumerate();
    let mut nodes =
        nodes.flat_map(|(step, nodes)| (0..nodes.len()).map(move |place| (step, place)));
    holds(&|flow| Some(&flow.units))
        && flows.whole.links.keys().all(|ends| holds(&|flow| Some(&flow.links.get(ends)?.units)))
        && nodes.all(|(step, place)| {
            holds(&|flow| Some(&flow.steps[step][place].units))
                && holds(&|flow| Some(&flow.steps[step][place].ended_units))
        })
}

impl Flow {
    fn new(ranks: &Ranks) -> Self {
        let nodes = |names: &Vec<i32>| {
            names.iter().map(|name| Node { name: *name, ..Node::default() }).collect()
        };
        Self { steps: ranks.steps.iter().map(nodes).collect(), ..Self::default() }
    }

    fn add(&mut self, path: &Path, places: &[usize]) {
        self.paths += 1;
        self.units.add(path.unit);
        let last = path.stops.len() - 1;
        for (at, (stop, place)) in path.stops.iter().zip(places).enumerate() {
            let step = path.first_step + at;
            let node = &mut self.steps[step][*place];
            node.paths += 1;
            node.units.add(path.unit);
            node.began += u64::from(at == 0);
            if at == last && path.goes_on {
                node.went_on += 1;
            } else if at == last {
                node.ended += 1;
                node.ended_units.add(path.unit);
            }
            let Some((next, to)) = path.stops.get(at + 1).zip(places.get(at + 1)) else { continue };
            let link = self.links.entry((step, *place, *to)).or_default();
            link.paths += 1;
            link.units.add(path.unit);
            link.times.push(next.at - stop.at);
        }
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

    pub fn cell(&self, id: &str) -> Option<&Units> {
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
    use crate::question::audience::{Group, GroupKind};
    use crate::question::paths::{course::Stop, ranks::OTHERS};
    use proptest::{
        collection::vec,
        prelude::{Strategy, prop_assert, prop_assert_eq, proptest},
    };
    use std::{collections::BTreeSet, sync::Arc};

    /// One unit's after another's.
    fn paths() -> impl Strategy<Value = Vec<Path>> {
        vec(path(), 0..60).prop_map(|mut paths| {
            paths.sort_by_key(|path| path.unit);
            paths
        })
    }

    fn path() -> impl Strategy<Value = Path> {
        let parts = (0..6_u32, 0..3_usize, vec(2..9_i32, 1..6), proptest::bool::ANY);
        parts.prop_map(|(unit, first_step, names, goes_on)| {
            let stops = (0..).zip(names).map(|(at, name)| Stop { name, at }).collect();
            Path { unit, first_step, stops, goes_on }
        })
    }

    fn group() -> Group {
        let key = "a".to_owned();
        Group {
            kind: GroupKind::None,
            key,
            value: None,
            label: None,
            label_zh: None,
            from: None,
            below: None,
        }
    }

    proptest! {
        #[test]
        fn the_flow_of_a_group_is_that_of_its_own_paths_through_the_same_events(
            paths in paths(),
            per_step in 1..5_usize,
            members in proptest::collection::btree_set(0..6_u32, 0..6),
        ) {
            let part = Part { group: group(), sets: vec![Arc::new(members.iter().copied().collect())] };
            let ranks = Ranks::of(paths.iter().cloned(), per_step);
            let flows = of_all(paths.iter().cloned(), &ranks, Some(vec![part]));
            let theirs = paths.iter().filter(|path| members.contains(&path.unit)).cloned();
            let expected = of_all(theirs, &ranks, None).whole;
            let flow = flows.get(Some("a")).unwrap();
            prop_assert!(flow.is_conserved());
            let counted = |flow: &Flow| -> Vec<_> {
                let nodes = flow.steps.iter().flatten();
                nodes.map(|node| (node.name, node.paths, node.began, node.ended, node.units.count())).collect()
            };
            prop_assert_eq!(counted(flow), counted(&expected));
            let links = |flow: &Flow| -> Vec<_> { flow.links.iter().map(|(ends, link)| (*ends, link.paths)).collect() };
            prop_assert_eq!(links(flow), links(&expected));
            prop_assert_eq!(flow.steps.len(), flows.whole.steps.len());
            prop_assert_eq!(is_covered(&flows), paths.iter().all(|path| members.contains(&path.unit)));
        }

        #[test]
        fn whatever_comes_to_an_event_leaves_it(paths in paths(), per_step in 1..5_usize) {
            let ranks = Ranks::of(paths.iter().cloned(), per_step);
            let flow = of_all(paths.iter().cloned(), &ranks, None).whole;
            prop_assert!(flow.is_conserved());
            for nodes in flow.steps.iter().filter(|nodes| !nodes.is_empty()) {
                let (others, named): (Vec<_>, _) = nodes.iter().partition(|node| node.name == OTHERS);
                let counts: Vec<u64> = named.iter().map(|node: &&Node| node.paths).collect();
                prop_assert!(counts.is_sorted_by(|a, b| a >= b) && others.len() <= 1);
                prop_assert!(nodes.iter().all(|node| node.paths > 0));
            }
            prop_assert_eq!(flow.paths, paths.len() as u64);
            let units: BTreeSet<u32> = paths.iter().map(|path| path.unit).collect();
            prop_assert_eq!(flow.units.iter().collect::<Vec<_>>(), units.into_iter().collect::<Vec<_>>());
            prop_assert!(flow.steps.iter().all(|nodes| nodes.len() <= per_step + 1));
            let went_on = paths.iter().filter(|path| path.goes_on).count() as u64;
            let counted = flow.steps.iter().flatten().map(|node| node.went_on).sum::<u64>();
            prop_assert_eq!(counted, went_on);
        }
    }
}
