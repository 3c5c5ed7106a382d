use crate::{configuration::Configuration, wiring};
use actix_web::{HttpServer, web};
use anyhow::Context as _;
use api::Shared;
use kernel::Db;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sea_orm::ConnectionTrait as _;
use std::time::Duration;

/// How long running requests may take to end after the server was told to stop.
const SHUTDOWN_SECONDS: u64 = 20;
/// Seconds.
const LATENCY_BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];
/// How long a connection that says nothing stays open: longer than clients and proxies usually keep theirs (60 s), so that
/// it is they who close it, and no request runs into a connection that is just being closed.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
const COUNT_EVERY: Duration = Duration::from_secs(5);
const CHECKPOINT_EVERY: Duration = Duration::from_mins(5);

pub async fn serve(configuration: &Configuration, with_worker: bool) -> anyhow::Result<()> {
    let db = configuration.open().await?;
    if configuration.is_embedded() {
        migration::up(&db.writer).await.context("the schema can't be migrated")?;
    }
    let metrics = record_metrics()?;
    let shared = web::Data::new(Shared::new(
        db.clone(),
        configuration.settings(),
        wiring::targets(),
        move || metrics.render(),
    ));
    let server = HttpServer::new(move || api::app(shared.clone()))
        .workers(configuration.threads.unwrap_or_else(cores))
        .shutdown_timeout(SHUTDOWN_SECONDS)
        .keep_alive(KEEP_ALIVE)
        .bind(configuration.listen)
        .with_context(|| {
            format!("{} is taken: choose another address with --listen", configuration.listen)
        })?
        .run();
    tracing::info!(address = %configuration.listen, url = configuration.public_url(), "serving");

    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let work = with_worker.then(|| start_worker(&db, configuration, stopped)).transpose()?;
    // actix ends on SIGINT and SIGTERM, after the requests that are running.
    server.await?;
    drop(stop);
    if let Some(work) = work {
        work.await?;
    }
    Ok(())
}

/// What `/metrics` shows. Durations pile up one by one until somebody asks or they are put to their buckets, so that
/// is done now and then: a server that nobody asks must not grow.
fn record_metrics() -> anyhow::Result<PrometheusHandle> {
    let metrics = PrometheusBuilder::new().set_buckets(&LATENCY_BUCKETS)?.install_recorder()?;
    let kept = metrics.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(COUNT_EVERY).await;
            kept.run_upkeep();
        }
    });
    Ok(metrics)
}

/// A process that only does jobs.
pub async fn work(configuration: &Configuration) -> anyhow::Result<()> {
    let db = configuration.open().await?;
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let work = start_worker(&db, configuration, stopped)?;
    tracing::info!("working");
    wait_for_signal().await?;
    drop(stop);
    work.await?;
    Ok(())
}

fn start_worker(
    db: &Db,
    configuration: &Configuration,
    stopped: tokio::sync::oneshot::Receiver<()>,
) -> anyhow::Result<tokio::task::JoinHandle<()>> {
    let worker = wiring::worker(db, configuration)?;
    let db = db.clone();
    let index_db = db.clone();
    let url = configuration.database_url();
    let is_embedded = configuration.is_embedded();
    Ok(tokio::spawn(async move {
        if is_embedded {
            // What this process held when it was killed; nobody else works on this file.
            if let Err(error) = worker.reclaim_all().await {
                tracing::warn!(error = %error, "jobs of the last run wait for their lease to end");
            }
            tokio::spawn(checkpoint(db));
        } else {
            tokio::spawn(async move { jobs::listen(&url, db.signal.clone()).await });
        }
        let index = tokio::spawn(activity::index::keep_fresh(index_db));
        worker.run(async { drop(stopped.await) }).await;
        index.abort();
    }))
}

/// The backstop against a write-ahead log that grows: SQLite checkpoints after commits, but not while readers
/// hold old pages.
async fn checkpoint(db: Db) {
    loop {
        tokio::time::sleep(CHECKPOINT_EVERY).await;
        if let Err(error) = db.writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await {
            tracing::warn!(error = %error, "the write-ahead log was not checkpointed");
        }
    }
}

async fn wait_for_signal() -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            ended = tokio::signal::ctrl_c() => ended?,
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get)
}
