//! Who measures: workspaces and keys, and requests that carry them.

use crate::http::Request;
use crate::server::{self, Home};
use anyhow::{Context as _, Result};
use serde_json::Value;

/// A new, empty workspace.
pub fn new_workspace(home: &Home<'_>) -> Result<String> {
    let create = ["workspace", "create", "--json", "--name", "bench", "--owner-name", "Bench"];
    let owner = ["--owner-email", "bench@example.com"];
    printed(home, &[&create[..], &owner].concat(), "workspace_id")
}

/// The workspace of the demo's year, which this makes.
pub fn demo_workspace(home: &Home<'_>) -> Result<String> {
    server::run(home, &["migrate", "up"])?;
    printed(home, &["demo", "--json", "--seed", "1", "--locale", "zh-CN"], "workspace_id")
}

/// A secret key of a workspace with these grants.
pub fn new_key(home: &Home<'_>, workspace: &str, grants: &str) -> Result<String> {
    let create = ["key", "create", "--json", "--name", "bench", "--grants", grants];
    printed(home, &[&create[..], &["--workspace", workspace]].concat(), "secret")
}

/// What a subcommand prints under this name.
fn printed(home: &Home<'_>, arguments: &[&str], name: &str) -> Result<String> {
    let printed: Value = serde_json::from_str(&server::run(home, arguments)?)?;
    let text = printed[name].as_str().with_context(|| format!("no {name} was printed"))?;
    Ok(text.to_owned())
}

pub fn get(key: &str, path: impl Into<String>) -> Request {
    let mut request = Request::get(path);
    request.headers.push(("Authorization".to_owned(), format!("Bearer {key}")));
    request
}
