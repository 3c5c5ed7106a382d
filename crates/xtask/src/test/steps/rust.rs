//! The Rust tests, each on both databases where it touches data.

use crate::recipes;
use crate::test::context::Context;
use crate::test::step::Log;
use anyhow::Result;

/// It kills servers and takes its time: a step of its own.
const CRASH: &str = "crash";

/// Cargo's own runner keeps the tests of a crate in one process, so that they share one migrated
/// template of each database.
pub fn tests(context: &mut Context, log: &mut Log) -> Result<()> {
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
