//! Checks of the sources, without running the product.

use crate::process;
use crate::test::context::Context;
use crate::test::step::Log;
use crate::tools;
use anyhow::Result;
use std::process::Command;

const ADVISORIES: &str = "https://github.com/RustSec/advisory-db";
const REACH_LIMIT_SECONDS: &str = "20";

pub fn fmt(_: &mut Context, log: &mut Log) -> Result<()> {
    log.run(process::cargo().args(["fmt", "--all", "--check"]))
}

pub fn clippy(_: &mut Context, log: &mut Log) -> Result<()> {
    log.run(
        process::cargo()
            .args(["clippy", "--locked", "--workspace", "--all-targets"])
            .args(["--", "-D", "warnings"]),
    )
}

pub fn layers(_: &mut Context, log: &mut Log) -> Result<()> {
    log.run(super::ourselves()?.arg("layers"))
}

pub fn lint(_: &mut Context, log: &mut Log) -> Result<()> {
    log.run(super::ourselves()?.arg("lint"))
}

/// Advisories live in a repository elsewhere; where that cannot be reached, the rest is still
/// checked and the summary says what was not.
pub fn deny(_: &mut Context, log: &mut Log) -> Result<()> {
    if !tools::succeeds(Command::new("cargo-deny").arg("--version")) {
        log.remark("installing cargo-deny");
        // Unoptimised it is built in a third of the time and fast enough.
        log.run(process::cargo().args(["install", "--locked", "--debug", "cargo-deny"]))?;
    }
    log.run(process::cargo().args(["deny", "check", "bans", "licenses", "sources"]))?;
    let mut reach = Command::new("timeout");
    reach.args([REACH_LIMIT_SECONDS, "git", "ls-remote", "--heads", ADVISORIES]);
    if !tools::succeeds(reach.env("GIT_TERMINAL_PROMPT", "0")) {
        log.remark(format!("advisories NOT checked: {ADVISORIES} cannot be reached from here"));
        return Ok(());
    }
    log.run(process::cargo().args(["deny", "check", "advisories"]))
}
