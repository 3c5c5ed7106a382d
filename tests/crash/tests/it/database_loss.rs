use anyhow::{Result, ensure};
use crash::server::Installation;
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::time::{Duration, Instant};
use test_postgres::{Durability, TestPostgres};

#[tokio::test]
async fn without_its_database_the_server_says_so_within_two_seconds_and_recovers_by_itself()
-> Result<()> {
    let mut postgres = TestPostgres::start(Durability::None)?;
    let installation = Installation::new(Some(postgres.url())).await?;
    let key = installation.key().await?;
    let _server = installation.start().await?;
    let lead = json!({ "name": "Before" });
    let created = installation.send(Method::POST, "/v1/leads", &key, Some(&lead)).await?;
    ensure!(created.status() == StatusCode::CREATED, "{}", created.text().await?);

    postgres.interrupt()?;
    for path in ["/v1/leads", "/readyz"] {
        let asked = Instant::now();
        let answer = installation.send(Method::GET, path, &key, None).await?;
        let waited = asked.elapsed();
        ensure!(waited < Duration::from_secs(2), "{path} took {waited:?}");
        ensure!(
            answer.status() == StatusCode::SERVICE_UNAVAILABLE,
            "{path} answered {}",
            answer.status()
        );
        ensure!(
            answer.headers().contains_key("retry-after"),
            "{path} does not say when to try again"
        );
        let problem: serde_json::Value = answer.json().await?;
        ensure!(problem["code"] == "unavailable", "{problem}");
    }
    ensure!(
        installation.send(Method::GET, "/healthz", &key, None).await?.status() == StatusCode::OK
    );

    postgres.resume()?;
    let back = Instant::now();
    loop {
        let answer = installation.send(Method::GET, "/v1/leads", &key, None).await?;
        if answer.status() == StatusCode::OK {
            let page: serde_json::Value = answer.json().await?;
            ensure!(page["data"][0]["name"] == "Before", "{page}");
            return Ok(());
        }
        ensure!(back.elapsed() < Duration::from_secs(5), "not back after {:?}", back.elapsed());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
