//! `cargo xtask pg -- <command>`: lends a throw-away PostgreSQL to a command.

use crate::process;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use test_postgres::{Durability, TestPostgres};

/// The variable through which tests learn of the server.
pub const URL_VARIABLE: &str = "PERENNIAL_TEST_POSTGRES_URL";

#[derive(Args)]
pub struct Arguments {
    /// Keep the data on disk and let PostgreSQL wait for it, as measurements need
    #[arg(long)]
    durable: bool,
    /// The command and its arguments
    #[arg(last = true, required = true)]
    command: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let durability = if arguments.durable { Durability::Full } else { Durability::None };
    let server = TestPostgres::start(durability)?;
    // Ctrl-C is for the command; we outlive it to stop the server.
    let _interrupted = crate::interrupt::Flag::register()?;
    let (program, rest) = arguments.command.split_first().expect("clap asked for a command");
    let mut command = process::command(program);
    command.args(rest).env(URL_VARIABLE, server.url());
    command.current_dir(std::env::current_dir()?);
    let status = process::status(&mut command)?;
    drop(server);
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, Into::into))
}
