use anyhow::{Context as _, Result, ensure};
use crash::{
    load::{Acknowledged, Load},
    receiver::Receiver,
    server::Installation,
};
use reqwest::Method;
use serde_json::{Value, json};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::{Duration, Instant},
};
use test_postgres::{Durability, TestPostgres};

const KILLS: u64 = 30;
const DRAIN_LIMIT: Duration = Duration::from_mins(3);

#[tokio::test]
async fn what_was_acknowledged_survives_thirty_kills_once_on_sqlite() -> Result<()> {
    survive(Installation::new(None).await?).await
}

#[tokio::test]
async fn what_was_acknowledged_survives_thirty_kills_once_on_postgres() -> Result<()> {
    let postgres = TestPostgres::start(Durability::None)?;
    survive(Installation::new(Some(postgres.url())).await?).await
}

async fn survive(installation: Installation) -> Result<()> {
    let installation = Arc::new(installation);
    let key = installation.key().await?;
    let (receiver, url) = Receiver::start().await?;
    let server = installation.start().await?;
    subscribe(&installation, &key, &receiver, &url).await?;

    let load = Load::start(&installation, &key);
    let mut server = server;
    for kill in 0..KILLS {
        // Moments that repeat from run to run, spread over start-up, full load and delivery.
        tokio::time::sleep(Duration::from_millis(60 + kill * 197 % 640)).await;
        server.kill().await?;
        server = installation.start().await?;
    }
    let acknowledged = load.stop().await;
    let refusals = acknowledged.refusals.lock().expect("the load has ended").clone();
    ensure!(refusals.is_empty(), "refused: {refusals:#?}");

    let leads = leads_are_there_once(&installation, &key, &acknowledged).await?;
    events_are_there_once(&installation, &key, &acknowledged).await?;
    every_lead_was_told_once(&receiver, &leads).await?;
    server.kill().await
}

pub async fn subscribe(
    installation: &Installation,
    key: &str,
    receiver: &Receiver,
    url: &str,
) -> Result<()> {
    let endpoint = json!({ "url": url, "event_types": ["lead.created"] });
    let created =
        installation.send(Method::POST, "/v1/webhook-endpoints", key, Some(&endpoint)).await?;
    ensure!(created.status().is_success(), "{}", created.text().await?);
    let created: Value = created.json().await?;
    receiver.expect_signed_with(created["secret"].as_str().context("the endpoint's secret")?);
    Ok(())
}

pub async fn leads_are_there_once(
    installation: &Installation,
    key: &str,
    acknowledged: &Acknowledged,
) -> Result<HashSet<String>> {
    let rows = installation.all("/v1/leads?sort=created_at", key).await?;
    let mut by_external_id: HashMap<&str, usize> = HashMap::new();
    for row in &rows {
        *by_external_id
            .entry(row["external_id"].as_str().context("an external id")?)
            .or_default() += 1;
        ensure!(row["stage"].is_object() && row["phone"].is_string(), "half written: {row}");
    }
    let twice: Vec<_> = by_external_id.iter().filter(|(_, times)| **times > 1).collect();
    ensure!(twice.is_empty(), "there twice: {twice:?}");
    let known = acknowledged.leads.lock().expect("the load has ended");
    let lost: Vec<_> =
        known.iter().filter(|id| !by_external_id.contains_key(id.as_str())).collect();
    ensure!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let tried = acknowledged.tried_leads.lock().expect("the load has ended");
    ensure!(by_external_id.keys().all(|id| tried.contains(*id)), "a lead that nobody sent");
    ensure!(known.len() > 50, "only {} leads were acknowledged: this proves nothing", known.len());
    Ok(rows.iter().filter_map(|row| row["id"].as_str().map(str::to_owned)).collect())
}

pub async fn events_are_there_once(
    installation: &Installation,
    key: &str,
    acknowledged: &Acknowledged,
) -> Result<()> {
    let rows = installation.all("/v1/events?name=crash_tested", key).await?;
    let mut seen = HashSet::new();
    for row in &rows {
        let id = row["message_id"].as_str().context("a message id")?;
        ensure!(seen.insert(id.to_owned()), "{id} is there twice");
    }
    let known = acknowledged.events.lock().expect("the load has ended");
    let lost: Vec<_> = known.difference(&seen).collect();
    ensure!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let tried = acknowledged.tried_events.lock().expect("the load has ended");
    ensure!(seen.is_subset(&tried), "an event that nobody sent");
    // A batch is one unit: all of it is there or nothing.
    let mut batches: HashMap<&str, usize> = HashMap::new();
    for id in &seen {
        *batches.entry(id.rsplit_once('-').context("message-batch-number")?.0).or_default() += 1;
    }
    ensure!(batches.values().all(|events| *events == 20), "half a batch: {batches:?}");
    Ok(())
}

/// Waits until every lead was told, then checks that each has one message id, however often it arrived.
pub async fn every_lead_was_told_once(receiver: &Receiver, leads: &HashSet<String>) -> Result<()> {
    let started = Instant::now();
    while receiver.count() < leads.len() && started.elapsed() < DRAIN_LIMIT {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let received = receiver.received.lock().expect("the receiver does not panic");
    let mut told: HashMap<&str, Vec<&str>> = HashMap::new();
    for (id, bodies) in received.iter() {
        let lead = bodies[0]["data"]["lead_id"].as_str().context("the lead of the event")?;
        ensure!(bodies.iter().all(|body| body == &bodies[0]), "{id} arrived with different bodies");
        told.entry(lead).or_default().push(id);
    }
    let untold: Vec<_> = leads.iter().filter(|lead| !told.contains_key(lead.as_str())).collect();
    ensure!(
        untold.is_empty(),
        "{} of {} leads were not told: {untold:?}",
        untold.len(),
        leads.len()
    );
    let twice: Vec<_> = told.iter().filter(|(_, ids)| ids.len() > 1).collect();
    ensure!(twice.is_empty(), "told under two ids: {twice:?}");
    let unknown: Vec<_> = told.keys().filter(|lead| !leads.contains(**lead)).collect();
    ensure!(unknown.is_empty(), "told of leads that are not there: {unknown:?}");
    let unsigned = *receiver.unsigned.lock().expect("the receiver does not panic");
    ensure!(unsigned == 0, "{unsigned} messages with a wrong signature");
    Ok(())
}
