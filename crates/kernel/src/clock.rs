use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use std::sync::Mutex;

/// Where time comes from. Injected, so that a year of a workspace's life runs in a test in seconds.
///
/// Every instant is cut to whole milliseconds: SQLite keeps nanoseconds and PostgreSQL microseconds, and a
/// value that was written must equal the value that is read.
pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;
}

/// The clock of the machine.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where time enters the program")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(3)
    }
}

/// A clock that stands still until it is told to move.
pub struct MockClock(Mutex<DateTime<Utc>>);

impl MockClock {
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Mutex::new(now.trunc_subsecs(3)))
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.locked() += by;
    }

    pub fn set(&self, now: DateTime<Utc>) {
        *self.locked() = now.trunc_subsecs(3);
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, DateTime<Utc>> {
        self.0.lock().expect("no code panics while it holds this lock")
    }
}

impl Clock for MockClock {
    fn now(&self) -> DateTime<Utc> {
        *self.locked()
    }
}
