//! Migrations, there and back, with the binary that a host would use.

use crate::test::context::Context;
use crate::test::server;
use crate::test::step::Log;
use crate::{process, recipes, repository};
use anyhow::{Result, bail};
use std::process::Command;

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
        let migrate = |arguments: &[&str]| {
            let mut migrate = process::command(&recipes::binary(false).to_string_lossy());
            migrate.arg("migrate").args(arguments);
            migrate.env("PERENNIAL_DATABASE_URL", &url).env("PERENNIAL_SECRET", server::SECRET);
            migrate
        };
        let steps = process::output(&mut migrate(&["status"]))?.lines().count().to_string();
        log.run(&mut migrate(&["up"]))?;
        log.run(&mut migrate(&["down", "--steps", &steps]))?;
        expect_steps(&mut migrate(&["status"]), "Pending")?;
        log.run(&mut migrate(&["up"]))?;
        expect_steps(&mut migrate(&["status"]), "Applied")?;
    }
    Ok(())
}

fn expect_steps(status: &mut Command, state: &str) -> Result<()> {
    let steps = process::output(status)?;
    if steps.trim().is_empty() || !steps.lines().all(|step| step.starts_with(state)) {
        bail!("not every migration is {state}:\n{steps}");
    }
    Ok(())
}
