use kernel::{Error, Signal};
use sea_orm::sqlx::postgres::PgListener;
use std::time::Duration;

/// Raises `signal` whenever another node committed work (`NOTIFY perennial_work`). Never returns: after a lost
/// connection it connects again, and until then polling serves.
pub async fn listen(url: &str, signal: Signal) {
    loop {
        if let Err(err) = listen_once(url, &signal).await {
            tracing::warn!(error = %err, "notifications are interrupted, polling goes on");
        }
        tokio::time::sleep(Duration::from_secs(3)).await;
    }
}

async fn listen_once(url: &str, signal: &Signal) -> Result<(), Error> {
    let mut listener = PgListener::connect(url).await.map_err(Error::internal)?;
    listener.listen("perennial_work").await.map_err(Error::internal)?;
    loop {
        listener.recv().await.map_err(Error::internal)?;
        signal.raise();
    }
}
