//! A file of 200 000 rows, in the memory of a small one. A process of its own, since it measures its memory.

// Everything here is test code, also what no test attribute marks: clippy allows `unwrap` in it.
#![cfg(test)]

#[path = "../it/parcels.rs"]
mod parcels;
#[expect(dead_code, reason = "the other tests need more of it")]
#[path = "../it/workbench.rs"]
mod workbench;

use crate::workbench::Workbench;
use exchange::import::ImportState;
use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};
use testing::on_both_databases;
use tokio::sync::Mutex;

const ROWS: usize = 200_000;
/// The file is three times as large.
const BOUND: usize = 24_000_000;

/// Two at once would measure each other.
static ALONE: Mutex<()> = Mutex::const_new(());

/// Wide rows, so that a file kept in memory would show; every hundredth is wrong.
fn file() -> Vec<u8> {
    let padding = "x".repeat(350);
    let mut text = String::from("编号,名称,价格,remarks\n");
    for row in 0..ROWS {
        let price = if row % 100 == 99 { "cheap" } else { "12.50" };
        writeln!(text, "P{row:06},包裹{row},{price},{padding}").unwrap();
    }
    text.into_bytes()
}

/// Watches the memory that this process has for itself: what SQLite maps of its file is not counted.
struct Watch {
    stop: Arc<AtomicBool>,
    peak: Arc<AtomicUsize>,
    before: usize,
}

impl Watch {
    fn start() -> Self {
        let before = own_memory();
        let watch = Self { stop: Arc::default(), peak: Arc::new(AtomicUsize::new(before)), before };
        let (stop, peak) = (watch.stop.clone(), watch.peak.clone());
        thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                peak.fetch_max(own_memory(), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(2));
            }
        });
        watch
    }

    fn grown(self) -> usize {
        self.stop.store(true, Ordering::Relaxed);
        self.peak.load(Ordering::Relaxed) - self.before
    }
}

/// In bytes.
fn own_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}

on_both_databases! {
    async fn two_hundred_thousand_rows_are_checked_and_run_in_bounded_memory(db: TestDb) {
        let _alone = ALONE.lock().await;
        let bench = Workbench::new(&db).await;
        bench.parcels.only_counts.store(true, Ordering::SeqCst);
        let import = {
            let file = file();
            assert!(file.len() > 3 * BOUND);
            bench.upload(&file).await
        };
        bench.map(import.id, &["external_id", "name", "price"]).await;
        let watch = Watch::start();
        let checked = bench.check(import.id).await;
        assert_eq!((checked.counts.rows, checked.counts.error), (200_000, 2000));
        let finished = bench.run(import.id).await;
        let grown = watch.grown();
        assert_eq!((finished.state, finished.counts.create), (ImportState::Finished, 198_000));
        assert!(grown < BOUND, "it grew by {grown} bytes");
        let last = bench.errors(import.id).await;
        assert_eq!((last[0].error.line, last[0].error.column), (101, Some(3)));
    }
}
