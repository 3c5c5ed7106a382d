mod backup;
mod docs;
mod doctor;
mod migrate;
mod serve;

use crate::configuration::Configuration;
use clap::Subcommand;
use std::path::PathBuf;

#[derive(Subcommand)]
pub enum Command {
    /// Serve the API and the pages. On SQLite it migrates first and has a worker inside.
    Serve {
        /// Leave jobs to `perennial worker`.
        #[arg(long, env = "PERENNIAL_NO_WORKER")]
        no_worker: bool,
    },
    /// Do jobs: for PostgreSQL, beside one or more `serve --no-worker`.
    Worker,
    /// Change the schema.
    Migrate {
        #[command(subcommand)]
        direction: migrate::Direction,
    },
    /// Print the OpenAPI document.
    Openapi,
    /// Check the installation and say what to mend.
    Doctor,
    /// Copy a running SQLite database into a file.
    Backup {
        /// The new file; it must not exist.
        file: PathBuf,
    },
    /// Put a copy back. The server must not run.
    Restore {
        /// The copy.
        file: PathBuf,
    },
    /// Print the generated parts of the documentation as Markdown.
    #[command(hide = true)]
    Docs {
        #[arg(value_enum)]
        part: docs::Part,
    },
}

pub async fn run(command: Command, configuration: Configuration) -> anyhow::Result<()> {
    match command {
        Command::Serve { no_worker } => serve::serve(&configuration, !no_worker).await,
        Command::Worker => serve::work(&configuration).await,
        Command::Migrate { direction } => migrate::migrate(&configuration, direction).await,
        Command::Openapi => print(&api::openapi::Document::new().to_json()),
        Command::Doctor => doctor::examine(&configuration).await,
        Command::Backup { file } => backup::backup(&configuration, &file).await,
        Command::Restore { file } => backup::restore(&configuration, &file).await,
        Command::Docs { part } => print(&docs::markdown(part)),
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(())
}
