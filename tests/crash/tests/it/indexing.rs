use anyhow::{Context as _, Result, ensure};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use crash::server::Installation;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use test_postgres::{Durability, TestPostgres};

const KILLS: u64 = 25;
const EVENTS_PER_BATCH: u64 = 400;
const PEOPLE: u64 = 40;
const DAYS: u64 = 50;

#[tokio::test]
async fn answers_are_exact_after_the_index_was_killed_while_it_was_built_on_sqlite() -> Result<()> {
    survive(Installation::new(None).await?).await
}

#[tokio::test]
async fn answers_are_exact_after_the_index_was_killed_while_it_was_built_on_postgres() -> Result<()>
{
    let postgres = TestPostgres::start(Durability::None)?;
    survive(Installation::new(Some(postgres.url())).await?).await
}

/// Kills the server while it takes events in, carries them into the index, moves visitors who signed up, and makes the whole
/// index again because the zone changed; then compares with the events themselves.
#[expect(clippy::disallowed_methods, reason = "the server reads the machine's clock, too")]
async fn survive(installation: Installation) -> Result<()> {
    let key = installation.key().await?;
    let now = Utc::now();
    let mut server = installation.start().await?;
    for kill in 0..KILLS {
        let batch = batch(kill, now);
        let zone = json!({ "time_zone": if kill % 3 == 0 { "Asia/Shanghai" } else { "America/New_York" } });
        let trends = trends(now);
        let work = async {
            // None of these need come to an end: that is what the kill is for.
            let told = installation.send(Method::POST, "/v1/events/batch", &key, Some(&batch));
            let cut = installation.send(Method::PATCH, "/v1/workspace", &key, Some(&zone));
            let asked = installation.send(Method::POST, "/v1/insights/trends", &key, Some(&trends));
            let _ = tokio::join!(told, cut);
            let _ = asked.await;
        };
        // Moments that repeat from run to run, spread over taking in, moving and building.
        let _ = tokio::time::timeout(Duration::from_millis(15 + kill * 83 % 400), work).await;
        server.kill().await?;
        server = installation.start().await?;
        // What was not acknowledged is sent again, as a good client does.
        let answer =
            installation.send(Method::POST, "/v1/events/batch", &key, Some(&batch)).await?;
        ensure!(answer.status() == StatusCode::OK, "{}", answer.text().await?);
    }
    let zone = json!({ "time_zone": "Asia/Shanghai" });
    let cut = installation.send(Method::PATCH, "/v1/workspace", &key, Some(&zone)).await?;
    ensure!(cut.status() == StatusCode::OK, "{}", cut.text().await?);

    let events = installation.all("/v1/events?name=opened", &key).await?;
    ensure!(events.len() as u64 == KILLS * EVENTS_PER_BATCH, "{} events", events.len());
    let answer =
        installation.send(Method::POST, "/v1/insights/trends", &key, Some(&trends(now))).await?;
    ensure!(answer.status() == StatusCode::OK, "{}", answer.text().await?);
    let answer: Value = answer.json().await?;
    ensure!(figures(&answer)? == counted(&events)?, "the answer differs from the events");
    server.kill().await
}

/// Each person is a visitor in two of three events, and signs up with one browser.
fn batch(number: u64, now: DateTime<Utc>) -> Value {
    let event = |index: u64| {
        let person = (number * 7 + index * 13) % PEOPLE;
        let minutes = (number * 8_117 + index * 5_039) % (DAYS * 1440);
        let mut event = json!({
            "message_id": format!("message-{number}-{index}"), "name": "opened",
            "occurred_at": now - TimeDelta::minutes(i64::try_from(minutes).unwrap_or_default()),
            "anonymous_id": format!("browser-{person}"),
        });
        if (number + index).is_multiple_of(3) {
            event["person_external_id"] = json!(format!("person-{person}"));
        }
        event
    };
    json!({ "events": (0..EVENTS_PER_BATCH).map(event).collect::<Vec<_>>() })
}

fn trends(now: DateTime<Utc>) -> Value {
    let from = (now - TimeDelta::hours(-8)).date_naive() - Days::new(DAYS + 2);
    json!({
        "series": [{ "measure": "events" }, { "measure": "units" }], "period": "day", "from_on": from,
    })
}

/// Events and people of each day on which there were any.
type Figures = BTreeMap<NaiveDate, (u64, u64)>;

fn figures(answer: &Value) -> Result<Figures> {
    let mut figures = Figures::new();
    let starts = answer["starts"].as_array().context("the days")?;
    for (at, day) in starts.iter().enumerate() {
        let value = |line: usize| answer["series"][line]["values"][at]["value"].as_u64();
        let (events, units) = value(0).zip(value(1)).context("two figures a day")?;
        if events > 0 {
            figures.insert(day.as_str().context("a day")?.parse()?, (events, units));
        }
    }
    Ok(figures)
}

fn counted(events: &[Value]) -> Result<Figures> {
    let mut days: BTreeMap<NaiveDate, (u64, BTreeSet<String>)> = BTreeMap::new();
    for event in events {
        let at: DateTime<Utc> = event["occurred_at"].as_str().context("a time")?.parse()?;
        let browser = event["anonymous_id"].as_str().context("a browser")?;
        // Shanghai is eight hours ahead, all year.
        let day = days.entry((at + TimeDelta::hours(8)).date_naive()).or_default();
        day.0 += 1;
        day.1.insert(browser.to_owned());
    }
    Ok(days.into_iter().map(|(day, (events, who))| (day, (events, who.len() as u64))).collect())
}
