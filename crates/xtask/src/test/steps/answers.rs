//! Questions about behaviour, answered beside another engine.

use crate::bench;
use crate::test::context::Context;
use crate::test::step::Log;
use crate::{process, python};
use anyhow::Result;

/// Enough for every kind of container and segment that the index has, and for a debug build.
const EVENTS: &str = "1000000";

pub fn beside_duckdb(context: &mut Context, log: &mut Log) -> Result<()> {
    context.build_server(log)?;
    let programs = python::environment("duckdb", &[bench::DUCKDB], |command| log.run(command))?;
    let mut compare = process::cargo();
    compare.env(bench::PYTHON, programs.join("python"));
    compare.args(["run", "--locked", "--package", "bench", "--", "activity", "--compare"]);
    log.run(compare.args(["--events", EVENTS]))
}
