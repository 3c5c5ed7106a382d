//! `cargo xtask …`: everything a developer does with this repository, in one place.
//!
//! It is the first thing a newcomer compiles, so it depends on little; what needs more lives in
//! a crate of its own.

mod bench;
mod generate;
mod guarded;
mod interrupt;
mod layers;
mod lint;
mod openapi;
mod pg;
mod process;
mod python;
mod recipes;
mod repository;
mod run;
mod test;
mod tools;
mod web;

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
    /// Build everything and start it with a living workspace: the first thing to try
    Run(run::Arguments),
    /// Check that every crate depends on lower layers only
    Layers,
    /// Find in the text what compilers cannot see: raw finders, leftovers, long files, test names
    Lint,
    /// Run a command with a throw-away PostgreSQL in `PERENNIAL_TEST_POSTGRES_URL`
    Pg(pg::Arguments),
    /// Run every check, or some of them
    Test(test::Arguments),
    /// Write the OpenAPI document, check its style and that it breaks no client
    Openapi(openapi::Arguments),
    /// Write everything that is made from the code: document, client, error codes, configuration
    Generate(generate::Arguments),
    /// Measure what we promise
    Bench(bench::Arguments),
}

fn main() -> ExitCode {
    match dispatch(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<ExitCode> {
    match command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Openapi(arguments) => openapi::run(&arguments).map(|()| ExitCode::SUCCESS),
        Command::Generate(arguments) => generate::run(&arguments).map(|()| ExitCode::SUCCESS),
        Command::Layers => layers::run().map(|()| ExitCode::SUCCESS),
        Command::Lint => lint::run().map(|()| ExitCode::SUCCESS),
        Command::Pg(arguments) => pg::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
    }
}
