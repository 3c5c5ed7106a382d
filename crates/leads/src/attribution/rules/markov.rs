//! The Markov chain of order one: states are channels, with a start, conversion and nothing as the ends. What a channel
//! is worth is its removal effect, RE(c) = 1 − P(conversion | c leads to nothing) / P(conversion), and credit goes by
//! RE(c) / ΣRE. The chance x of a conversion from each state solves (I − Q)·x = r, exactly; nothing is simulated.

use super::{Ending, Journey, solve::solve};
use std::collections::HashMap;

/// A way through channels, one after the other without repetition, and how many journeys went it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathCount {
    pub path: Vec<u16>,
    pub conversions: u32,
    pub nulls: u32,
}

/// How often one state came after another.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    channels: usize,
    start: Vec<f64>,
    /// From row to column.
    between: Vec<f64>,
    converted: Vec<f64>,
    ended: Vec<f64>,
}

/// What the chain says.
#[derive(Clone, Debug, PartialEq)]
pub struct Markov {
    /// The chance that a journey ends in a conversion.
    pub conversion: f64,
    /// By number of the channel, 0 to 1.
    pub removal_effect: Vec<f64>,
    /// By number of the channel; sums to one.
    pub shares: Vec<f64>,
}

/// Equal ways of journeys with contacts, counted. The same channel again at once changes nothing in a chain of order one.
pub fn path_counts<'a>(journeys: impl IntoIterator<Item = &'a Journey>) -> Vec<PathCount> {
    let mut counts: HashMap<Vec<u16>, (u32, u32)> = HashMap::new();
    let mut path = Vec::new();
    for journey in journeys {
        path.clear();
        path.extend(journey.contacts.iter().map(|contact| contact.node));
        path.dedup();
        if path.is_empty() {
            continue;
        }
        let count = match counts.get_mut(&path) {
            Some(count) => count,
            None => counts.entry(path.clone()).or_default(),
        };
        match journey.ending {
            Ending::Converted { .. } => count.0 += 1,
            Ending::Nothing { .. } => count.1 += 1,
        }
    }
    let counted = counts.into_iter();
    let mut counted: Vec<_> = counted
        .map(|(path, (conversions, nulls))| PathCount { path, conversions, nulls })
        .collect();
    counted.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    counted
}

impl Chain {
    pub fn new(channels: usize) -> Self {
        Self {
            channels,
            start: vec![0.0; channels],
            between: vec![0.0; channels * channels],
            converted: vec![0.0; channels],
            ended: vec![0.0; channels],
        }
    }

    pub fn of(channels: usize, paths: &[PathCount]) -> Self {
        let mut chain = Self::new(channels);
        for path in paths {
            chain.add(&path.path, path.conversions, path.nulls);
        }
        chain
    }

    /// Journeys that went one way.
    pub fn add(&mut self, path: &[u16], conversions: u32, nulls: u32) {
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return };
        let (conversions, nulls) = (f64::from(conversions), f64::from(nulls));
        let all = conversions + nulls;
        self.start[usize::from(*first)] += all;
        for pair in path.windows(2) {
            if pair[0] != pair[1] {
                self.between[usize::from(pair[0]) * self.channels + usize::from(pair[1])] += all;
            }
        }
        self.converted[usize::from(*last)] += conversions;
        self.ended[usize::from(*last)] += nulls;
    }

    /// None where nothing ever converted.
    pub fn solved(&self) -> Option<Markov> {
        let conversion = self.conversion_without(None)?;
        if conversion <= 0.0 {
            return None;
        }
        let removal_effect = (0..self.channels)
            .map(|channel| {
                let without = self.conversion_without(Some(channel))?;
                Some((1.0 - without / conversion).clamp(0.0, 1.0))
            })
            .collect::<Option<Vec<f64>>>()?;
        let sum: f64 = removal_effect.iter().sum();
        let shares = removal_effect.iter().map(|effect| effect / sum).collect();
        (sum > 0.0).then_some(Markov { conversion, removal_effect, shares })
    }

    /// The chance of a conversion, from the start, if one channel led to nothing.
    fn conversion_without(&self, removed: Option<usize>) -> Option<f64> {
        let n = self.channels;
        let leaving: Vec<f64> = (0..n)
            .map(|from| {
                let row = &self.between[from * n..(from + 1) * n];
                row.iter().sum::<f64>() + self.converted[from] + self.ended[from]
            })
            .collect();
        // Channels that nobody was in are left out; so is the removed one, whose chance is zero.
        let states: Vec<usize> =
            (0..n).filter(|at| leaving[*at] > 0.0 && Some(*at) != removed).collect();
        let mut a = Vec::with_capacity(states.len() * states.len());
        for &from in &states {
            a.extend(states.iter().map(|&to| {
                let identity = f64::from(u8::from(from == to));
                identity - self.between[from * n + to] / leaving[from]
            }));
        }
        let b = states.iter().map(|&at| self.converted[at] / leaving[at]).collect();
        let chance = solve(a, b)?;
        let begun: f64 = self.start.iter().sum();
        let reached = states.iter().zip(chance).map(|(&at, chance)| self.start[at] * chance);
        Some(if begun > 0.0 { reached.sum::<f64>() / begun } else { 0.0 })
    }
}
