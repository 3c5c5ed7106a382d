use std::sync::Arc;
use tokio::sync::Notify;

/// Wakes the workers of this process when a committed transaction left work for them. Other nodes learn of
/// it by `NOTIFY` on PostgreSQL, and all of them by polling if both fail.
#[derive(Clone, Default)]
pub struct Signal(Arc<Notify>);

impl Signal {
    pub fn raise(&self) {
        self.0.notify_waiters();
    }

    /// Returns at the next [`Signal::raise`].
    pub async fn raised(&self) {
        self.0.notified().await;
    }
}
