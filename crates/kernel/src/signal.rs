use std::sync::Arc;
use tokio::sync::watch;

/// Wakes the workers of this process when a committed transaction left work for them. Other nodes learn of
/// it by `NOTIFY` on PostgreSQL, and all of them by polling if both fail.
#[derive(Clone)]
pub struct Signal(Arc<watch::Sender<()>>);

impl Default for Signal {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(())))
    }
}

impl Signal {
    pub fn raise(&self) {
        self.0.send_replace(());
    }

    /// Sees each raise from now on, also one that comes while nobody waits.
    pub fn listener(&self) -> Listener {
        Listener(self.0.subscribe())
    }
}

pub struct Listener(watch::Receiver<()>);

impl Listener {
    /// Returns once the signal was raised after the last return.
    pub async fn raised(&mut self) {
        // The sender lives as long as the database does; without it nothing will ever be raised.
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
