//! Starting other programs.

use crate::repository;
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::{Command, ExitStatus};

/// A program that starts in the root of the repository, free of what `cargo run` set for us:
/// build scripts that watch such variables would make every nested build start anew.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(repository::root());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

pub fn cargo() -> Command {
    command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
}

/// Runs to the end with our own input and output; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = status(command)?;
    if !status.success() {
        bail!("`{}` failed ({status})", describe(command));
    }
    Ok(())
}

pub fn status(command: &mut Command) -> Result<ExitStatus> {
    command.status().with_context(|| format!("`{}` did not start", describe(command)))
}

/// Runs to the end and returns what it wrote to standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.output().with_context(|| format!("`{}` did not start", describe(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({}): {}", describe(command), output.status, complaint.trim());
    }
    String::from_utf8(output.stdout).context("the output is not UTF-8")
}

/// The command as one would type it.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    std::iter::once(program.file_name().unwrap_or_default())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
