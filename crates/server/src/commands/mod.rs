mod backup;
mod demo;
mod docs;
mod doctor;
mod key;
mod migrate;
mod serve;
mod workspace;

use crate::configuration::Configuration;
use anyhow::Context as _;
use clap::Subcommand;
use kernel::{Db, Error};
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
    /// Make a workspace with a year of a fictitious vendor's life in it.
    Demo(demo::Demo),
    /// Workspaces.
    Workspace {
        #[command(subcommand)]
        command: workspace::Command,
    },
    /// API keys.
    Key {
        #[command(subcommand)]
        command: key::Command,
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
        Command::Demo(arguments) => demo::run(&configuration, arguments).await,
        Command::Workspace { command } => workspace::run(&configuration, command).await,
        Command::Key { command } => key::run(&configuration, command).await,
        Command::Openapi => print(&api::openapi::described()),
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

/// The database for a command that writes: on the embedded default with the schema of this version.
async fn open_migrated(configuration: &Configuration) -> anyhow::Result<Db> {
    let db = configuration.open().await?;
    if configuration.is_embedded() {
        migration::up(&db.writer).await.context("the schema can't be migrated")?;
    }
    Ok(db)
}

/// A refusal in words, with every wrong value, as the API would tell it.
fn explain(error: Error) -> anyhow::Error {
    let fields = match &error {
        Error::Refused { fields, .. } => {
            fields.iter().map(|field| format!("\n  {}: {}", field.pointer, field.message(false)))
        }
        _ => return anyhow::Error::new(error),
    };
    let fields: String = fields.collect();
    anyhow::anyhow!("{}{fields}", error.title(false))
}
