//! The product, running with a demo workspace, for tests from outside.

use super::context::Context;
use super::step::Log;
use crate::guarded::Guarded;
use crate::{process, recipes, repository, web};
use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_mins(1);
const PATIENCE: Duration = Duration::from_secs(5);
/// Long enough for the server to accept it; it protects nothing but a throw-away database.
pub const SECRET: &str = "a secret for the tests, of no worth to anybody";

/// A server with a database of its own.
pub struct TestServer {
    _process: Guarded,
    address: SocketAddr,
    account: Account,
    api_key: String,
}

#[derive(Clone, Copy)]
pub enum Filling {
    /// A workspace with nothing but its owner.
    Owner,
    /// A small edition of the demo's year.
    Demo,
}

impl Filling {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Owner => &[
                "workspace",
                "create",
                "--name",
                "Test",
                "--owner-name",
                "Ada Owner",
                "--owner-email",
                "owner@perennial.example",
            ],
            Self::Demo => &["demo", "--seed", "1", "--scale", "0.05"],
        }
    }
}

#[derive(Deserialize)]
struct Account {
    #[serde(alias = "owner_email")]
    email: String,
    password: String,
    workspace_id: String,
}

#[derive(Deserialize)]
struct Key {
    secret: String,
}

impl TestServer {
    /// Builds the server when needed, makes a workspace in a fresh database, starts it.
    pub fn start(
        context: &mut Context,
        log: &mut Log,
        filling: Filling,
        locale: &str,
    ) -> Result<Self> {
        context.build_server(log)?;
        let data = repository::target().join("xtask/servers").join(locale);
        if data.exists() {
            std::fs::remove_dir_all(&data)?;
        }
        std::fs::create_dir_all(&data)?;
        let address = SocketAddr::from(([127, 0, 0, 1], test_postgres::free_port()?));
        let perennial = || perennial(&data, address);
        let mut fill = perennial();
        fill.args(filling.arguments()).args(["--locale", locale, "--json"]);
        let account: Account = serde_json::from_str(&process::output(&mut fill)?)
            .with_context(|| format!("`{}` printed something else", process::describe(&fill)))?;
        let mut key = perennial();
        key.args(["key", "create", "--workspace", &account.workspace_id, "--name", "tests"]);
        key.args(["--grants", &every_grant(&perennial)?, "--json"]);
        let key: Key = serde_json::from_str(&process::output(&mut key)?)
            .context("`perennial key create --json` printed something else")?;
        let mut process = Guarded::spawn(perennial().arg("serve"), log.output()?, log.output()?)?;
        wait_until_ready(&mut process, address)?;
        Ok(Self { _process: process, address, account, api_key: key.secret })
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The access token of a new session of the workspace's owner.
    pub fn sign_in(&self) -> Result<String> {
        let body = json!({"email": self.account.email, "password": self.account.password});
        let answer = ask(self.address, "POST", "/v1/auth/sign-in", &body.to_string())?;
        let session: Value = answer.strip_prefix("HTTP/1.1 200 ").map_or_else(
            || bail!("sign-in was refused: {answer}"),
            |rest| Ok(serde_json::from_str(rest.split("\r\n\r\n").nth(1).unwrap_or_default())?),
        )?;
        let token = session["access_token"].as_str().context("the session has no token")?;
        Ok(token.to_owned())
    }

    /// What the tests read from their environment.
    pub fn description(&self) -> String {
        let account = json!({"email": self.account.email, "password": self.account.password});
        json!({"url": self.url(), "account": account, "apiKey": self.api_key}).to_string()
    }
}

/// What a key needs to see phones and addresses unmasked; no operation asks for it.
const CONTACTS: [&str; 2] = ["leads:contact", "customers:contact"];

/// The grants that some operation asks of a secret key, as the document states them, and those for contacts.
fn every_grant(perennial: &impl Fn() -> Command) -> Result<String> {
    let document: Value = serde_json::from_str(&process::output(perennial().arg("openapi"))?)?;
    let items = document["paths"].as_object().into_iter().flat_map(Map::values);
    let operations = items.flat_map(|item| item.as_object().into_iter().flat_map(Map::values));
    let alternatives = operations.flat_map(|it| it["security"].as_array().into_iter().flatten());
    let grants: BTreeSet<_> = alternatives
        .flat_map(|it| it["secret_key"].as_array().into_iter().flatten())
        .filter_map(Value::as_str)
        .chain(CONTACTS)
        .collect();
    Ok(grants.into_iter().collect::<Vec<_>>().join(","))
}

fn perennial(data: &PathBuf, address: SocketAddr) -> Command {
    let mut command = process::command(&recipes::binary(false).to_string_lossy());
    command
        .env("PERENNIAL_DATA_DIR", data)
        .env("PERENNIAL_DATABASE_URL", format!("sqlite://{}", data.join("perennial.db").display()))
        .env("PERENNIAL_LISTEN", address.to_string())
        .env("PERENNIAL_PUBLIC_URL", format!("http://{address}"))
        .env("PERENNIAL_WEB_DIR", web::output())
        .env("PERENNIAL_WEBHOOK_ALLOW_PRIVATE", "true")
        .env("PERENNIAL_SIGN_UP", "open")
        .env("PERENNIAL_LOG", "warn")
        .env("PERENNIAL_SECRET", SECRET);
    command
}

fn wait_until_ready(process: &mut Guarded, address: SocketAddr) -> Result<()> {
    let started = Instant::now();
    while !is_ready(address) {
        if let Some(status) = process.ended()? {
            bail!("the server ended ({status}) instead of starting");
        }
        if started.elapsed() > START_LIMIT {
            bail!("the server was not ready within {START_LIMIT:?}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn is_ready(address: SocketAddr) -> bool {
    ask(address, "GET", "/readyz", "").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200 "))
}

/// One request on a connection of its own; the whole answer as text.
fn ask(address: SocketAddr, method: &str, path: &str, body: &str) -> Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
