//! The story of an account with 10 000 changes and events, of which most are behaviour: a page as the screen asks for it, over
//! HTTP, one after the other. Its changes are those of an account of the demo, copied into the past; its events are sent. The
//! first page is promised, the others are reported.

use crate::access;
use crate::asker::post;
use crate::figure::{Figures, Target};
use crate::http::Connection;
use crate::server::{Home, Server};
use anyhow::{Context as _, Result, bail};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use sqlx::{Connection as _, Executor as _, PgConnection};
use std::time::Instant;
use test_postgres::{Durability, TestPostgres};
use uuid::Uuid;

const CHANGES: i64 = 2_000;
const EVENTS: i64 = 8_000;
/// Over how many days both are spread.
const DAYS: i64 = 200;
const IN_BATCH: i64 = 500;
const NAMES: [&str; 8] =
    ["opened", "saved", "shared", "paid", "printed", "searched", "invited", "exported"];
const ASKED: usize = 200;
const P99_BELOW_MS: f64 = 30.0;
const GRANTS: &str = "customers:read,leads:read,events:read,events:write";
const COLUMNS: &str = "workspace_id, event_type, subject_kind, subject_id, about_kind, about_id, actor_kind, actor_id, \
                       request_id, data, changes, dispatched";

pub fn measure(figures: &mut Figures) -> Result<()> {
    let directory = tempfile::tempdir_in("/var/tmp")?;
    let path = directory.path().join("perennial.db");
    let database_url = format!("sqlite://{}", path.display());
    let home = Home { directory: directory.path(), database_url: &database_url };
    println!("filling SQLite");
    let workspace = access::demo_workspace(&home)?;
    let copy = |account: Uuid| {
        let sql = copy_sql(
            "randomblob(16)",
            "strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now', '-' || (number * {minutes}) || ' minutes')",
            "(WITH RECURSIVE up(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM up LIMIT {count}) SELECT number FROM up)",
        );
        let database = rusqlite::Connection::open(&path)?;
        database.execute(&sql, [account.as_bytes().as_slice()])?;
        Ok(())
    };
    measure_on("SQLite", &home, &workspace, copy, figures)?;
    let postgres = TestPostgres::start(Durability::Full)?;
    let url = postgres.url();
    let home = Home { database_url: &url, ..home };
    println!("filling PostgreSQL");
    let workspace = access::demo_workspace(&home)?;
    let copy = |account: Uuid| {
        let sql = copy_sql(
            "gen_random_uuid()",
            "now() - number * interval '{minutes} minutes'",
            "generate_series(1, {count}) AS number",
        );
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let mut connection = PgConnection::connect(&url).await?;
            connection.execute("SELECT set_config('app.scope', 'system', false)").await?;
            sqlx::query(sqlx::AssertSqlSafe(sql)).bind(account).execute(&mut connection).await?;
            anyhow::Ok(())
        })?;
        postgres.sql("perennial", "VACUUM ANALYZE")?;
        Ok(())
    };
    measure_on("PostgreSQL", &home, &workspace, copy, figures)
}

/// The changes of the account one after the other, every few minutes back in time, until there are enough.
fn copy_sql(new_id: &str, earlier: &str, numbers: &str) -> String {
    let minutes = (DAYS * 1440 / CHANGES).to_string();
    let earlier = earlier.replace("{minutes}", &minutes);
    let numbers = numbers.replace("{count}", &CHANGES.to_string());
    format!(
        "INSERT INTO domain_event (id, recorded_at, {COLUMNS}) SELECT {new_id}, {earlier}, {COLUMNS} \
         FROM {numbers}, (SELECT {COLUMNS}, row_number() OVER (ORDER BY recorded_at, id) - 1 AS place, \
         count(*) OVER () AS rows FROM domain_event WHERE about_id = $1) AS change \
         WHERE number % change.rows = change.place"
    )
}

fn measure_on(
    name: &str,
    home: &Home<'_>,
    workspace: &str,
    copy: impl Fn(Uuid) -> Result<()>,
    figures: &mut Figures,
) -> Result<()> {
    let key = access::new_key(home, workspace, GRANTS)?;
    let (server, _) = Server::start(home)?;
    let mut connection = Connection::open(server.address)?;
    let accounts = read(&mut connection, &key, "/v1/accounts?limit=1&sort=created_at")?;
    let account = accounts["data"][0]["id"].as_str().context("the demo has accounts")?;
    send_events(&mut connection, &key, account)?;
    copy(uuid_of(account)?)?;
    let path = format!("/v1/accounts/{account}/timeline?limit=50");
    let first = read(&mut connection, &key, &path)?;
    let cursor = first["next_cursor"].as_str().context("there is a second page")?;
    let (entries, events) =
        count(&mut connection, &key, &format!("/v1/accounts/{account}/timeline?limit=200"))?;
    println!("{name}: {entries} entries tell {events} events");
    for (question, path) in [
        ("first page", path.clone()),
        ("second page", format!("{path}&cursor={cursor}")),
        ("behaviour", format!("{path}&kind=behaviour")),
        ("notes", format!("{path}&kind=note")),
        ("a day long ago", format!("{path}&to_on={}", (now() - TimeDelta::days(150)).date_naive())),
    ] {
        let mut times = Vec::with_capacity(ASKED);
        for _ in 0..ASKED {
            let started = Instant::now();
            read(&mut connection, &key, &path)?;
            times.push(started.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_unstable_by(f64::total_cmp);
        let name = format!("story, {name}, {question}");
        figures.add(format!("{name}, p50"), times[ASKED / 2], "ms", Target::None);
        let is_promised = question == "first page";
        let target = if is_promised { Target::Below(P99_BELOW_MS) } else { Target::None };
        figures.add(format!("{name}, p99"), times[ASKED * 99 / 100], "ms", target);
    }
    Ok(())
}

/// Events of four people of the account, evenly over the days.
fn send_events(connection: &mut Connection, key: &str, account: &str) -> Result<()> {
    let now = now();
    for batch in 0..EVENTS / IN_BATCH {
        let numbers = batch * IN_BATCH..(batch + 1) * IN_BATCH;
        let events = numbers.map(|n| {
            let name = NAMES[usize::try_from(n).unwrap_or_default() % NAMES.len()];
            json!({
                "message_id": format!("story-{n}"), "name": name, "account_id": account,
                "person_external_id": format!("story-{}", n % 4),
                "occurred_at": time(now, n),
            })
        });
        let body = json!({ "events": events.collect::<Vec<_>>() });
        let request = post(key, "/v1/events/batch", body.to_string().into_bytes());
        let answer = connection.send(&request)?;
        if answer.status != 200 {
            bail!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body));
        }
    }
    Ok(())
}

fn time(now: DateTime<Utc>, number: i64) -> DateTime<Utc> {
    now - TimeDelta::seconds(number * DAYS * 86_400 / EVENTS)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the server that is measured has the clock of the machine"
)]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// How many entries there are in all, and how many events they tell.
fn count(connection: &mut Connection, key: &str, path: &str) -> Result<(usize, u64)> {
    let (mut entries, mut events, mut next) = (0, 0, Some(String::new()));
    while let Some(cursor) = next {
        let page = read(connection, key, &format!("{path}{cursor}"))?;
        let data = page["data"].as_array().context("a page has entries")?;
        entries += data.len();
        events += data.iter().filter_map(|it| it["behaviour"]["events"].as_u64()).sum::<u64>();
        next = page["next_cursor"].as_str().map(|cursor| format!("&cursor={cursor}"));
    }
    Ok((entries, events))
}

fn read(connection: &mut Connection, key: &str, path: &str) -> Result<Value> {
    let answer = connection.send(&access::get(key, path))?;
    if answer.status != 200 {
        bail!("{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
    }
    Ok(serde_json::from_slice(&answer.body)?)
}

/// What stands behind an id such as `acc_01h…`.
fn uuid_of(id: &str) -> Result<Uuid> {
    const DIGITS: &str = "0123456789abcdefghjkmnpqrstvwxyz";
    let (_, text) = id.rsplit_once('_').context("an id has a prefix")?;
    let mut value: u128 = 0;
    for digit in text.chars() {
        let digit = DIGITS.find(digit).context("an id has digits only")?;
        value = (value << 5) | u128::try_from(digit)?;
    }
    Ok(Uuid::from_u128(value))
}
