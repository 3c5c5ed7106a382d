//! What a machine that others use can't falsify: the processor time of this process.

use anyhow::{Context as _, Result};
use std::time::Duration;

/// How long the threads that run now have been on a processor, a few milliseconds late: for what takes seconds.
pub fn used() -> Result<Duration> {
    let mut nanos = 0;
    for thread in std::fs::read_dir("/proc/self/task")? {
        // One that ended meanwhile has nothing to say.
        let Ok(text) = std::fs::read_to_string(thread?.path().join("schedstat")) else { continue };
        let first = text.split(' ').next().context("schedstat is empty")?;
        nanos += first.parse::<u64>().context("schedstat begins with a number")?;
    }
    Ok(Duration::from_nanos(nanos))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn work_uses_processor_time_and_waiting_does_not() {
        let before = used().unwrap();
        std::thread::sleep(Duration::from_millis(60));
        let waited = used().unwrap().saturating_sub(before);
        assert!(waited < Duration::from_millis(50), "{waited:?}");
        let (started, before) = (Instant::now(), used().unwrap());
        while used().unwrap().saturating_sub(before) < Duration::from_millis(5) {
            assert!(started.elapsed() < Duration::from_secs(20));
        }
    }
}
