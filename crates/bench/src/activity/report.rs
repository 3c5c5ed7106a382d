//! What was found, beside what is promised.

use super::engine::{Engine, Took};
use super::peers::{Millis, Peers, fastest};
use super::question::{Asking, Kind};
use super::{CLASSES, COMPARED_LISTS, SINGLE};
use crate::figure::{Figures, Target};
use anyhow::{Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Duration;

/// What is promised for so many events.
pub struct Limits {
    known: Promise,
    rollup: Target,
    ad_hoc: Promise,
    funnel: Promise,
    segment: Promise,
    /// p50 and p99 in milliseconds.
    pub request: (f64, f64),
}

/// The most that ours takes, in milliseconds, and how many times as long the others take at least.
#[derive(Clone, Copy)]
struct Promise {
    ours: Target,
    times: Target,
}

impl Limits {
    pub fn of(events: u64) -> Self {
        let free = |times| Promise { ours: Target::None, times: Target::AtLeast(times) };
        let known = |times| Promise { ours: Target::Below(1.0), times: Target::AtLeast(times) };
        if events >= 50_000_000 {
            Self {
                known: known(400.0),
                rollup: Target::None,
                ad_hoc: free(30.0),
                funnel: free(60.0),
                segment: free(40.0),
                request: (25.0, 80.0),
            }
        } else {
            Self {
                known: known(100.0),
                rollup: Target::AtLeast(30.0),
                ad_hoc: free(10.0),
                funnel: free(25.0),
                segment: free(25.0),
                request: (15.0, 50.0),
            }
        }
    }

    const fn promise(&self, kind: Kind, is_known: bool) -> Promise {
        match kind {
            Kind::Funnel => self.funnel,
            Kind::Segment => self.segment,
            _ if is_known => self.known,
            _ => self.ad_hoc,
        }
    }
}

/// What this process answered.
pub struct Ours {
    /// By question.
    pub cells: BTreeMap<String, Value>,
    lines: Vec<Line>,
}

/// A question, and its median times in milliseconds.
struct Line {
    kind: Kind,
    /// What the others are asked of it.
    compared: Vec<Asking>,
    /// From an open snapshot to the answer, and with opening it.
    answer: f64,
    whole: f64,
    /// Of the answers the quickest.
    best: f64,
    /// The first time after a start.
    first: f64,
}

impl Ours {
    /// Asks everything: what is known beforehand again and again, lists of names each once.
    pub fn ask(engine: &mut Engine, times: usize) -> Result<Self> {
        engine.forget();
        let mut ours = Self { cells: BTreeMap::new(), lines: Vec::new() };
        for kind in CLASSES.into_iter().chain(SINGLE) {
            let asking = Asking::known(kind);
            // The first time is told apart.
            ours.add(engine, &vec![asking; times + 1])?;
        }
        for (index, kind) in CLASSES.into_iter().enumerate() {
            // Sets of days serve two kinds of questions: each has lists of its own.
            let rounds = (0..=times.max(COMPARED_LISTS)).map(|round| round + index * (times + 2));
            ours.add(engine, &rounds.map(|round| Asking::ad_hoc(kind, round)).collect::<Vec<_>>())?;
        }
        Ok(ours)
    }

    fn add(&mut self, engine: &Engine, askings: &[Asking]) -> Result<()> {
        let mut took = Vec::with_capacity(askings.len());
        for asking in askings {
            let one = engine.ask(asking)?;
            let before = self.cells.insert(asking.key(), one.cells.clone());
            if before.is_some_and(|before| before != one.cells) {
                bail!("the same question had another answer: {}", asking.key());
            }
            took.push(one);
        }
        let [first, rest @ ..] = took.as_slice() else { return Ok(()) };
        let mut compared = askings.to_vec();
        compared.dedup();
        compared.truncate(COMPARED_LISTS);
        self.lines.push(Line {
            kind: askings[0].kind,
            compared,
            answer: median(rest, |took| took.answer),
            whole: median(rest, |took| took.whole),
            best: rest.iter().map(|took| millis(took.answer)).fold(f64::INFINITY, f64::min),
            first: millis(first.whole),
        });
        Ok(())
    }

    /// What the others are asked.
    pub fn askings(&self) -> Vec<Asking> {
        self.lines.iter().flat_map(|line| line.compared.clone()).collect()
    }
}

impl Line {
    /// Whether it is about names that were listed when it was asked.
    fn is_ad_hoc(&self) -> bool {
        self.compared.iter().any(|asking| asking.names.is_some())
    }

    fn title(&self) -> String {
        let list = if self.is_ad_hoc() { ", 17 new names" } else { "" };
        format!("{}{list}", self.kind.title())
    }
}

/// What events that the index lacks cost a question.
pub fn tail(with: &Ours, without: &Ours, figures: &mut Figures) {
    let costs =
        with.lines.iter().zip(&without.lines).map(|(with, without)| with.whole - without.whole);
    let most = costs.fold(0.0, f64::max);
    figures.add("10 000 events in the log, cost at most", most, "ms", Target::Below(3.0));
}

/// Ours, and how many times as long the fastest way of each of the others takes.
pub fn questions(ours: &Ours, peers: &Peers, limits: &Limits, figures: &mut Figures) {
    for line in &ours.lines {
        let promise = limits.promise(line.kind, !line.is_ad_hoc());
        println!("{}: {:.3} ms, at best {:.3}", line.title(), line.answer, line.best);
        figures.add(line.title(), line.answer, "ms", promise.ours);
        figures.add("  and opening a snapshot", line.whole, "ms", Target::None);
        figures.add("  the first time after a start", line.first, "ms", Target::None);
        for (engine, peer) in peers {
            let asked = line.compared.first().and_then(|asking| peer.questions.get(&asking.key()));
            let Some(asked) = asked else { continue };
            let ways =
                [("", &asked.raw, promise.times), (" roll-up", &asked.rollup, limits.rollup)];
            for (where_from, formulations, target) in ways {
                let Some((way, took)) = fastest(formulations) else { continue };
                let Millis { median, best, used } = took;
                let engine = format!("{engine}{where_from}");
                println!(
                    "{}: {engine}, {way}: {median:.1} ms, at best {best:.1}, processor time {used:.1}",
                    line.title()
                );
                figures.add(format!("  {engine}"), median / line.answer, "×", target);
            }
        }
    }
}

/// How many programs want the processors just now: seconds say little on a machine that others use.
pub fn load() {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load average: {}", load.split(' ').take(3).collect::<Vec<_>>().join(" "));
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn median(took: &[Took], of: impl Fn(&Took) -> Duration) -> f64 {
    let mut all: Vec<f64> = took.iter().map(|one| millis(of(one))).collect();
    all.sort_unstable_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}
