//! The release binary, running.

use crate::http::{Connection, Request};
use crate::repository;
use anyhow::{Context as _, Result, bail};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Protects nothing but what is thrown away.
pub const SECRET: &str = "measured-with-a-secret-that-is-long-enough-for-it";
const START_LIMIT: Duration = Duration::from_secs(30);

/// Where a server keeps its data.
pub struct Home<'a> {
    pub directory: &'a Path,
    pub database_url: &'a str,
}

pub struct Server {
    process: Child,
    pub address: SocketAddr,
}

/// The binary with the settings of this home.
pub fn command(home: &Home<'_>) -> Command {
    let mut command = Command::new(repository::binary());
    command
        .current_dir(repository::root())
        .env("PERENNIAL_DATA_DIR", home.directory)
        .env("PERENNIAL_DATABASE_URL", home.database_url)
        .env("PERENNIAL_SECRET", SECRET)
        .stdin(Stdio::null());
    command
}

/// Runs a subcommand to its end.
pub fn run(home: &Home<'_>, arguments: &[&str]) -> Result<String> {
    let output = command(home).args(arguments).output().context("the binary did not start")?;
    if !output.status.success() {
        bail!("perennial {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

impl Server {
    /// Starts the server and tells how long it took to the first 200 on `/readyz`.
    pub fn start(home: &Home<'_>) -> Result<(Self, Duration)> {
        Self::start_with(home, &[])
    }

    /// As [`Self::start`], with more settings.
    pub fn start_with(home: &Home<'_>, settings: &[(&str, &str)]) -> Result<(Self, Duration)> {
        let address = SocketAddr::from(([127, 0, 0, 1], test_postgres::free_port()?));
        let started = Instant::now();
        let process = command(home)
            .args(["serve"])
            .env("PERENNIAL_LISTEN", address.to_string())
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the binary did not start")?;
        let mut server = Self { process, address };
        while !server.is_ready() {
            if server.process.try_wait()?.is_some() {
                bail!("the server ended while it started");
            }
            if started.elapsed() > START_LIMIT {
                bail!("the server was not ready within {START_LIMIT:?}");
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        Ok((server, started.elapsed()))
    }

    fn is_ready(&self) -> bool {
        let answer =
            Connection::open(self.address).and_then(|mut it| it.send(&Request::get("/readyz")));
        answer.is_ok_and(|answer| answer.status == 200)
    }

    /// The memory that the process occupies now, in MiB.
    pub fn resident_mebibytes(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes: f64 = line
            .and_then(|line| line.trim().strip_suffix(" kB"))
            .context("/proc tells no VmRSS")?
            .parse()?;
        Ok(kibibytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
