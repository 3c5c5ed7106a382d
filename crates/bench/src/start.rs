//! How soon the release binary serves, how much memory it takes idle, how large it is.

use crate::figure::{Figures, Target};
use crate::repository;
use crate::server::{self, Home, Server};
use anyhow::{Context as _, Result};
use std::time::Duration;

const RUNS: usize = 10;
const IDLE: Duration = Duration::from_secs(5);

pub fn measure(figures: &mut Figures) -> Result<()> {
    let directory = tempfile::tempdir()?;
    let database_url = format!("sqlite://{}", directory.path().join("perennial.db").display());
    let home = Home { directory: directory.path(), database_url: &database_url };
    println!("filling a database");
    server::run(&home, &["demo", "--seed", "1", "--locale", "zh-CN"])?;

    println!("starting {RUNS} times");
    let mut starts = Vec::new();
    for _ in 0..RUNS {
        let (_server, duration) = Server::start(&home)?;
        starts.push(duration.as_secs_f64() * 1000.0);
    }
    starts.sort_unstable_by(f64::total_cmp);
    let slowest = *starts.last().context("it was started at least once")?;
    figures.add("start to the first 200, median", starts[RUNS / 2], "ms", Target::Below(300.0));
    figures.add("start to the first 200, slowest", slowest, "ms", Target::Below(300.0));

    let (server, _) = Server::start(&home)?;
    std::thread::sleep(IDLE);
    figures.add("idle memory after 5 s", server.resident_mebibytes()?, "MiB", Target::Below(64.0));

    #[expect(clippy::cast_precision_loss, reason = "a binary has fewer than 2^52 bytes")]
    let bytes = std::fs::metadata(repository::binary())?.len() as f64;
    figures.add("release binary", bytes / 1_000_000.0, "MB", Target::Below(60.0));
    Ok(())
}
