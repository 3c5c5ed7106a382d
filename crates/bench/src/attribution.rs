//! Credit for a million contacts with 20 channels: the rules alone, in this process, on journeys from a seed. What stands
//! before them, reading the touches, is a scan of one index.

use crate::figure::{Figures, Target};
use anyhow::{Result, ensure};
use chrono::{DateTime, TimeDelta};
use leads::attribution::rules::{
    Chain, Contact, Ending, Journey, Rule, credits, intervals, path_counts,
};
use std::{hint::black_box, time::Instant};

const CONTACTS: usize = 1_000_000;
const CHANNELS: u16 = 20;
/// As many as the product draws for so many journeys.
const DRAWS: usize = 120;
const MARKOV_BELOW: f64 = 2.0;
const ALL_BELOW: f64 = 3.0;

pub fn measure(figures: &mut Figures) -> Result<()> {
    let journeys = journeys();
    println!("{} journeys with {CONTACTS} contacts", journeys.len());
    let channels = usize::from(CHANNELS);
    let mut direct = vec![false; channels];
    direct[0] = true;
    let rule = Rule { direct: &direct, half_life: TimeDelta::days(7) };

    let started = Instant::now();
    let paths = path_counts(&journeys);
    let markov = Chain::of(channels, &paths).solved();
    let chain = started.elapsed().as_secs_f64();
    ensure!(markov.is_some(), "some journeys convert");
    figures.add("attribution, exact Markov chain", chain, "s", Target::Below(MARKOV_BELOW));

    let started = Instant::now();
    let found = credits(channels, &journeys, rule);
    let rules = started.elapsed().as_secs_f64();
    ensure!(found.credits.len() == 7, "seven models gave credit");
    figures.add("attribution, seven models", rules, "s", Target::None);
    let started = Instant::now();
    let drawn = intervals(channels, &found.paths, DRAWS, 1);
    let sure = started.elapsed().as_secs_f64();
    ensure!(black_box(drawn).is_some(), "intervals were drawn");
    figures.add(format!("attribution, intervals of {DRAWS} draws"), sure, "s", Target::None);
    let all = rules + sure;
    figures.add("attribution, all of a page", all, "s", Target::Below(ALL_BELOW));
    Ok(())
}

/// One to nine contacts each; every fifth converts.
fn journeys() -> Vec<Journey> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |bound: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) % bound
    };
    let mut all = Vec::new();
    let mut left = CONTACTS;
    while left > 0 {
        let length = usize::try_from(1 + next(9)).unwrap_or(1).min(left);
        left -= length;
        let contacts = (0_i64..).take(length).map(|day| {
            // Some channels are far more usual than others.
            let usual = next(u64::from(CHANNELS)).min(next(u64::from(CHANNELS)));
            let node = u16::try_from(usual).unwrap_or(0);
            Contact { at: DateTime::UNIX_EPOCH + TimeDelta::days(day), id: 0, node }
        });
        let contacts = contacts.collect();
        let at = DateTime::UNIX_EPOCH + TimeDelta::days(10);
        let revenue = i64::try_from(next(1_000_000)).unwrap_or(0);
        let ending = match next(5) {
            0 => Ending::Converted { at, revenue },
            _ => Ending::Nothing { at },
        };
        all.push(Journey { contacts, ending });
    }
    all
}
