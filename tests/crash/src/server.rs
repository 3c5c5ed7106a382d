//! The real binary, started, asked and killed.

use anyhow::{Context as _, Result, bail, ensure};
use reqwest::{Client, Method, Response};
use serde_json::Value;
use std::{
    net::SocketAddr,
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::process::{Child, Command};

const START_LIMIT: Duration = Duration::from_secs(30);
const SECRET: &str = "only-the-tests-know-this-secret-of-48-characters";

/// Where an installation keeps its data, across all the times its server is started.
pub struct Installation {
    folder: TempDir,
    database_url: String,
    listen: SocketAddr,
    client: Client,
}

/// Makes the process-wide choices that the HTTP client needs. Every test calls it first.
pub fn prepare() {
    rustls::crypto::ring::default_provider().install_default().ok();
}

impl Installation {
    /// On a SQLite file of its own, or on the PostgreSQL database at `postgres`. Migrated.
    pub async fn new(postgres: Option<String>) -> Result<Self> {
        prepare();
        let folder = tempfile::tempdir()?;
        let embedded = format!("sqlite://{}", folder.path().join("perennial.db").display());
        let listen = SocketAddr::from(([127, 0, 0, 1], test_postgres::free_port()?));
        let client = Client::builder().timeout(Duration::from_secs(10)).build()?;
        let this = Self { folder, database_url: postgres.unwrap_or(embedded), listen, client };
        this.run(&["migrate", "up"]).await?;
        Ok(this)
    }

    fn command(&self) -> Result<Command> {
        let binary = std::env::var_os("PERENNIAL_TEST_BINARY").map(PathBuf::from);
        let binary = binary.context(
            "PERENNIAL_TEST_BINARY names no binary: run `cargo xtask test --only crash`",
        )?;
        let mut command = Command::new(binary);
        command
            .current_dir(self.folder.path())
            .env("PERENNIAL_DATA_DIR", self.folder.path())
            .env("PERENNIAL_DATABASE_URL", &self.database_url)
            .env("PERENNIAL_SECRET", SECRET)
            .env("PERENNIAL_LISTEN", self.listen.to_string())
            .env("PERENNIAL_WEBHOOK_ALLOW_PRIVATE", "true")
            .env("PERENNIAL_LOG", "warn")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        Ok(command)
    }

    /// Runs a command of the binary to its end and returns what it printed.
    pub async fn run(&self, arguments: &[&str]) -> Result<String> {
        let output = self.command()?.args(arguments).output().await?;
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        ensure!(output.status.success(), "perennial {}: {errors}", arguments.join(" "));
        Ok(String::from_utf8(output.stdout)?)
    }

    /// A workspace and a key for it with every grant that the load needs.
    pub async fn key(&self) -> Result<String> {
        let owner = ["--owner-email", "owner@perennial.example", "--owner-name", "Owner"];
        let created = self
            .run(&[&["workspace", "create", "--name", "Crash", "--json"], &owner[..]].concat())
            .await?;
        let workspace: Value = serde_json::from_str(&created)?;
        let id = workspace["workspace_id"].as_str().context("a workspace id")?;
        let grants = "leads:read,leads:write,leads:contact,events:read,events:write,webhooks:read,webhooks:write,audit:read,workspace:write";
        let key = self
            .run(&[
                "key",
                "create",
                "--workspace",
                id,
                "--name",
                "load",
                "--grants",
                grants,
                "--json",
            ])
            .await?;
        let key: Value = serde_json::from_str(&key)?;
        Ok(key["secret"].as_str().context("the secret of the key")?.to_owned())
    }

    /// Starts the server and waits until it can serve.
    pub async fn start(&self) -> Result<Server> {
        self.start_node(self.listen).await
    }

    /// Starts one of several servers on the same database, at an address of its own.
    pub async fn start_node(&self, listen: SocketAddr) -> Result<Server> {
        let mut command = self.command()?;
        let process = command
            .arg("serve")
            .env("PERENNIAL_LISTEN", listen.to_string())
            .stdout(Stdio::null())
            .spawn()?;
        let mut server = Server { process };
        let started = Instant::now();
        while !self.is_ready(listen).await {
            if let Some(status) = server.process.try_wait()? {
                bail!("the server ended while it started: {status}");
            }
            ensure!(
                started.elapsed() < START_LIMIT,
                "the server was not ready within {START_LIMIT:?}"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(server)
    }

    async fn is_ready(&self, listen: SocketAddr) -> bool {
        let answer = self.client.get(format!("http://{listen}/readyz")).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    }

    /// Where requests go: to the only server, or to the balancer in front of several.
    pub fn address(&self) -> SocketAddr {
        self.listen
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.listen)
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        key: &str,
        body: Option<&Value>,
    ) -> Result<Response, reqwest::Error> {
        let request = self.client.request(method, self.url(path)).bearer_auth(key);
        match body {
            Some(body) => request.json(body).send().await,
            None => request.send().await,
        }
    }

    /// A POST under an Idempotency-Key.
    pub async fn post_once(
        &self,
        path: &str,
        key: &str,
        idempotency_key: &str,
        body: &Value,
    ) -> Result<Response, reqwest::Error> {
        let request = self
            .client
            .post(self.url(path))
            .bearer_auth(key)
            .header("Idempotency-Key", idempotency_key);
        request.json(body).send().await
    }

    /// Every row of a list, page by page.
    pub async fn all(&self, path: &str, key: &str) -> Result<Vec<Value>> {
        let mut rows = Vec::new();
        let mut cursor = String::new();
        loop {
            let page =
                self.send(Method::GET, &format!("{path}&limit=200{cursor}"), key, None).await?;
            ensure!(page.status().is_success(), "{path}: {}", page.text().await?);
            let page: Value = page.json().await?;
            rows.extend(page["data"].as_array().context("a page of rows")?.iter().cloned());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(rows),
            }
        }
    }
}

/// A running server.
pub struct Server {
    process: Child,
}

impl Server {
    /// Ends it as a power cut would: SIGKILL, nothing is flushed or said.
    pub async fn kill(mut self) -> Result<()> {
        self.process.kill().await?;
        Ok(())
    }
}
