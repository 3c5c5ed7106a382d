//! `perennial`: the one binary. It reads its configuration, wires the domains together, and runs a command.

mod commands;
mod configuration;
mod files;
mod statistics;
mod telemetry;
mod wiring;

use clap::Parser as _;
use commands::Command;
use configuration::Configuration;
use telemetry::Telemetry;

/// Perennial (常青): the operations platform for vendors who sell SaaS to small businesses.
#[derive(clap::Parser)]
#[command(name = "perennial", version, about, max_term_width = 110)]
pub struct Arguments {
    #[command(flatten)]
    configuration: Configuration,
    #[command(subcommand)]
    command: Command,
}

fn main() -> anyhow::Result<()> {
    files::load_configuration_file()?;
    let arguments = Arguments::parse();
    // reqwest and the database drivers share one provider of cryptography.
    rustls::crypto::ring::default_provider().install_default().ok();
    let _telemetry = Telemetry::start(&arguments.configuration)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(commands::run(arguments.command, arguments.configuration))
}
