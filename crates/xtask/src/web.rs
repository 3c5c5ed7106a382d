//! Building what lies in `web/`, again only when something changed.

use crate::{process, recipes, repository, tools};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

pub fn require_tools() -> Result<()> {
    tools::require_node()
}

/// Installs and builds what is stale, in sight of the user.
pub fn prepare() -> Result<()> {
    require_tools()?;
    if let Some(mut install) = install()? {
        process::run(&mut install)?;
    }
    if is_stale()? {
        process::run(&mut build())?;
        note_build()?;
    }
    Ok(())
}

pub fn directory() -> PathBuf {
    repository::root().join("web")
}

/// What the server serves.
pub fn output() -> PathBuf {
    directory().join(recipes::WEB_OUTPUT)
}

pub fn npm() -> Command {
    let mut npm = process::command("npm");
    npm.current_dir(directory());
    npm
}

pub fn build() -> Command {
    in_web(recipes::WEB_BUILD)
}

/// Installs the packages of the lock file, unless they are those that were installed last.
pub fn install() -> Result<Option<Command>> {
    Ok((!is_installed(&directory())?).then(|| in_web(recipes::WEB_INSTALL)))
}

/// Whether the directory's packages were installed after its lock file last changed.
pub fn is_installed(directory: &Path) -> Result<bool> {
    let lock = modified(&directory.join("package-lock.json"))?;
    let installed = modified(&directory.join("node_modules/.package-lock.json"));
    Ok(installed.is_ok_and(|installed| installed >= lock))
}

/// Whether a source is newer than the last build that we noted.
pub fn is_stale() -> Result<bool> {
    let Ok(built) = modified(&stamp()) else { return Ok(true) };
    let outputs = ["admin", "portal"].map(|it| output().join(it).join("index.html"));
    if !outputs.iter().all(|output| output.exists()) {
        return Ok(true);
    }
    Ok(newest_source()? > built)
}

/// Remembers that everything was built just now.
pub fn note_build() -> Result<()> {
    let stamp = stamp();
    let parent = stamp.parent().expect("the stamp lies in the build directory");
    std::fs::create_dir_all(parent)?;
    std::fs::write(&stamp, "").with_context(|| format!("{} is not writable", stamp.display()))
}

fn stamp() -> PathBuf {
    repository::target().join("xtask/web-built")
}

fn in_web(words: &[&str]) -> Command {
    let mut command = recipes::command(words);
    command.current_dir(directory());
    command
}

fn newest_source() -> Result<SystemTime> {
    let mut git = process::command("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    git.args(["web", "openapi/openapi.json"]);
    let files = process::output(&mut git)?;
    let times = files.split('\0').filter(|it| !it.is_empty());
    let times = times.filter_map(|it| modified(&repository::root().join(it)).ok());
    Ok(times.max().unwrap_or(SystemTime::UNIX_EPOCH))
}

fn modified(path: &Path) -> Result<SystemTime> {
    let metadata = std::fs::metadata(path);
    Ok(metadata.with_context(|| format!("{} is missing", path.display()))?.modified()?)
}
