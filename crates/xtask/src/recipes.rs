//! How the product is built: one list for `run`, `test`, `bench` and, checked by a test, for the
//! `Dockerfile`.

use crate::{process, repository};
use std::path::PathBuf;
use std::process::Command;

/// In `web/`.
pub const WEB_INSTALL: &[&str] = &["npm", "ci"];
/// In `web/`: the client from the OpenAPI document, the SPA, the portal, the budgets.
pub const WEB_BUILD: &[&str] = &["npm", "run", "build"];
pub const SERVER_RELEASE: &[&str] =
    &["cargo", "build", "--locked", "--release", "--package", "server"];
pub const SERVER_DEVELOPMENT: &[&str] = &["cargo", "build", "--locked", "--package", "server"];
/// The binary that both build.
pub const BINARY: &str = "perennial";
/// What the server serves, below `web/`.
pub const WEB_OUTPUT: [&str; 2] = ["admin/dist", "portal/dist"];

/// The recipe as a command in the root of the repository.
pub fn command(words: &[&str]) -> Command {
    let mut command = match words[0] {
        "cargo" => process::cargo(),
        program => process::command(program),
    };
    command.args(&words[1..]);
    command
}

/// Where Cargo leaves the binary.
pub fn binary(release: bool) -> PathBuf {
    repository::target().join(if release { "release" } else { "debug" }).join(BINARY)
}
