//! `cargo xtask openapi`: the document that the handlers state, written, checked and compared.

mod compatibility;
mod document;
mod rules;

use crate::{generate, process, recipes, repository};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use document::Document;
use std::path::PathBuf;

#[derive(Args)]
pub struct Arguments {
    /// Write nothing: fail where the committed document is not what the handlers state
    #[arg(long)]
    check: bool,
    /// Take the document as the released one, which later ones must not break
    #[arg(long, conflicts_with = "check")]
    release: bool,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    process::run(&mut recipes::command(recipes::SERVER_DEVELOPMENT))?;
    let text = generate::printed_by_binary(&["openapi"])?;
    generate::write_or_compare(&[(committed(), text.clone())], arguments.check)?;
    let document = Document::parse(&text)?;
    let handlers = handlers()?;
    let mut complaints = rules::complaints(&document, &handlers);
    if released().exists() && !arguments.release {
        let before = std::fs::read_to_string(released())?;
        complaints.extend(compatibility::breaks(&Document::parse(&before)?, &document));
    }
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    if !complaints.is_empty() {
        bail!("{} complaints about the OpenAPI document", complaints.len());
    }
    if arguments.release {
        std::fs::write(released(), &text)?;
    }
    println!("{} operations, nothing to complain about", document.operations().count());
    Ok(())
}

pub fn committed() -> PathBuf {
    repository::root().join("openapi/openapi.json")
}

fn released() -> PathBuf {
    repository::root().join("openapi/released.json")
}

/// The names of all functions in the crate with the handlers.
fn handlers() -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut waiting = vec![repository::root().join("crates/api/src")];
    while let Some(directory) = waiting.pop() {
        let entries = std::fs::read_dir(&directory)
            .with_context(|| format!("{} is missing", directory.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                names.extend(functions(&std::fs::read_to_string(path)?));
            }
        }
    }
    Ok(names)
}

fn functions(source: &str) -> Vec<String> {
    let after = source.lines().filter_map(|line| line.trim().strip_prefix("pub async fn "));
    after.filter_map(|rest| rest.split(['(', '<']).next()).map(str::to_owned).collect()
}
