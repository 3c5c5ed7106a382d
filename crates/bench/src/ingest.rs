//! Taking in events: batches of 1 000 through the real server over HTTP, against what the database itself can do.
//!
//! The bound is measured without anything in between: prepared inserts in one transaction per batch on SQLite (through
//! rusqlite), `COPY` in one transaction per batch on PostgreSQL; on the same tables with the same indexes, with rows and
//! copy texts made ready beforehand. Bound and server take turns, so that what else the machine does hits both, and the
//! ratio is the median of the turns' ratios.

mod postgres;
mod sample;
mod sqlite;

use crate::access;
use crate::figure::{Figures, Target};
use crate::http::{Connection, Request};
use crate::server::{Home, Server};
use anyhow::{Result, bail};
use sample::Sample;
use serde_json::Value;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

const EVENTS_PER_BATCH: usize = 1000;
const BATCHES_PER_TURN: usize = 40;
const TURNS: usize = 5;
/// Several senders: one alone would leave the database idle while it waits for its answer.
const CONNECTIONS: usize = 4;

/// How events are sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Ours,
    /// With a browser's id beside each person's.
    Segment,
}

impl Way {
    const fn path(self) -> &'static str {
        match self {
            Self::Ours => "/v1/events/batch",
            Self::Segment => "/v1/batch",
        }
    }

    const fn target(self) -> f64 {
        match self {
            Self::Ours => 0.5,
            Self::Segment => 0.4,
        }
    }
}

/// What the database can do without us.
trait Bound {
    /// Stores these batches, one transaction each.
    fn store(&mut self, batches: &[Vec<Sample>]) -> Result<std::time::Duration>;
}

pub fn measure(figures: &mut Figures) -> Result<()> {
    sqlite::measure(figures)?;
    postgres::measure(figures)
}

/// Lets the server at this home and the bound take turns.
fn take_turns(
    name: &str,
    home: &Home<'_>,
    bound: &mut dyn Bound,
    figures: &mut Figures,
) -> Result<()> {
    let workspace = access::new_workspace(home)?;
    let key = access::new_key(home, &workspace, "events:write,events:read")?;
    let (server, _) = Server::start(home)?;
    for (number, way) in [Way::Ours, Way::Segment].into_iter().enumerate() {
        let of_way = if way == Way::Ours { name.to_owned() } else { format!("{name}, Segment") };
        let turns = number * TURNS..(number + 1) * TURNS;
        compare(
            &of_way,
            way,
            turns,
            bound,
            |way, bodies| send_all(&server, &key, way, bodies),
            figures,
        )?;
    }
    expect_all_stored(&server, &key)
}

/// Turns of the bound and of one way through the server.
fn compare(
    name: &str,
    way: Way,
    turns: Range<usize>,
    bound: &mut dyn Bound,
    send: impl Fn(Way, &[Vec<u8>]) -> Result<f64>,
    figures: &mut Figures,
) -> Result<()> {
    let (mut bounds, mut servers, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for turn in turns {
        let batches = sample::batches(turn, BATCHES_PER_TURN, EVENTS_PER_BATCH);
        let body = |batch: &Vec<Sample>| match way {
            Way::Ours => sample::body(batch),
            Way::Segment => sample::segment_body(batch),
        };
        let bodies: Vec<_> = batches.iter().map(body).collect();
        let raw = per_second(bound.store(&batches)?.as_secs_f64());
        let through_server = per_second(send(way, &bodies)?);
        println!(
            "{name}, turn {turn}: {raw:.0} events/s raw, {through_server:.0} through the server"
        );
        bounds.push(raw);
        servers.push(through_server);
        ratios.push(through_server / raw);
    }
    figures.add(format!("ingest, {name}, raw"), median(bounds), "/s", Target::None);
    figures.add(format!("ingest, {name}, server"), median(servers), "/s", Target::None);
    let ratio = median(ratios);
    figures.add(format!("ingest, {name}, server ÷ raw"), ratio, "", Target::AtLeast(way.target()));
    Ok(())
}

/// Sends every body once and returns how many seconds that took.
fn send_all(server: &Server, key: &str, way: Way, bodies: &[Vec<u8>]) -> Result<f64> {
    let next = AtomicUsize::new(0);
    let started = Instant::now();
    std::thread::scope(|scope| {
        let send = || -> Result<()> {
            let mut connection = Connection::open(server.address)?;
            while let Some(body) = bodies.get(next.fetch_add(1, Ordering::Relaxed)) {
                let answer = connection.send(&batch_request(key, way, body.clone()))?;
                let result: Value = serde_json::from_slice(&answer.body)?;
                if result["accepted"] != EVENTS_PER_BATCH {
                    bail!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body));
                }
            }
            Ok(())
        };
        let senders: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(send)).collect();
        senders.into_iter().try_for_each(|sender| sender.join().expect("a sender does not panic"))
    })?;
    Ok(started.elapsed().as_secs_f64())
}

fn batch_request(key: &str, way: Way, body: Vec<u8>) -> Request {
    let mut request = access::get(key, way.path());
    request.method = "POST";
    request.headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
    request.body = body;
    request
}

fn expect_all_stored(server: &Server, key: &str) -> Result<()> {
    let list = access::get(key, "/v1/events?limit=1&count=true");
    let answer = Connection::open(server.address)?.send(&list)?;
    let page: Value = serde_json::from_slice(&answer.body)?;
    let sent = 2 * TURNS * BATCHES_PER_TURN * EVENTS_PER_BATCH;
    if page["total"] != sent {
        bail!("of {sent} accepted events {} are there", page["total"]);
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a turn has fewer than 2^52 events")]
fn per_second(seconds: f64) -> f64 {
    (BATCHES_PER_TURN * EVENTS_PER_BATCH) as f64 / seconds
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}
