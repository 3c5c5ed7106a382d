//! Scores of 100 000 leads: all of them anew after new rules, one with its explanation, and a model learned from the
//! outcomes of those that came last. The leads are the demo's, copied.

use crate::access;
use crate::asker::post;
use crate::desk::Desk;
use crate::figure::{Figures, Target};
use crate::http::Connection;
use crate::list::{LEADS, fill_sqlite};
use crate::server::{Home, Server};
use anyhow::{Context as _, Result, bail};
use rusqlite::Connection as Database;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_mins(2);
const ASKED: usize = 60;

pub fn measure(figures: &mut Figures) -> Result<()> {
    let directory = tempfile::tempdir_in("/var/tmp")?;
    let path = directory.path().join("perennial.db");
    let database_url = format!("sqlite://{}", path.display());
    let home = Home { directory: directory.path(), database_url: &database_url };
    println!("filling SQLite with {LEADS} leads");
    let workspace = access::demo_workspace(&home)?;
    let database = Database::open(&path)?;
    fill_sqlite(&database, LEADS)?;
    let key = access::new_key(&home, &workspace, "leads:read,leads:configure")?;
    let (server, _) = Server::start(&home)?;
    let mut desk = Desk { connection: Connection::open(server.address)?, key: &key };
    let took = recompute(&mut desk, &database)?;
    figures.add("100 000 leads scored by new rules", took, "s", Target::Below(10.0));
    one(&mut desk, figures)?;
    let took = train(&mut desk)?;
    figures.add("model of 10 000 leads with its backtest", took, "s", Target::Below(10.0));
    Ok(())
}

/// Publishes other rules, and waits until every lead has its score by them.
fn recompute(desk: &mut Desk<'_>, database: &Database) -> Result<f64> {
    let draft = desk.get("/v1/score-rules/draft")?;
    let mut rules = draft["definition"].clone();
    let points = rules.pointer_mut("/fit/groups/0/rules/0/points").context("a rule")?;
    *points = json!(points.as_i64().unwrap_or(0) + 1);
    let mut change = post(desk.key, "/v1/score-rules/draft", rules.to_string().into_bytes());
    change.method = "PUT";
    let changed = desk.send(change, &draft)?;
    let body = json!({}).to_string().into_bytes();
    let published = desk.send(post(desk.key, "/v1/score-rules/draft/publish", body), &changed)?;
    let started = Instant::now();
    let count = "SELECT COUNT(*) FROM lead_score JOIN lead ON lead.id = lead_score.id \
                 WHERE archived_at IS NULL AND rules_number = ?1";
    let number = published["number"].as_i64().context("a number")?;
    while started.elapsed() < PATIENCE {
        let scored: u32 = database.query_row(count, [number], |row| row.get(0))?;
        if scored >= LEADS {
            return Ok(started.elapsed().as_secs_f64());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    bail!("not all leads were scored within {PATIENCE:?}")
}

fn one(desk: &mut Desk<'_>, figures: &mut Figures) -> Result<()> {
    let page = desk.get("/v1/leads?limit=60&status_type=ongoing")?;
    let ids: Vec<String> = page["data"]
        .as_array()
        .context("a page has leads")?
        .iter()
        .filter_map(|lead| lead["id"].as_str().map(str::to_owned))
        .collect();
    let mut times = Vec::with_capacity(ASKED);
    for id in ids.iter().cycle().take(ASKED) {
        let started = Instant::now();
        let score = desk.get(&format!("/v1/leads/{id}/score"))?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        if score["grade"].as_str().is_none() {
            bail!("{score}");
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    figures.add("one lead's score with explanation, p50", at(50), "ms", Target::Below(10.0));
    figures.add("one lead's score with explanation, p99", at(99), "ms", Target::Below(10.0));
    Ok(())
}

fn train(desk: &mut Desk<'_>) -> Result<f64> {
    let started = Instant::now();
    let request = post(desk.key, "/v1/score-model/train", Vec::new());
    let operation = desk.send(request, &Value::Null)?;
    let id = operation["id"].as_str().context("an operation")?.to_owned();
    while started.elapsed() < PATIENCE {
        let operation = desk.get(&format!("/v1/operations/{id}"))?;
        match operation["state"].as_str() {
            Some("succeeded") => {
                let took = started.elapsed().as_secs_f64();
                let report = desk.get("/v1/score-model")?["versions"][0]["report"].clone();
                println!("learned from {} leads, AUC {}", report["examples"], report["auc"]);
                return Ok(took);
            }
            Some("queued" | "running") => std::thread::sleep(Duration::from_millis(50)),
            _ => bail!("{operation}"),
        }
    }
    bail!("no model within {PATIENCE:?}")
}
