//! Which of a unit's attempts counts. An attempt starts at any event of the first step (in any order: of any step); the
//! one that gets furthest counts, the earliest on ties. Each step is strictly later than the one before: what has the same
//! millisecond has no order.

use super::FunnelOrder;
use std::ops::Deref;

pub struct Rules {
    pub order: FunnelOrder,
    /// Milliseconds; the end is included.
    pub window: i64,
    /// Attempts start before this instant.
    pub until: i64,
    pub now: i64,
    pub exclusions: Vec<Exclude>,
}

/// Between which steps, by their places, something must not happen.
#[derive(Clone, Copy, Debug)]
pub struct Exclude {
    pub from: usize,
    pub to: usize,
}

/// The times of one unit's events, each list ascending.
pub struct Unit<'a> {
    pub steps: Vec<&'a [i64]>,
    pub exclusions: Vec<&'a [i64]>,
    /// Every event at all, where the order is strict.
    pub anything: &'a [i64],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It never began.
    None,
    /// Every attempt was broken off by something that excludes it.
    Excluded,
    Counted {
        /// When each step was reached.
        times: StepTimes,
        /// It did not convert, but the window of one of its attempts is not over.
        is_open: bool,
    },
}

/// As many steps as a funnel may have.
const MOST_STEPS: usize = 10;

/// When steps were reached, one after the other. There are as many attempts as events of the first step: none of them
/// should ask for memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepTimes {
    times: [i64; MOST_STEPS],
    steps: usize,
}

impl StepTimes {
    pub fn from(start: i64) -> Self {
        let mut times = Self::default();
        times.push(start);
        times
    }

    pub fn push(&mut self, at: i64) {
        if let Some(time) = self.times.get_mut(self.steps) {
            *time = at;
            self.steps += 1;
        }
    }
}

impl Deref for StepTimes {
    type Target = [i64];

    fn deref(&self) -> &[i64] {
        &self.times[..self.steps]
    }
}

pub fn best(rules: &Rules, unit: &Unit<'_>) -> Attempt {
    let any_start;
    let starts = if rules.order == FunnelOrder::Any {
        any_start = any_step(unit);
        &any_start
    } else {
        unit.steps.first().copied().unwrap_or_default()
    };
    let starts = &starts[..starts.partition_point(|start| *start < rules.until)];
    let mut best = StepTimes::default();
    let (mut is_open, mut hopeless_before) = (false, i64::MIN);
    // Where in each list the search goes on: attempts ascend, so nothing before is needed again.
    let mut cursors = [0; MOST_STEPS];
    for start in starts.iter().copied() {
        if start < hopeless_before {
            continue;
        }
        let times = match rules.order {
            FunnelOrder::Any => in_any_order(rules, unit, start),
            FunnelOrder::Ordered => {
                let (times, before) = one_after_the_other(rules, unit, start, &mut cursors);
                // One that gets no further counts as well if all before it are excluded.
                if rules.exclusions.is_empty() {
                    hopeless_before = before;
                }
                times
            }
            FunnelOrder::Strict => without_a_break(rules, unit, start),
        };
        if is_excluded(rules, unit, &times) {
            continue;
        }
        is_open |= start + rules.window > rules.now;
        if times.len() > best.len() {
            best = times;
        }
        if best.len() == unit.steps.len() {
            break;
        }
    }
    if rules.exclusions.is_empty() {
        is_open |= starts.last().is_some_and(|last| last + rules.window > rules.now);
    }
    match (best.is_empty(), starts.is_empty()) {
        (false, _) => {
            let has_converted = best.len() == unit.steps.len();
            Attempt::Counted { times: best, is_open: is_open && !has_converted }
        }
        (true, false) => Attempt::Excluded,
        (true, true) => Attempt::None,
    }
}

/// When any of the steps was done.
fn any_step(unit: &Unit<'_>) -> Vec<i64> {
    let mut all: Vec<i64> = unit.steps.iter().flat_map(|times| times.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Each step at its first event after the step before. Tells also before which instant no later start gets further: the
/// step that was missed does not come any earlier for it.
fn one_after_the_other(
    rules: &Rules,
    unit: &Unit<'_>,
    start: i64,
    cursors: &mut [usize],
) -> (StepTimes, i64) {
    let mut times = StepTimes::from(start);
    let mut last = start;
    let later = unit.steps.get(1..).unwrap_or_default();
    for (step, cursor) in later.iter().zip(cursors) {
        while step.get(*cursor).is_some_and(|at| *at <= last) {
            *cursor += 1;
        }
        match step.get(*cursor) {
            Some(at) if at - start <= rules.window => {
                times.push(*at);
                last = *at;
            }
            Some(at) => return (times, at - rules.window),
            None => return (times, i64::MAX),
        }
    }
    (times, i64::MIN)
}

/// Each step must be the very next event of any kind.
fn without_a_break(rules: &Rules, unit: &Unit<'_>, start: i64) -> StepTimes {
    let mut times = StepTimes::from(start);
    let mut last = start;
    for step in &unit.steps[1..] {
        let next = after(unit.anything, last);
        match after(step, last) {
            Some(at) if Some(at) == next && at - start <= rules.window => {
                times.push(at);
                last = at;
            }
            _ => break,
        }
    }
    times
}

/// When one step, two different steps, … were done.
fn in_any_order(rules: &Rules, unit: &Unit<'_>, start: i64) -> StepTimes {
    let mut times = StepTimes::default();
    for step in &unit.steps {
        let from = step.partition_point(|at| *at < start);
        if let Some(at) = step.get(from).filter(|at| *at - start <= rules.window) {
            times.push(*at);
        }
    }
    let reached = times.steps;
    times.times[..reached].sort_unstable();
    times
}

/// Something excluded happened after the step it counts from: before the step it counts to, or, if that was not reached,
/// before the window ended.
fn is_excluded(rules: &Rules, unit: &Unit<'_>, times: &[i64]) -> bool {
    let Some(start) = times.first() else { return false };
    rules.exclusions.iter().zip(&unit.exclusions).any(|(exclude, events)| {
        let Some(from) = times.get(exclude.from) else { return false };
        let until = times.get(exclude.to).copied().unwrap_or(start + rules.window + 1);
        after(events, *from).is_some_and(|at| at < until)
    })
}

/// The first of ascending times that is later.
fn after(times: &[i64], than: i64) -> Option<i64> {
    times.get(times.partition_point(|at| *at <= than)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Strategy, prop_assert_eq, proptest};

    fn rules(order: FunnelOrder, window: i64) -> Rules {
        Rules { order, window, until: i64::MAX, now: 1000, exclusions: Vec::new() }
    }

    fn unit<'a>(steps: &[&'a [i64]]) -> Unit<'a> {
        Unit { steps: steps.to_vec(), exclusions: Vec::new(), anything: &[] }
    }

    fn counted(attempt: Attempt) -> (Vec<i64>, bool) {
        match attempt {
            Attempt::Counted { times, is_open } => (times.to_vec(), is_open),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_end_of_the_window_is_inside() {
        let rules = rules(FunnelOrder::Ordered, 5);
        assert_eq!(counted(best(&rules, &unit(&[&[0], &[5]]))).0, [0, 5]);
        assert_eq!(counted(best(&rules, &unit(&[&[0], &[6]]))).0, [0]);
    }

    #[test]
    fn whoever_failed_once_may_succeed_later() {
        let rules = rules(FunnelOrder::Ordered, 5);
        let attempt = best(&rules, &unit(&[&[0, 10], &[3, 12], &[14]]));
        assert_eq!(counted(attempt).0, [10, 12, 14]);
    }

    #[test]
    fn a_unit_is_open_while_the_window_of_one_attempt_runs() {
        let rules = rules(FunnelOrder::Ordered, 50);
        assert_eq!(counted(best(&rules, &unit(&[&[0, 960], &[]]))), (vec![0], true));
        assert_eq!(counted(best(&rules, &unit(&[&[0, 950], &[]]))), (vec![0], false));
        assert_eq!(counted(best(&rules, &unit(&[&[960], &[970]]))), (vec![960, 970], false));
    }

    #[test]
    fn nothing_may_come_between_strict_steps() {
        let rules = rules(FunnelOrder::Strict, 50);
        let with = |anything| Unit { anything, ..unit(&[&[0, 20], &[10, 25]]) };
        assert_eq!(counted(best(&rules, &with(&[0, 5, 10, 20, 25]))).0, [20, 25]);
        assert_eq!(counted(best(&rules, &with(&[0, 10, 20, 25]))).0, [0, 10]);
        assert_eq!(counted(best(&rules, &with(&[0, 5, 10, 20, 22, 25]))).0, [0]);
    }

    #[test]
    fn in_any_order_every_different_step_counts_once() {
        let rules = rules(FunnelOrder::Any, 10);
        let steps: [&[i64]; 3] = [&[30], &[0, 28], &[5, 26]];
        assert_eq!(counted(best(&rules, &unit(&steps))).0, [26, 28, 30]);
    }

    #[test]
    fn an_exclusion_breaks_an_attempt_and_another_may_count() {
        let excluding = Rules {
            exclusions: vec![Exclude { from: 0, to: 1 }],
            ..rules(FunnelOrder::Ordered, 10)
        };
        let with = |events| Unit { exclusions: vec![events], ..unit(&[&[0, 20], &[5, 25]]) };
        assert_eq!(counted(best(&excluding, &with(&[3]))).0, [20, 25]);
        assert_eq!(best(&excluding, &with(&[3, 22])), Attempt::Excluded);
        assert_eq!(counted(best(&excluding, &with(&[6, 26]))).0, [0, 5]);
    }

    fn times() -> impl Strategy<Value = Vec<i64>> {
        proptest::collection::btree_set(0..60_i64, 0..8).prop_map(|set| set.into_iter().collect())
    }

    /// Every attempt, step by step, without cursors.
    fn slowly(steps: &[Vec<i64>], window: i64) -> Vec<i64> {
        let mut best = Vec::new();
        for start in &steps[0] {
            let mut times = vec![*start];
            for step in &steps[1..] {
                let last = *times.last().unwrap();
                match step.iter().find(|at| **at > last && **at - start <= window) {
                    Some(at) => times.push(*at),
                    None => break,
                }
            }
            if times.len() > best.len() {
                best = times;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn cursors_find_what_a_slow_search_finds(
            a in times(), b in times(), c in times(), window in 1..40_i64, now in 0..100_i64
        ) {
            let steps = [a, b, c];
            let lists: Vec<&[i64]> = steps.iter().map(Vec::as_slice).collect();
            let rules = Rules { now, ..rules(FunnelOrder::Ordered, window) };
            let (found, is_open) = match best(&rules, &unit(&lists)) {
                Attempt::Counted { times, is_open } => (times.to_vec(), is_open),
                _ => (Vec::new(), false),
            };
            let expected = slowly(&steps, window);
            let may_go_on = steps[0].iter().any(|start| start + window > now);
            prop_assert_eq!(is_open, may_go_on && expected.len() < 3);
            prop_assert_eq!(found, expected);
        }
    }
}
