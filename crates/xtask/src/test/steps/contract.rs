//! The OpenAPI document against the server that serves it, and clients made from it.

use crate::test::context::Context;
use crate::test::server::{Filling, TestServer};
use crate::test::step::Log;
use crate::test::steps::browser::{install_node_tests, node_test};
use crate::{process, python, repository, web};
use anyhow::Result;
use std::path::PathBuf;
use std::process::Command;

/// They end the session with which everything else is called.
const NOT_CALLED: [&str; 2] = ["sign_out", "sign_out_everywhere"];

pub fn document(context: &mut Context, log: &mut Log) -> Result<()> {
    context.build_server(log)?;
    log.run(super::ourselves()?.args(["openapi", "--check"]))
}

pub fn generated(context: &mut Context, log: &mut Log) -> Result<()> {
    context.build_server(log)?;
    log.run(super::ourselves()?.args(["generate", "--check"]))
}

/// Everything else is chosen in `tests/contract/schemathesis.toml`.
pub fn schemathesis(context: &mut Context, log: &mut Log) -> Result<()> {
    let python = python_tools(log)?;
    let server = TestServer::start(context, log, Filling::Owner, "en")?;
    let mut run = process::command(&python.join("st").to_string_lossy());
    run.args(["run", &format!("{}/openapi.json", server.url()), "--checks", "all"]);
    // The owner's session may call more than a key may.
    run.args(["--header", &format!("Authorization:Bearer {}", server.sign_in()?)]);
    for operation in NOT_CALLED {
        run.args(["--exclude-operation-id", operation]);
    }
    run.current_dir(repository::root().join("tests/contract"));
    log.run(&mut run)
}

pub fn limits(context: &mut Context, log: &mut Log) -> Result<()> {
    let python = python_tools(log)?;
    let server = TestServer::start(context, log, Filling::Owner, "en")?;
    log.run(&mut pytest(&python, &server, "test_limits.py"))
}

pub fn python_client(context: &mut Context, log: &mut Log) -> Result<()> {
    let python = python_tools(log)?;
    let server = TestServer::start(context, log, Filling::Owner, "en")?;
    let made = repository::target().join("xtask/python-client");
    let mut generate = process::command(&python.join("openapi-python-client").to_string_lossy());
    generate.args(["generate", "--meta", "none", "--overwrite", "--path"]);
    generate.arg(repository::root().join("openapi/openapi.json"));
    generate.arg("--output-path").arg(made.join("perennial_client"));
    // It formats what it wrote with the ruff beside it.
    let path = std::env::var("PATH").unwrap_or_default();
    log.run(generate.env("PATH", format!("{}:{path}", python.display())))?;
    log.run(pytest(&python, &server, "test_python_client.py").env("PYTHONPATH", &made))?;
    log.run(&mut pytest(&python, &server, "test_segment_client.py"))
}

pub fn typescript_client(context: &mut Context, log: &mut Log) -> Result<()> {
    web::require_tools()?;
    if let Some(mut install) = web::install()? {
        log.run(&mut install)?;
    }
    log.run(web::npm().args(["run", "generate"]))?;
    install_node_tests(log)?;
    let server = TestServer::start(context, log, Filling::Owner, "en")?;
    log.run(node_test("contract").env("PERENNIAL_TEST_SERVER_EN", server.description()))
}

fn pytest(python: &std::path::Path, server: &TestServer, file: &str) -> Command {
    let mut pytest = process::command(&python.join("pytest").to_string_lossy());
    pytest.args(["-p", "no:cacheprovider", "-p", "no:schemathesis", file]);
    pytest.current_dir(repository::root().join("tests/contract"));
    pytest.env("PERENNIAL_TEST_SERVER_EN", server.description());
    pytest.env("PYTHONDONTWRITEBYTECODE", "1");
    pytest
}

fn python_tools(log: &mut Log) -> Result<PathBuf> {
    python::environment("python", &["tests/contract/requirements.txt"], |command| log.run(command))
}
