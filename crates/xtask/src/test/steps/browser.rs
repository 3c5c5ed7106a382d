//! The journeys of people, in a real browser.

use crate::test::context::Context;
use crate::test::server::{Filling, TestServer};
use crate::test::step::Log;
use crate::{process, repository, tools, web};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

pub fn journeys(context: &mut Context, log: &mut Log) -> Result<()> {
    tools::require(&[&tools::CHROMIUM, &tools::CHINESE_FONTS])?;
    super::web::build(log)?;
    install_node_tests(log)?;
    log.run(in_tests("npm").args(["run", "types"]))?;
    let chinese = TestServer::start(context, log, Filling::Demo, "zh-CN")?;
    let english = TestServer::start(context, log, Filling::Demo, "en")?;
    let mut journeys = node_test("browser");
    journeys.env("PERENNIAL_TEST_SERVER_ZH_CN", chinese.description());
    journeys.env("PERENNIAL_TEST_SERVER_EN", english.description());
    if let Some(chromium) = tools::chromium() {
        journeys.env("PERENNIAL_TEST_CHROMIUM", chromium);
    }
    log.run(&mut journeys)
}

/// A script of `tests/package.json`.
pub fn node_test(script: &str) -> Command {
    let mut npm = in_tests("npm");
    npm.args(["run", script]);
    npm
}

/// Playwright and axe; the browser is the machine's own.
pub fn install_node_tests(log: &mut Log) -> Result<()> {
    tools::require_node()?;
    if web::is_installed(&directory())? {
        return Ok(());
    }
    log.run(in_tests("npm").arg("ci").env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

fn in_tests(program: &str) -> Command {
    let mut command = process::command(program);
    command.current_dir(directory());
    command
}

fn directory() -> PathBuf {
    repository::root().join("tests")
}
