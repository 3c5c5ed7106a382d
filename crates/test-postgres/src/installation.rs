//! Finds PostgreSQL's programs and the way to run them as somebody who is not root.

use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

const DEBIAN: &str = "/usr/lib/postgresql";
const ELSEWHERE: [&str; 4] =
    ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/usr/local/pgsql/bin"];

#[derive(Clone)]
pub(crate) struct Installation {
    programs: PathBuf,
    as_root: bool,
}

impl Installation {
    pub(crate) fn find() -> Result<Self> {
        let programs = debian_versions()
            .into_iter()
            .chain(ELSEWHERE.map(PathBuf::from))
            .find(|directory| directory.join("initdb").exists())
            .context(
                "PostgreSQL is not installed: initdb was found neither in /usr/lib/postgresql/*/bin \
                 nor in the usual places. On Debian or Ubuntu: apt-get install postgresql; \
                 on macOS: brew install postgresql",
            )?;
        Ok(Self { programs, as_root: effective_user()? == "0" })
    }

    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }

    /// A command that runs as the current user, or as `postgres` when that is root.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = if self.as_root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]);
            command.arg(program.as_ref());
            command
        } else {
            Command::new(program.as_ref())
        };
        // The user `postgres` may not be allowed to see where we are.
        command.current_dir("/");
        command
    }

    /// A new directory that belongs to whoever runs the server.
    pub(crate) fn new_directory(&self, parent: &str) -> Result<PathBuf> {
        let template = format!("{parent}/perennial-postgres-XXXXXX");
        let output = self.command("mktemp").args(["-d", &template]).output()?;
        if !output.status.success() {
            bail!("mktemp: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
    }
}

/// Debian keeps every version in its own directory; the newest comes first.
fn debian_versions() -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(DEBIAN) else { return Vec::new() };
    let mut versions: Vec<(u32, PathBuf)> = entries
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    versions.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    versions.into_iter().map(|(_, path)| path).collect()
}

fn effective_user() -> Result<String> {
    let output = Command::new("id").arg("-u").output().context("id did not start")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
