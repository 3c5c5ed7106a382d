//! Submissions of a form among 200 000 leads, 100 a second: with the puzzle, the search for the open lead that the visitor
//! may be, rules of assignment, the first-response clock, and everything that is told to others, as one write each. One
//! submission of ten comes from somebody whom an open lead knows. Renderings are fetched and puzzles solved beforehand,
//! as they are in the browsers of visitors, and each visitor has an address.

use crate::access;
use crate::asker::post;
use crate::desk::Desk;
use crate::figure::{Figures, Target};
use crate::http::{Connection, Request};
use crate::list::{fill_postgres, fill_sqlite};
use crate::load::{Load, Outcome};
use crate::server::{Home, Server};
use anyhow::{Context as _, Result, bail};
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use std::thread;
use std::time::Duration;
use test_postgres::{Durability, TestPostgres};

const LEADS: u32 = 200_000;
const RATE: u32 = 100;
const WARM_UP_SECONDS: u64 = 2;
const CONNECTIONS: usize = 16;
const SOLVERS: u64 = 2;
const P99_BELOW_MS: f64 = 25.0;
/// One of so many submissions comes from somebody who is known.
const KNOWN_EVERY: u64 = 10;
const MOST_TRIES: u64 = 1 << 40;
const SLUG: &str = "measured";
/// Nobody fills in a form faster, so the server refuses it; renderings are older than that when the load begins.
const FASTEST: Duration = Duration::from_secs(2);

#[derive(clap::Args)]
pub struct Arguments {
    /// How long submissions come
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Only the database whose name contains this
    #[arg(long, default_value = "")]
    database: String,
}

impl Default for Arguments {
    fn default() -> Self {
        Self { seconds: 20, database: String::new() }
    }
}

pub fn measure(arguments: &Arguments, figures: &mut Figures) -> Result<()> {
    if "SQLite".contains(&arguments.database) {
        let directory = tempfile::tempdir_in("/var/tmp")?;
        let path = directory.path().join("perennial.db");
        let database_url = format!("sqlite://{}", path.display());
        let home = Home { directory: directory.path(), database_url: &database_url };
        println!("filling SQLite with {LEADS} leads");
        let workspace = access::demo_workspace(&home)?;
        fill_sqlite(&rusqlite::Connection::open(&path)?, LEADS)?;
        submit("SQLite", &home, &workspace, arguments, figures)?;
    }
    if "PostgreSQL".contains(&arguments.database) {
        let postgres = TestPostgres::start(Durability::Full)?;
        let directory = tempfile::tempdir()?;
        let url = postgres.url();
        let home = Home { directory: directory.path(), database_url: &url };
        println!("filling PostgreSQL with {LEADS} leads");
        let workspace = access::demo_workspace(&home)?;
        fill_postgres(&postgres, LEADS)?;
        submit("PostgreSQL", &home, &workspace, arguments, figures)?;
    }
    Ok(())
}

fn submit(
    name: &str,
    home: &Home<'_>,
    workspace: &str,
    arguments: &Arguments,
    figures: &mut Figures,
) -> Result<()> {
    let key =
        access::new_key(home, workspace, "leads:read,leads:write,leads:configure,members:read")?;
    let (server, _) = Server::start_with(home, &[("PERENNIAL_BEHIND_PROXY", "true")])?;
    let mut desk = Desk { connection: Connection::open(server.address)?, key: &key };
    arrange(&mut desk)?;
    let before = leads(&mut desk)?;
    let warm_up = WARM_UP_SECONDS * u64::from(RATE);
    let count = warm_up + arguments.seconds * u64::from(RATE);
    println!("{name}: {count} visitors open the form and solve its puzzle");
    let submissions = prepare(&server, count)?;
    thread::sleep(FASTEST);
    let run = |from: u64, seconds: u64| -> Result<Outcome> {
        let load = Load {
            address: server.address,
            connections: CONNECTIONS,
            rate: Some(f64::from(RATE)),
            duration: Duration::from_secs(seconds),
        };
        // A connection asks for one request more than is due, to see that the time is over.
        load.run(|number| {
            submissions[usize::try_from((from + number) % count).unwrap_or(0)].clone()
        })
    };
    run(0, WARM_UP_SECONDS)?;
    let outcome = run(warm_up, arguments.seconds)?;
    if outcome.failed > 0 {
        bail!("{} failed: {}", outcome.failed, outcome.complaint().unwrap_or_default());
    }
    let came = leads(&mut desk)? - before;
    let (p50, p99) = (outcome.percentile(0.5), outcome.percentile(0.99));
    println!("{name}: p50 {p50:.1} ms, p99 {p99:.1} ms; {came} leads came of {count} submissions");
    figures.add(format!("capture, {name}, p50"), p50, "ms", Target::None);
    figures.add(format!("capture, {name}, p99"), p99, "ms", Target::Below(P99_BELOW_MS));
    Ok(())
}

/// A published form, and rules by which its leads go to members.
fn arrange(desk: &mut Desk<'_>) -> Result<()> {
    let fields: Vec<_> = ["name", "company", "phone", "city"]
        .iter()
        .map(|key| json!({ "key": key, "label": key, "required": true }))
        .collect();
    let form = json!({ "name": "Measured", "title": "Measured", "slug": SLUG, "published": true, "fields": fields });
    desk.send(post(desk.key, "/v1/lead-forms", form.to_string().into_bytes()), &Value::Null)?;
    let team = desk.get("/v1/members")?;
    let team = team["data"].as_array().context("members")?;
    let members: Vec<_> = team.iter().map(|member| json!({ "member_id": member["id"] })).collect();
    let rule = |key: &str, condition: Value, strategy: &str| {
        json!({
            "key": key, "name": key, "enabled": true, "condition": condition, "strategy": strategy,
            "only_working_hours": false, "members": members,
        })
    };
    let of_city = json!({ "field": { "field": "city", "operator": "is", "values": ["上海"] } });
    let capacities: Vec<_> = members
        .iter()
        .map(|member| json!({ "member_id": member["member_id"], "monthly_capacity": 100_000 }))
        .collect();
    let rules = json!({ "reps": capacities, "rules": [
        rule("shanghai", of_city, "weighted"),
        rule("others", json!({ "all": [] }), "round_robin"),
    ] });
    let present = desk.get("/v1/lead-assignment")?;
    let publish = post(desk.key, "/v1/lead-assignment/publish", rules.to_string().into_bytes());
    desk.send(publish, &present)?;
    Ok(())
}

fn leads(desk: &mut Desk<'_>) -> Result<u64> {
    let page = desk.get("/v1/leads?limit=1&count=true")?;
    page["total"].as_u64().context("a list says how many there are")
}

/// The submissions of as many visitors, in no order that matters.
fn prepare(server: &Server, count: u64) -> Result<Vec<Request>> {
    thread::scope(|scope| {
        let solve = |first: u64| -> Result<Vec<Request>> {
            let mut connection = Connection::open(server.address)?;
            let mine = (first..count).step_by(usize::try_from(SOLVERS)?);
            mine.map(|number| visit(&mut connection, number)).collect()
        };
        let solvers: Vec<_> = (0..SOLVERS).map(|first| scope.spawn(move || solve(first))).collect();
        let mut all = Vec::new();
        for solver in solvers {
            all.extend(solver.join().expect("a solver does not panic")?);
        }
        Ok(all)
    })
}

/// A visitor opens the form, solves its puzzle, and is ready to send it.
fn visit(connection: &mut Connection, number: u64) -> Result<Request> {
    let path = format!("/v1/public/forms/{SLUG}");
    let forwarded = format!("10.{}.{}.{}", number >> 16 & 255, number >> 8 & 255, number & 255);
    let address = ("X-Forwarded-For".to_owned(), forwarded);
    let mut open = Request::get(&path);
    open.headers.push(address.clone());
    let answer = connection.send(&open)?;
    let form: Value = serde_json::from_slice(&answer.body)?;
    let puzzle = &form["proof_of_work"];
    let salt = puzzle["salt"].as_str().with_context(|| format!("no puzzle: {form}"))?;
    let difficulty = puzzle["difficulty"].as_u64().context("a difficulty")?;
    // Whoever is known has the number of somebody just before.
    let person = if number % KNOWN_EVERY == KNOWN_EVERY - 1 { number - 1 } else { number };
    let city = if number.is_multiple_of(3) { "上海" } else { "成都" };
    let body = json!({
        "fields": {
            "name": format!("访客{person}"), "company": format!("测试{person}有限公司"),
            "phone": format!("+86199{person:08}"), "city": city,
        },
        "render_token": form["render_token"], "proof_of_work": { "nonce": solve(salt, difficulty)? },
        "touch": { "utm": { "source": "baidu", "medium": "cpc" }, "url": "https://example.com/demo" },
    });
    Ok(Request {
        method: "POST",
        path: format!("{path}/submissions"),
        headers: vec![("Content-Type".to_owned(), "application/json".to_owned()), address],
        body: body.to_string().into_bytes(),
    })
}

/// A nonce with which SHA-256 of `salt:nonce` begins with so many zero bits.
fn solve(salt: &str, difficulty: u64) -> Result<String> {
    let is_solution = |nonce: &u64| {
        let hash = digest(&SHA256, format!("{salt}:{nonce}").as_bytes());
        let head =
            hash.as_ref().iter().take(8).fold(0_u64, |head, byte| head << 8 | u64::from(*byte));
        u64::from(head.leading_zeros()) >= difficulty
    };
    let nonce = (0..MOST_TRIES).find(is_solution).context("a puzzle without a solution")?;
    Ok(nonce.to_string())
}
