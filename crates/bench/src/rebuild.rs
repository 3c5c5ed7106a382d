//! How long a developer waits after the edit of one handler.

use crate::figure::{Figures, Target};
use crate::repository;
use anyhow::{Context as _, Result, bail};
use signal_hook::consts::{SIGINT, SIGTERM};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

const HANDLER: &str = "crates/api/src/leads/lead.rs";
const RUNS: u32 = 3;

pub fn measure(figures: &mut Figures) -> Result<()> {
    // Ctrl-C ends cargo; we stay to take the edit back.
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::new(AtomicBool::new(false)))?;
    }
    println!("building once, so that only the edit is measured");
    build()?;
    let edited = EditedFile::open(&repository::root().join(HANDLER))?;
    let mut seconds = Vec::new();
    for run in 0..RUNS {
        edited.edit(run)?;
        let started = Instant::now();
        build()?;
        seconds.push(started.elapsed().as_secs_f64());
    }
    seconds.sort_unstable_by(f64::total_cmp);
    let median = seconds[seconds.len() / 2];
    figures.add("rebuild after the edit of a handler", median, "s", Target::Below(15.0));
    Ok(())
}

fn build() -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--locked", "--package", "server"]);
    if !cargo.current_dir(repository::root()).status()?.success() {
        bail!("the build failed");
    }
    Ok(())
}

/// A source file that gets its text back in the end.
struct EditedFile {
    path: PathBuf,
    text: String,
}

impl EditedFile {
    fn open(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("{} is not there", path.display()))?;
        Ok(Self { path: path.to_owned(), text })
    }

    /// Changes what the first handler does: a comment would leave the compiler little to do.
    fn edit(&self, run: u32) -> Result<()> {
        let text = with_statement(&self.text, &format!("std::hint::black_box({run}_u32);"))
            .context("the file has no handler")?;
        Ok(std::fs::write(&self.path, text)?)
    }
}

impl Drop for EditedFile {
    fn drop(&mut self) {
        if let Err(error) = std::fs::write(&self.path, &self.text) {
            eprintln!("{} keeps a measuring statement: {error}", self.path.display());
        }
    }
}

fn with_statement(text: &str, statement: &str) -> Option<String> {
    let handler = text.find("pub async fn ")?;
    let body = handler + text[handler..].find("{\n")? + 2;
    Some(format!("{}    {statement}\n{}", &text[..body], &text[body..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_goes_to_the_top_of_the_first_handler() {
        let text = "use a::{b};\npub async fn create(\n    x: u8,\n) -> u8 {\n    x\n}\n";
        let edited =
            "use a::{b};\npub async fn create(\n    x: u8,\n) -> u8 {\n    f();\n    x\n}\n";
        assert_eq!(with_statement(text, "f();").as_deref(), Some(edited));
        assert_eq!(with_statement("fn other() {\n}", "f();"), None);
    }
}
