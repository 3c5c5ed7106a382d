//! Questions about behaviour, through the API, JSON out: 100 000 people in 5 000 accounts, 20 names, 180 days; by default
//! 10 million events. The events are written as the server writes them, through its batch endpoint, so filling takes
//! minutes; the questions are asked one after the other over one connection, as an operator does.

use crate::access;
use crate::asker::{Asker, post};
use crate::figure::{Figures, Target};
use crate::http::Connection;
use crate::server::{self, Home, Server};
use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime};

const PEOPLE: u64 = 100_000;
const ACCOUNTS: u64 = 5_000;
const NAMES: u64 = 20;
const DAYS: u64 = 180;
const DAY_MS: u64 = 86_400_000;
const EVENTS_PER_BATCH: u64 = 1000;
const CONNECTIONS: usize = 2;

#[derive(clap::Args)]
pub struct Arguments {
    /// How many events
    #[arg(long, default_value_t = 10_000_000)]
    events: u64,
    /// Where the data is; made and thrown away unless given
    #[arg(long)]
    directory: Option<std::path::PathBuf>,
}

impl Default for Arguments {
    fn default() -> Self {
        Self { events: 10_000_000, directory: None }
    }
}

pub fn measure(arguments: &Arguments, figures: &mut Figures) -> Result<()> {
    let directory = tempfile::tempdir_in("/var/tmp")?;
    let path = arguments.directory.as_deref().unwrap_or(directory.path());
    std::fs::create_dir_all(path)?;
    let url = format!("sqlite://{}", path.join("activity.db").display());
    let home = Home { directory: path, database_url: &url };
    server::run(&home, &["migrate", "up"])?;
    let workspace = access::new_workspace(&home)?;
    let key = access::new_key(&home, &workspace, "events:write,events:read,customers:read")?;
    let (server, _) = Server::start(&home)?;
    let seconds = fill(&server, &key, arguments.events)?;
    #[expect(clippy::cast_precision_loss, reason = "fewer than 2^52 events")]
    let events = arguments.events as f64;
    figures.add("activity, filled", events / seconds, "/s", Target::None);
    wait_for_index(&server, &key)?;
    let mut asker = Asker { connection: Connection::open(server.address)?, key: &key };
    for (name, p50, p99, question) in questions() {
        let (kind, body) = question;
        let path = format!("/v1/insights/{kind}");
        let answer = asker.report((name, p50, p99), (&path, &body), figures)?;
        let holds = |check: &Value| check["holds"] == true;
        if !answer["checks"].as_array().is_some_and(|checks| checks.iter().all(holds)) {
            bail!("a check does not hold: {}", answer["checks"]);
        }
    }
    Ok(())
}

fn questions() -> Vec<(&'static str, f64, f64, (&'static str, Value))> {
    let names = |range: std::ops::Range<u64>| json!(range.map(name).collect::<Vec<_>>());
    let known = (
        "retention",
        json!({ "start_event": { "names": [name(0)] }, "cohorts": 12, "periods": 12 }),
    );
    let ad_hoc = json!({
        "start_event": { "names": [name(0)] }, "return_event": { "names": names(1..18) },
        "cohorts": 12, "periods": 12,
    });
    let accounts =
        json!({ "unit": "account", "cohorts": 12, "periods": 12, "cohort_mode": "recurring" });
    let measures = ["units", "active_7_days", "active_30_days"];
    let series: Vec<Value> = measures.iter().map(|measure| json!({ "measure": measure })).collect();
    let from = date(DAYS);
    let active = json!({ "series": series, "period": "day", "from_on": from });
    let sticky = json!({ "period": "day", "from_on": date(28) });
    let steps: Vec<Value> = [1, 3, 6].map(|step| json!({ "names": [name(step)] })).into();
    let funnel = json!({ "steps": steps, "from_on": date(29), "window_seconds": 604_800 });
    vec![
        ("retention 12×12 weeks, any event", 15.0, 50.0, known),
        ("retention 12×12 weeks, 17 names", 15.0, 50.0, ("retention", ad_hoc)),
        ("retention 12×12 weeks of accounts", 15.0, 50.0, ("retention", accounts)),
        ("DAU, WAU, MAU of 180 days", 15.0, 50.0, ("trends", active)),
        ("stickiness of 28 days", 15.0, 50.0, ("stickiness", sticky)),
        ("funnel of 3 steps, 30 days, with medians", 15.0, 50.0, ("funnel", funnel)),
    ]
}

fn name(number: u64) -> String {
    format!("event_{number}")
}

/// So many days ago.
#[expect(clippy::disallowed_methods, reason = "a measurement sends real times")]
fn date(days_ago: u64) -> String {
    let today = chrono::Utc::now().date_naive();
    (today - chrono::Days::new(days_ago)).to_string()
}

/// The server refreshes by itself within seconds; the catalogue tells when it has counted all there is.
fn wait_for_index(server: &Server, key: &str) -> Result<()> {
    let mut counted = 0;
    for _ in 0..600 {
        let request = access::get(key, "/v1/event-names?limit=200");
        // A new connection each time: the server ends those that say nothing for so long.
        let answer = Connection::open(server.address)?.send(&request)?;
        let page: Value = serde_json::from_slice(&answer.body)?;
        let names = page["data"].as_array().context("the catalogue is a list")?;
        let now: i64 = names.iter().filter_map(|name| name["volume"].as_i64()).sum();
        if now == counted && now > 0 {
            return Ok(());
        }
        counted = now;
        std::thread::sleep(Duration::from_secs(8));
    }
    bail!("the index does not come to an end")
}

/// Sends the events, oldest first, and returns how many seconds that took.
fn fill(server: &Server, key: &str, events: u64) -> Result<f64> {
    let batches = events.div_ceil(EVENTS_PER_BATCH);
    let next = AtomicU64::new(0);
    let (started, now) = (Instant::now(), now_ms());
    std::thread::scope(|scope| {
        let send = || -> Result<()> {
            let mut connection = Connection::open(server.address)?;
            loop {
                let batch = next.fetch_add(1, Ordering::Relaxed);
                if batch >= batches {
                    return Ok(());
                }
                let answer =
                    connection.send(&post(key, "/v1/events/batch", body(batch, batches, now)))?;
                if answer.status != 200 {
                    bail!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body));
                }
            }
        };
        let senders: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(send)).collect();
        senders.into_iter().try_for_each(|sender| sender.join().expect("a sender does not panic"))
    })?;
    Ok(started.elapsed().as_secs_f64())
}

fn body(batch: u64, batches: u64, now: u64) -> Vec<u8> {
    // Batches ascend over the days, as they do in life.
    let at = now - DAYS * DAY_MS + batch * DAYS * DAY_MS / batches;
    let events: Vec<Value> = (0..EVENTS_PER_BATCH)
        .map(|index| {
            let mixed = mix(batch * EVENTS_PER_BATCH + index);
            // A fifth of the people do most of it; each has days without anything.
            let share = mixed % 100;
            let person = if share < 80 { mix(mixed) % (PEOPLE / 5) } else { mix(mixed) % PEOPLE };
            // The lower names are the common ones.
            let name = mix(mixed.wrapping_add(7)) % NAMES * (mix(mixed.wrapping_add(9)) % NAMES) / NAMES;
            let occurred = at + mix(mixed.wrapping_add(11)) % (DAYS * DAY_MS / batches).max(1);
            json!({
                "message_id": message_id(occurred, batch * EVENTS_PER_BATCH + index), "name": self::name(name),
                "occurred_at": rfc3339(occurred.min(now)),
                "person_external_id": format!("u{person}"),
                "account_external_id": format!("s{}", person % ACCOUNTS),
            })
        })
        .collect();
    json!({ "events": events }).to_string().into_bytes()
}

/// Ordered by time, as ids of version 7 are: what a sender with many events does well to use.
fn message_id(millis: u64, number: u64) -> uuid::Uuid {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Fixed, well-mixed numbers (the finish of splitmix64), so that two runs measure the same.
const fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[expect(clippy::disallowed_methods, reason = "a measurement sends real times")]
fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
    u64::try_from(since.as_millis()).unwrap_or_default()
}

fn rfc3339(millis: u64) -> String {
    let millis = i64::try_from(millis).unwrap_or_default();
    let time = chrono::DateTime::from_timestamp_millis(millis).expect("a time in this century");
    time.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
