use crate::configuration::Configuration;
use clap::{Subcommand, ValueEnum};
use identity::{
    api_key::{ApiKeyKind, NewApiKey},
    setup,
};
use kernel::Grant;
use serde_json::json;

#[derive(Subcommand)]
pub enum Command {
    /// Make an API key, which is printed once.
    Create {
        /// The workspace, by id or slug.
        #[arg(long)]
        workspace: String,
        #[arg(long)]
        name: String,
        #[arg(long, value_enum, default_value_t = Kind::Secret)]
        kind: Kind,
        /// What it may do, separated by commas, such as `leads:read,leads:write`.
        #[arg(long, value_delimiter = ',', required = true)]
        grants: Vec<Grant>,
        /// Where a publishable key works from, separated by commas.
        #[arg(long, value_delimiter = ',')]
        origins: Vec<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// For servers.
    Secret,
    /// For web pages: events only.
    Publishable,
}

pub async fn run(configuration: &Configuration, command: Command) -> anyhow::Result<()> {
    let Command::Create { workspace, name, kind, grants, origins, json } = command;
    let db = super::open_migrated(configuration).await?;
    let workspace = setup::find_workspace(&db, &workspace).await.map_err(super::explain)?;
    let kind = match kind {
        Kind::Secret => ApiKeyKind::Secret,
        Kind::Publishable => ApiKeyKind::Publishable,
    };
    let input = NewApiKey { name, kind, grants, origins, expires_at: None };
    let created = setup::create_key(&db, workspace, input).await.map_err(super::explain)?;
    if json {
        println!("{}", json!({ "id": created.key.id, "secret": created.secret }));
    } else {
        println!("key     {}\nsecret  {}", created.key.id, created.secret);
    }
    Ok(())
}
