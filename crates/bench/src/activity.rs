//! Questions about behaviour beside DuckDB and ClickHouse: the same events, the same answers, cell by cell, and the
//! times of each. 100 000 people in 5 000 accounts, 20 names, 180 days; by default 10 million events.
//!
//! Ours is the median of many times, theirs the median of several warm ones in the formulation and the order of rows that
//! suits each best. "First time" means a list of names that was never asked for before. Whole requests are measured besides.

mod chance;
mod engine;
mod fill;
mod history;
mod peers;
mod question;
mod report;

use crate::access;
use crate::asker::Asker;
use crate::figure::{Figures, Target};
use crate::http::Connection;
use crate::server::{self, Home, Server};
use anyhow::{Result, bail};
use chance::real;
use engine::Engine;
use fill::Filling;
use history::History;
use kernel::zone::Zone;
use peers::Peers;
use question::{Asking, Kind};
use report::{Limits, Ours};
use serde_json::Value;
use std::path::Path;
use std::time::Duration;

/// The newest events, which questions find in the log while the index lacks them.
const TAIL: usize = 10_000;
/// How often each question is asked once it is warm.
const ASKED: usize = 25;
/// Of the lists that are asked for once, so many are asked of the others too.
const COMPARED_LISTS: usize = 2;
const CLASSES: [Kind; 3] = [Kind::Retention, Kind::Trends, Kind::Stickiness];
const SINGLE: [Kind; 2] = [Kind::Funnel, Kind::Segment];

#[derive(clap::Args)]
pub struct Arguments {
    /// How many events
    #[arg(long, default_value_t = 10_000_000)]
    events: u64,
    /// Where the data is kept for the next time; thrown away unless given
    #[arg(long)]
    directory: Option<std::path::PathBuf>,
    /// Only compare answers, with DuckDB's, and measure nothing
    #[arg(long)]
    compare: bool,
    /// Only measure ours, and ask nobody else: for those who work on it
    #[arg(long, conflicts_with = "compare")]
    alone: bool,
}

impl Default for Arguments {
    fn default() -> Self {
        Self { events: 10_000_000, directory: None, compare: false, alone: false }
    }
}

pub fn measure(arguments: &Arguments, figures: &mut Figures) -> Result<()> {
    let temporary = tempfile::tempdir_in("/var/tmp")?;
    let path = arguments.directory.as_deref().unwrap_or(temporary.path());
    std::fs::create_dir_all(path)?;
    let database = path.join("activity.db");
    let url = format!("sqlite://{}", database.display());
    let home = Home { directory: path, database_url: &url };
    if !database.exists() {
        server::run(&home, &["migrate", "up"])?;
        access::new_workspace(&home)?;
    }
    let start = Zone::SHANGHAI.start_of(question::first_day()).timestamp_millis();
    let mut filling = Filling::open(&database, start)?;
    let lines = path.join("lines.csv");
    let history = fill(arguments.events, &mut filling, &lines)?;
    let mut engine = Engine::open(&home, filling.workspace())?;

    report::load();
    let index = index(&mut filling, &engine, &history)?;
    drop(history);
    let with_tail = Ours::ask(&mut engine, if arguments.compare { 1 } else { ASKED })?;
    engine.settle()?;
    let ours = Ours::ask(&mut engine, if arguments.compare { 1 } else { ASKED })?;
    if with_tail.cells != ours.cells {
        bail!("the log says something else than the index");
    }
    report::load();
    let peers = if arguments.alone {
        Peers::new()
    } else {
        let others = tempfile::tempdir_in("/var/tmp")?;
        let engines: &[&str] = if arguments.compare { &["duckdb"] } else { &["duckdb", "chdb"] };
        peers::ask(engines, !arguments.compare, &ours.askings(), (&lines, others.path()))?
    };
    report::load();
    let compared = peers::compare(&peers, &ours.cells)?;
    println!("{compared} figures of {} events are equal", arguments.events);
    if arguments.compare {
        figures.add("figures equal to DuckDB's", real(compared as u64), "", Target::None);
        return Ok(());
    }
    let limits = Limits::of(arguments.events);
    index.report(&filling, arguments.events, figures)?;
    report::tail(&with_tail, &ours, figures);
    report::questions(&ours, &peers, &limits, figures);
    drop(engine);
    requests(&home, &filling, &ours, &limits, figures)
}

/// Makes the history, and writes it unless it lies there already.
fn fill(events: u64, filling: &mut Filling, lines: &Path) -> Result<History> {
    println!("making {events} events");
    let history = History::of(events);
    match filling.events()? {
        0 => {
            println!("writing them");
            filling.fill(&history)?;
            fill::write_lines(&history, lines)?;
        }
        there if Ok(there) == i64::try_from(events) => println!("they are there"),
        there => bail!("the directory has {there} events"),
    }
    filling.forget_index()?;
    Ok(history)
}

/// How quickly the index came about.
struct Indexed {
    events: usize,
    took: Duration,
    /// On a processor.
    used: Duration,
}

/// All but the newest events are carried into the index; those stay in the log.
fn index(filling: &mut Filling, engine: &Engine, history: &History) -> Result<Indexed> {
    let events = history.events().len() - TAIL;
    println!("building the index");
    filling.log(history, 0, events)?;
    let (took, used) = engine.settle()?;
    filling.log(history, events, TAIL)?;
    Ok(Indexed { events, took, used })
}

impl Indexed {
    fn report(&self, filling: &Filling, events: u64, figures: &mut Figures) -> Result<()> {
        let rate = |time: Duration| real(self.events as u64) / time.as_secs_f64() / 1e6;
        figures.add("refresh out of the log", rate(self.took), "M/s", Target::None);
        figures.add("  and core", rate(self.used), "M/s", Target::AtLeast(2.0));
        let [needed, all, pages] = filling.index_bytes()?.map(|bytes| bytes / real(events));
        figures.add("index, what is needed", needed, "B/event", Target::Below(6.0));
        figures.add("index, with every derivative", all, "B/event", Target::Below(12.5));
        figures.add("index, the pages it occupies", pages, "B/event", Target::None);
        Ok(())
    }
}

/// Whole requests, over HTTP, and their answers.
fn requests(
    home: &Home<'_>,
    filling: &Filling,
    ours: &Ours,
    limits: &Limits,
    figures: &mut Figures,
) -> Result<()> {
    let workspace = kernel::ids::WorkspaceId::from(filling.workspace()).to_string();
    let key = access::new_key(home, &workspace, "events:read,customers:read")?;
    let (server, _) = Server::start(home)?;
    let mut asker = Asker { connection: Connection::open(server.address)?, key: &key };
    let known = CLASSES.into_iter().map(|kind| ("", Asking::known(kind)));
    let ad_hoc = CLASSES.into_iter().map(|kind| (", 17 names", Asking::ad_hoc(kind, 0)));
    let funnel = [("", Asking::known(Kind::Funnel))];
    for (class, asking) in known.chain(ad_hoc).chain(funnel) {
        let name = format!("request: {}{class}", asking.kind.title());
        let path = format!("/v1/insights/{}", asking.kind.word());
        let (p50, p99) = limits.request;
        let answer = asker.report((&name, p50, p99), (&path, &asking.parameters()), figures)?;
        let holds = |check: &Value| check["holds"] == true;
        if !answer["checks"].as_array().is_some_and(|checks| checks.iter().all(holds)) {
            bail!("a check does not hold: {}", answer["checks"]);
        }
        if ours
            .cells
            .get(&asking.key())
            .is_some_and(|cells| asking.cells(&answer).ok().as_ref() != Some(cells))
        {
            bail!("the server answers {name} differently");
        }
    }
    Ok(())
}
