//! The steps in their order: what fails fast comes first.

mod answers;
mod browser;
mod checks;
mod contract;
mod migrations;
mod rust;
mod web;

use super::context::Context;
use super::step::{Log, Step};
use crate::process;
use anyhow::Result;
use std::process::Command;

type Action = fn(&mut Context, &mut Log) -> Result<()>;

const STEPS: [(&str, &str, Action); 17] = [
    ("fmt", "Rust is formatted", checks::fmt),
    ("layers", "every crate depends on lower layers only", checks::layers),
    ("lint", "no raw finders, leftovers, long files, nameless tests", checks::lint),
    ("deny", "licences, sources, advisories of what we depend on", checks::deny),
    ("web", "lint, types, units, build and budgets of the SPA and the portal", web::checks),
    ("clippy", "no warning in any target", checks::clippy),
    (
        "openapi",
        "the committed document is current, in style, and breaks no client",
        contract::document,
    ),
    ("generated", "every generated file is current", contract::generated),
    ("migrations", "up, down and up again on both databases", migrations::there_and_back),
    ("rust", "all Rust tests, on SQLite and PostgreSQL", rust::tests),
    ("limits", "the document's limits are those of the validators", contract::limits),
    (
        "answers",
        "on a million events every question is answered as DuckDB answers it",
        answers::beside_duckdb,
    ),
    (CRASH, "killed at any moment, nothing acknowledged is lost or doubled", rust::crash),
    ("schemathesis", "the running server keeps what the document says", contract::schemathesis),
    (
        "typescript",
        "a generated TypeScript client and the Segment client make real calls",
        contract::typescript_client,
    ),
    (
        "python",
        "a generated Python client and the Segment client make real calls",
        contract::python_client,
    ),
    ("browser", "the journeys in Chromium, in both languages, accessible", browser::journeys),
];

/// It waits much and keeps one core busy, as the step after it does: they run side by side.
const CRASH: &str = "crash";

pub fn all() -> Vec<Step> {
    let step =
        |(name, about, action)| Step { name, about, action, runs_beside_next: name == CRASH };
    STEPS.into_iter().map(step).collect()
}

/// Another command of ours, in a process of its own, so that it writes to the step's log.
fn ourselves() -> Result<Command> {
    let program = std::env::current_exe()?;
    Ok(process::command(&program.to_string_lossy()))
}
