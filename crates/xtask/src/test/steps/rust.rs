//! The Rust tests, each on both databases where it touches data.

use crate::process;
use crate::test::context::Context;
use crate::test::step::Log;
use crate::tools;
use anyhow::Result;
use std::process::Command;

pub fn tests(context: &mut Context, log: &mut Log) -> Result<()> {
    if tools::succeeds(Command::new("cargo-nextest").args(["nextest", "--version"])) {
        let mut nextest = context.cargo_with_postgres()?;
        nextest.args(["nextest", "run", "--locked", "--workspace", "--no-fail-fast"]);
        nextest.args(["--hide-progress-bar", "--status-level", "slow"]);
        log.run(&mut nextest)?;
        return log.run(process::cargo().args(["test", "--locked", "--workspace", "--doc"]));
    }
    let mut test = context.cargo_with_postgres()?;
    log.run(test.args(["test", "--locked", "--workspace", "--no-fail-fast"]))
}
