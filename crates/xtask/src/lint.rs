//! `cargo xtask lint`: what neither rustc, clippy nor Biome can see, found in the text.

mod finders;
mod leftovers;
mod length;
mod registries;
mod source;
mod test_names;

use crate::{process, repository};
use anyhow::{Result, bail};
use source::{Finding, Source};
use std::process::Command;

/// Each rule reads one file.
const RULES: [fn(&Source) -> Vec<Finding>; 5] =
    [finders::check, leftovers::check, length::check, registries::check, test_names::check];

pub fn run() -> Result<()> {
    let mut files = 0;
    let mut errors = 0;
    for path in committed_or_new_files()? {
        // Images and fonts are no text.
        let Ok(text) = std::fs::read_to_string(repository::root().join(&path)) else { continue };
        files += 1;
        let source = Source::new(&path, text);
        for finding in RULES.iter().flat_map(|rule| rule(&source)) {
            errors += usize::from(!finding.is_warning);
            eprintln!("{finding}");
        }
    }
    if errors > 0 {
        bail!("{errors} findings");
    }
    println!("{files} files, nothing found");
    Ok(())
}

fn committed_or_new_files() -> Result<Vec<String>> {
    let mut git: Command = process::command("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let list = process::output(&mut git)?;
    Ok(list.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}
