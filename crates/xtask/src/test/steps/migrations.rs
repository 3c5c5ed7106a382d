//! Migrations, there and back, with the binary that a host would use.

use crate::test::context::Context;
use crate::test::step::Log;
use crate::{process, recipes, repository};
use anyhow::Result;

pub fn there_and_back(context: &mut Context, log: &mut Log) -> Result<()> {
    context.build_server(log)?;
    let data = repository::target().join("xtask/migrations");
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    std::fs::create_dir_all(&data)?;
    let postgres = context.postgres()?;
    postgres.sql("postgres", "DROP DATABASE IF EXISTS migrations")?;
    postgres.sql("postgres", "CREATE DATABASE migrations OWNER perennial")?;
    let postgres_url = format!("{}/migrations", postgres.url().trim_end_matches("/perennial"));
    let sqlite_url = format!("sqlite://{}", data.join("perennial.db").display());
    for url in [sqlite_url, postgres_url] {
        for direction in ["up", "down", "up", "status"] {
            let mut migrate = process::command(&recipes::binary(false).to_string_lossy());
            migrate.args(["migrate", direction]);
            migrate.env("PERENNIAL_DATABASE_URL", &url).env("PERENNIAL_DATA_DIR", &data);
            log.run(&mut migrate)?;
        }
    }
    Ok(())
}
