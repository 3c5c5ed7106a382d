//! A throw-away PostgreSQL server for tests and measurements.
//!
//! It listens on a free port of 127.0.0.1, keeps its data on tmpfs where there is one, and ends
//! with its owner however the owner ends: the server's parent is a small shell that waits on a
//! pipe from us, and a pipe closes even when its writer is killed. `PostgreSQL` refuses to run as
//! root, so root starts it as the user `postgres`.

mod guard;
mod installation;

pub use guard::Durability;
use guard::Guard;
use installation::Installation;

use anyhow::{Context as _, Result, bail};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_mins(1);
const START_ATTEMPTS: u32 = 3;

/// The role that tests use. It must be refused what production refuses it: row-level security
/// does not bind superusers.
const ROLE: &str = "CREATE ROLE perennial LOGIN PASSWORD 'perennial' \
                    CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE";
const DATABASE: &str = "CREATE DATABASE perennial OWNER perennial";

/// A running server; dropping it stops it and deletes its data.
pub struct TestPostgres {
    installation: Installation,
    guard: Guard,
    port: u16,
}

impl TestPostgres {
    /// Starts a server and creates the role and the database `perennial`.
    pub fn start(durability: Durability) -> Result<Self> {
        let installation = Installation::find()?;
        let mut last_error = None;
        for _ in 0..START_ATTEMPTS {
            match Self::start_on(installation.clone(), free_port()?, durability) {
                Ok(server) => {
                    server.sql("postgres", ROLE)?;
                    server.sql("postgres", DATABASE)?;
                    return Ok(server);
                }
                // Somebody may have taken the free port between our look and PostgreSQL's.
                Err(error) => last_error = Some(error),
            }
        }
        Err(last_error.expect("at least one attempt was made"))
    }

    fn start_on(installation: Installation, port: u16, durability: Durability) -> Result<Self> {
        let guard = Guard::spawn(&installation, port, durability)?;
        let mut server = Self { installation, guard, port };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// The address for the role `perennial`, which may create databases and is no superuser.
    pub fn url(&self) -> String {
        format!("postgres://perennial:perennial@127.0.0.1:{}/perennial", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where the server writes its log while it lives.
    pub fn log(&self) -> &Path {
        self.guard.log()
    }

    /// Runs SQL as the superuser.
    pub fn sql(&self, database: &str, sql: &str) -> Result<String> {
        let output = Command::new(self.installation.program("psql"))
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1"])
            .args(["-p", &self.port.to_string(), "-U", "postgres", "-d", database, "-c", sql])
            .output()
            .context("psql did not start")?;
        if !output.status.success() {
            bail!("psql: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Stops the server as a failing machine would, keeping its data. Connections break.
    pub fn interrupt(&mut self) -> Result<()> {
        self.guard.order("stop").map(|_| ())
    }

    /// Starts an interrupted server again on the same port with the same data.
    pub fn resume(&mut self) -> Result<()> {
        self.guard.order("start")?;
        self.wait_until_ready()
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            if self.is_ready() {
                return Ok(());
            }
            if !self.guard.is_alive() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = std::fs::read_to_string(self.log()).unwrap_or_default();
        bail!("PostgreSQL did not start on port {}:\n{}", self.port, log.trim());
    }

    fn is_ready(&self) -> bool {
        Command::new(self.installation.program("pg_isready"))
            .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string(), "-t", "1"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }
}

/// A port nobody listens on right now.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_role_may_create_databases_but_row_level_security_binds_it() {
        let server = TestPostgres::start(Durability::None).unwrap();
        let rights = "SELECT rolcreatedb, rolsuper, rolbypassrls FROM pg_roles \
                      WHERE rolname = 'perennial'";
        assert_eq!(server.sql("perennial", rights).unwrap(), "t|f|f");
    }

    #[test]
    fn an_interrupted_server_comes_back_with_its_data() {
        let mut server = TestPostgres::start(Durability::None).unwrap();
        server.sql("perennial", "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)").unwrap();
        server.interrupt().unwrap();
        assert!(server.sql("perennial", "SELECT 1").is_err(), "it is away");
        server.resume().unwrap();
        assert_eq!(server.sql("perennial", "SELECT n FROM kept").unwrap(), "7");
    }

    #[test]
    fn a_dropped_server_leaves_neither_process_nor_data() {
        let server = TestPostgres::start(Durability::None).unwrap();
        let (port, log) = (server.port(), server.log().to_owned());
        drop(server);
        assert!(!log.exists(), "its directory is gone");
        assert!(TcpListener::bind(("127.0.0.1", port)).is_ok(), "its port is free again");
    }
}
