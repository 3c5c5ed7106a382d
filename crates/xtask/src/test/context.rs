//! What steps share: the PostgreSQL server and what was built, each made when first needed.

use super::step::Log;
use crate::{pg, process, recipes, repository, tools};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;
use test_postgres::{Durability, TestPostgres};

pub struct Context {
    logs: PathBuf,
    postgres: Option<TestPostgres>,
    server_is_built: bool,
}

pub fn is_ci() -> bool {
    std::env::var("CI").is_ok_and(|value| value == "true" || value == "1")
}

impl Context {
    pub fn new() -> Result<Self> {
        let logs = repository::target().join("xtask/logs");
        std::fs::create_dir_all(&logs)?;
        Ok(Self { logs, postgres: None, server_is_built: false })
    }

    pub fn log_path(&self, step: &str) -> PathBuf {
        self.logs.join(format!("{step}.log"))
    }

    /// Cargo, with the PostgreSQL server for tests.
    pub fn cargo_with_postgres(&mut self) -> Result<Command> {
        let url = self.postgres()?.url();
        let mut cargo = process::cargo();
        cargo.env(pg::URL_VARIABLE, url);
        Ok(cargo)
    }

    /// The development binary, once for all steps that need it.
    pub fn build_server(&mut self, log: &mut Log) -> Result<()> {
        if !self.server_is_built {
            log.run(&mut recipes::command(recipes::SERVER_DEVELOPMENT))?;
            self.server_is_built = true;
        }
        Ok(())
    }

    pub fn postgres(&mut self) -> Result<&TestPostgres> {
        if self.postgres.is_none() {
            tools::require(&[&tools::POSTGRESQL])?;
            self.postgres = Some(TestPostgres::start(Durability::None)?);
        }
        Ok(self.postgres.as_ref().expect("it was just started"))
    }
}
