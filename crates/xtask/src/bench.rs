//! `cargo xtask bench …`: builds what is measured and what measures, then measures.

use crate::{process, python, recipes, web};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::process::ExitCode;

/// What the engines beside ours are installed from, and where the bench is told that they are.
pub const DUCKDB: &str = "crates/bench/peers/duckdb.txt";
const CLICKHOUSE: &str = "crates/bench/peers/clickhouse.txt";
pub const PYTHON: &str = "PERENNIAL_BENCH_PYTHON";

#[derive(Args)]
pub struct Arguments {
    /// What to measure
    what: What,
    /// Further arguments of that measurement
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Start of the release binary, its idle memory, its size
    Start,
    /// Events a second beside raw inserts
    Ingest,
    /// Questions about events, beside DuckDB and ClickHouse
    Activity,
    /// Segments of 100 000 accounts
    Segments,
    /// Credit for a million contacts with 20 channels
    Attribution,
    /// Scores of 100 000 leads, and a model of their outcomes
    Score,
    /// A page of leads among 100 000
    List,
    /// Every read on the demo's year
    Reads,
    /// The story of an account with 10 000 changes and events
    Story,
    /// The sizes of the SPA's parts
    Web,
    /// Building again after the edit of one handler
    Rebuild,
    /// Requests at a fixed rate against any address
    Load,
    /// Everything that has a target
    All,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    if matches!(arguments.what, What::Web | What::All) {
        web::prepare()?;
        process::run(web::npm().args(["run", "budgets"]))?;
    }
    if arguments.what == What::Web {
        return Ok(ExitCode::SUCCESS);
    }
    if !matches!(arguments.what, What::Rebuild | What::Load | What::Attribution) {
        process::run(&mut recipes::command(recipes::SERVER_RELEASE))?;
    }
    let what = arguments.what.to_possible_value().expect("no value is hidden");
    let mut bench = process::cargo();
    bench.args(["run", "--quiet", "--locked", "--release", "--package", "bench", "--"]);
    if matches!(arguments.what, What::Activity | What::All) {
        let programs = python::environment("peers", &[DUCKDB, CLICKHOUSE], process::run)?;
        bench.env(PYTHON, programs.join("python"));
    }
    let status = process::status(bench.arg(what.get_name()).args(&arguments.rest))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
