//! `cargo xtask …`: everything a developer does with this repository, in one place.
//!
//! It is the first thing a newcomer compiles, so it depends on little; what needs more lives in
//! a crate of its own.

mod interrupt;
mod layers;
mod lint;
mod pg;
mod process;
mod repository;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_version_flag = true)]
/// Runs, tests, checks and measures Perennial.
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check that every crate depends on lower layers only
    Layers,
    /// Find in the text what compilers cannot see: raw finders, leftovers, long files, test names
    Lint,
    /// Run a command with a throw-away PostgreSQL in `PERENNIAL_TEST_POSTGRES_URL`
    Pg(pg::Arguments),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Layers => layers::run().map(|()| ExitCode::SUCCESS),
        Command::Lint => lint::run().map(|()| ExitCode::SUCCESS),
        Command::Pg(arguments) => pg::run(&arguments),
    }
}
