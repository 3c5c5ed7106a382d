//! `cargo xtask generate`: everything that is written from the code, in one go.

use crate::{openapi, process, recipes, repository, web};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use std::path::PathBuf;

const ERROR_CODES: &str = "docs/error-codes.md";
const ERROR_CODES_HEAD: &str = "# Error codes

Every failure is a problem document (RFC 9457) whose `code` is one of these. Codes never change; titles
follow `Accept-Language`. The `type` of a problem leads to the page of its code on the running server.
This page is generated: `cargo xtask generate`.
";
const METRICS: &str = "docs/metrics.md";
const METRICS_HEAD: &str = "# Metric dictionary

What each figure means, word for word as `list_metrics` and the screens tell it. An answer names the definition and version
that it follows; what must hold between its figures is checked whenever it is made. This page is generated:
`cargo xtask generate`.
";
const RUNBOOK: &str = "docs/runbook.md";
const TABLE_BEGINS: &str = "<!-- generated: configuration -->";
const TABLE_ENDS: &str = "<!-- end of generated -->";

#[derive(Args)]
pub struct Arguments {
    /// Write nothing: fail where a committed file is not what the code gives
    #[arg(long)]
    check: bool,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    process::run(&mut recipes::command(recipes::SERVER_DEVELOPMENT))?;
    let runbook = repository::root().join(RUNBOOK);
    let text = std::fs::read_to_string(&runbook).context("docs/runbook.md is missing")?;
    let table = printed_by_binary(&["docs", "configuration"])?;
    let files = [
        (openapi::committed(), printed_by_binary(&["openapi"])?),
        (repository::root().join(ERROR_CODES), page(ERROR_CODES_HEAD, "error-codes")?),
        (repository::root().join(METRICS), page(METRICS_HEAD, "metrics")?),
        (runbook, with_table(&text, &table)?),
    ];
    write_or_compare(&files, arguments.check)?;
    generate_client()
}

/// The TypeScript client is not committed; it is made from the document that is.
fn generate_client() -> Result<()> {
    web::require_tools()?;
    if let Some(mut install) = web::install()? {
        process::run(&mut install)?;
    }
    process::run(web::npm().args(["run", "generate"]))
}

/// A page of which the binary prints all but the head.
fn page(head: &str, part: &str) -> Result<String> {
    Ok(format!("{head}\n{}", printed_by_binary(&["docs", part])?))
}

/// What the development binary prints when asked.
pub fn printed_by_binary(arguments: &[&str]) -> Result<String> {
    let binary = recipes::binary(false);
    let mut command = process::command(&binary.to_string_lossy());
    let text = process::output(command.args(arguments))?;
    Ok(format!("{}\n", text.trim_end()))
}

/// Writes the files that differ or, when checking, names them and fails.
pub fn write_or_compare(files: &[(PathBuf, String)], check: bool) -> Result<()> {
    let mut stale = Vec::new();
    for (path, content) in files {
        if std::fs::read_to_string(path).is_ok_and(|committed| committed == *content) {
            continue;
        }
        if check {
            stale.push(path.strip_prefix(repository::root()).unwrap_or(path).display().to_string());
        } else {
            let directory = path.parent().context("a generated file lies in a directory")?;
            std::fs::create_dir_all(directory)?;
            std::fs::write(path, content)?;
            println!("wrote {}", path.display());
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    bail!("stale: {}. Run `cargo xtask generate` and commit the result", stale.join(", "))
}

fn with_table(text: &str, table: &str) -> Result<String> {
    let (before, rest) = text.split_once(TABLE_BEGINS).context("the runbook lost its mark")?;
    let (_, after) = rest.split_once(TABLE_ENDS).context("the runbook lost its second mark")?;
    Ok(format!("{before}{TABLE_BEGINS}\n\n{}\n\n{TABLE_ENDS}{after}", table.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_between_the_marks_is_replaced() {
        let text = format!("# Runbook\n\n{TABLE_BEGINS}\nold\n{TABLE_ENDS}\n\n## Backup\n");
        let once = with_table(&text, "| new |\n").unwrap();
        assert!(once.starts_with("# Runbook\n") && once.ends_with("\n\n## Backup\n"));
        assert!(once.contains("| new |") && !once.contains("old"));
        assert_eq!(with_table(&once, "| new |\n").unwrap(), once, "it is stable");
    }

    #[test]
    fn a_lost_mark_is_an_error() {
        assert!(with_table("# Runbook", "| new |").is_err());
    }
}
