//! The Rust tests, each on both databases where it touches data.

use crate::test::context::Context;
use crate::test::step::Log;
use crate::{process, recipes, tools};
use anyhow::Result;
use std::process::Command;

/// It kills servers and takes its time; it runs last, by itself.
const CRASH: &str = "crash";

pub fn tests(context: &mut Context, log: &mut Log) -> Result<()> {
    if tools::succeeds(Command::new("cargo-nextest").args(["nextest", "--version"])) {
        let mut nextest = context.cargo_with_postgres()?;
        nextest.args(["nextest", "run", "--locked", "--workspace", "--no-fail-fast"]);
        nextest.args(["--exclude", CRASH]);
        nextest.args(["--hide-progress-bar", "--status-level", "slow"]);
        log.run(&mut nextest)?;
        return log.run(process::cargo().args(["test", "--locked", "--workspace", "--doc"]));
    }
    let mut test = context.cargo_with_postgres()?;
    test.args(["test", "--locked", "--workspace", "--no-fail-fast", "--exclude", CRASH]);
    log.run(&mut test)
}

pub fn crash(context: &mut Context, log: &mut Log) -> Result<()> {
    context.build_server(log)?;
    let mut test = context.cargo_with_postgres()?;
    test.env("PERENNIAL_TEST_BINARY", recipes::binary(false));
    log.run(test.args(["test", "--locked", "--package", CRASH]))
}
