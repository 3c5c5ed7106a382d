//! Python programs that tests and measurements want, installed under the build directory.

use crate::{process, repository, tools};
use anyhow::{Context as _, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs of a virtual environment with exactly the versions that these files of the repository say. `run` runs what
/// installs them.
pub fn environment(
    name: &str,
    requirements: &[&str],
    mut run: impl FnMut(&mut Command) -> Result<()>,
) -> Result<PathBuf> {
    tools::require(&[&tools::PYTHON])?;
    let environment = repository::target().join("xtask").join(name);
    let files: Vec<_> = requirements.iter().map(|file| repository::root().join(file)).collect();
    let installed = environment.join("installed.txt");
    let wanted = files.iter().map(|file| text(file)).collect::<Result<Vec<_>>>()?.concat();
    if std::fs::read_to_string(&installed).is_ok_and(|text| text == wanted) {
        return Ok(environment.join("bin"));
    }
    run(process::command("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    let mut install = process::command(&environment.join("bin/pip").to_string_lossy());
    install.args(["install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    for file in &files {
        install.arg("-r").arg(file);
    }
    run(&mut install)?;
    std::fs::write(&installed, wanted)?;
    Ok(environment.join("bin"))
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} is not readable", path.display()))
}
