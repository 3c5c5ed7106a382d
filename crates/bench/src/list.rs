//! A page of 50 leads among 100 000, as the list in the browser asks for it: filtered, sorted, with names of owners and
//! channels. Over HTTP on a timetable of 200 requests a second, one question after the other. What nobody promises is
//! asked five times a second and only reported: a search that finds little looks through all leads.

mod many_leads;
mod postgres;
mod sqlite;

pub use postgres::fill as fill_postgres;
pub use sqlite::fill as fill_sqlite;

use crate::access;
use crate::figure::{Figures, Target};
use crate::http::Connection;
use crate::load::Load;
use crate::server::{Home, Server};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::time::Duration;

pub const LEADS: u32 = 100_000;
const RATE: f64 = 200.0;
const UNPROMISED_RATE: f64 = 5.0;
const CONNECTIONS: usize = 16;
const P99_BELOW_MS: f64 = 15.0;
const WARM_UP: Duration = Duration::from_secs(2);

#[derive(clap::Args)]
pub struct Arguments {
    /// How long each question is asked
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Only questions whose name contains this
    #[arg(long, default_value = "")]
    only: String,
    /// Only the database whose name contains this
    #[arg(long, default_value = "")]
    database: String,
}

impl Default for Arguments {
    fn default() -> Self {
        Self { seconds: 20, only: String::new(), database: String::new() }
    }
}

pub fn measure(arguments: &Arguments, figures: &mut Figures) -> Result<()> {
    if "SQLite".contains(&arguments.database) {
        sqlite::measure(arguments, figures)?;
    }
    if "PostgreSQL".contains(&arguments.database) {
        postgres::measure(arguments, figures)?;
    }
    Ok(())
}

/// Asks the server at this home, whose demo workspace has all the leads.
fn ask(
    name: &str,
    home: &Home<'_>,
    workspace: &str,
    arguments: &Arguments,
    figures: &mut Figures,
) -> Result<()> {
    let key = access::new_key(home, workspace, "leads:read,leads:contact")?;
    let (server, _) = Server::start(home)?;
    let total = read(&server, &key, "/v1/leads?limit=1&count=true")?["total"].clone();
    if total != LEADS {
        bail!("{total} leads are there, not {LEADS}");
    }
    for (question, path) in questions(&server, &key)? {
        if !question.contains(&arguments.only) {
            continue;
        }
        let is_promised = !question.starts_with("search");
        let path = format!("/v1/leads?limit=50&include=owner,channel{path}");
        load(&server, is_promised, WARM_UP).run(|_| access::get(&key, &path))?;
        let duration = Duration::from_secs(arguments.seconds);
        let outcome = load(&server, is_promised, duration).run(|_| access::get(&key, &path))?;
        if outcome.failed > 0 {
            bail!("{path}: {}", outcome.complaint().unwrap_or_default());
        }
        let (p50, p99) = (outcome.percentile(0.5), outcome.percentile(0.99));
        println!("{name}, {question}: p50 {p50:.1} ms, p99 {p99:.1} ms");
        figures.add(format!("leads, {name}, {question}, p50"), p50, "ms", Target::None);
        let target = if is_promised { Target::Below(P99_BELOW_MS) } else { Target::None };
        figures.add(format!("leads, {name}, {question}, p99"), p99, "ms", target);
    }
    Ok(())
}

fn load(server: &Server, is_promised: bool, duration: Duration) -> Load {
    let rate = if is_promised { RATE } else { UNPROMISED_RATE };
    Load { address: server.address, connections: CONNECTIONS, rate: Some(rate), duration }
}

/// What is asked: the end of the address under the name of the question.
fn questions(server: &Server, key: &str) -> Result<Vec<(&'static str, String)>> {
    let page = read(server, key, "/v1/leads?limit=200&include=owner,channel")?;
    let stage = first(&page, "/stage/id")?;
    let (channel, phone) = (first(&page, "/channel/id")?, first(&page, "/phone")?);
    let phone = phone.trim_start_matches('+');
    // The newest leads may have nobody yet.
    let owned = read(server, key, "/v1/leads?limit=200&status_type=won&include=owner")?;
    let owner = first(&owned, "/owner/id")?;
    let page = read(server, key, "/v1/leads?limit=50&include=owner,channel")?;
    let cursor = page["next_cursor"].as_str().context("there is a second page")?;
    Ok(vec![
        ("newest", String::new()),
        ("second page", format!("&cursor={cursor}")),
        ("open by name", "&status_type=open&sort=name".to_owned()),
        ("open or ongoing", "&status_type=open,ongoing&sort=-updated_at".to_owned()),
        ("stage by last touch", format!("&stage_id={stage}&sort=-last_touch_at")),
        ("owner by name", format!("&owner_id={owner}&sort=name")),
        ("owner, open, by stage", format!("&owner_id={owner}&status_type=open&sort=stage")),
        ("channel", format!("&channel_id={channel}&sort=-created_at")),
        ("search, common name", "&q=%E5%BC%A0".to_owned()),
        ("search, phone", format!("&q={phone}")),
    ])
}

/// The first text that a lead of the page has there.
fn first(page: &Value, pointer: &str) -> Result<String> {
    let leads = page["data"].as_array().context("a page has leads")?;
    let text = leads.iter().find_map(|lead| lead.pointer(pointer)?.as_str());
    text.map(str::to_owned).with_context(|| format!("no lead of the page has {pointer}"))
}

fn read(server: &Server, key: &str, path: &str) -> Result<Value> {
    let answer = Connection::open(server.address)?.send(&access::get(key, path))?;
    if answer.status != 200 {
        bail!("{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
    }
    Ok(serde_json::from_slice(&answer.body)?)
}
