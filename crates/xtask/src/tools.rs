//! What this machine needs, and installing it where we may.

use crate::process;
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const OLDEST_NODE: (u32, u32) = (20, 19);

/// A program outside the repository and the Debian package that brings it.
pub struct Tool {
    pub what: &'static str,
    pub package: &'static str,
    pub is_there: fn() -> bool,
}

pub const POSTGRESQL: Tool = Tool {
    what: "PostgreSQL (for the tests on both databases)",
    package: "postgresql",
    is_there: || debian_postgresql() || on_path("initdb").is_some(),
};
pub const CHROMIUM: Tool = Tool {
    what: "Chromium (for the browser journeys)",
    package: "chromium",
    is_there: || chromium().is_some(),
};
pub const CHINESE_FONTS: Tool = Tool {
    what: "Chinese fonts (for the browser journeys)",
    package: "fonts-noto-cjk",
    is_there: || {
        cfg!(target_os = "macos")
            || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists()
            || process::output(Command::new("fc-list").arg(":lang=zh"))
                .is_ok_and(|fonts| !fonts.trim().is_empty())
    },
};
pub const PYTHON: Tool = Tool {
    what: "Python 3 with venv (for the contract tests and DuckDB)",
    package: "python3-venv",
    is_there: || succeeds(Command::new("python3").args(["-c", "import venv, ensurepip"])),
};

/// Installs what is missing with apt when we are root, else says what to install.
pub fn require(tools: &[&Tool]) -> Result<()> {
    let missing: Vec<_> = tools.iter().filter(|tool| !(tool.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<_> = missing.iter().map(|tool| tool.package).collect();
    if is_root() && on_path("apt-get").is_some() {
        println!("installing {}", packages.join(", "));
        let mut update = process::command("apt-get");
        process::run(update.args(["update", "-qq"]).stdin(Stdio::null()))?;
        let mut install = process::command("apt-get");
        install.args(["install", "-qq", "-y", "--no-install-recommends"]).args(&packages);
        install.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
        install.stdout(Stdio::null());
        return process::run(&mut install);
    }
    bail!(advice(&missing))
}

fn advice(missing: &[&&Tool]) -> String {
    let names: Vec<_> = missing.iter().map(|tool| tool.what).collect();
    let packages: Vec<_> = missing.iter().map(|tool| tool.package).collect();
    format!(
        "missing: {}. On Debian or Ubuntu: sudo apt-get install {}",
        names.join(", "),
        packages.join(" ")
    )
}

/// Node and npm, which no package of the distribution brings new enough.
pub fn require_node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let advice = format!("Install Node {major}.{minor} or newer from https://nodejs.org");
    let version = process::output(Command::new("node").arg("--version"))
        .with_context(|| format!("Node is missing. {advice}"))?;
    let Some(found) = node_version(version.trim()) else {
        bail!("`node --version` said {version:?}. {advice}");
    };
    if found < OLDEST_NODE {
        bail!("Node is {}, too old. {advice}", version.trim());
    }
    process::output(Command::new("npm").arg("--version"))
        .with_context(|| format!("npm is missing; it comes with Node. {advice}"))?;
    Ok(())
}

fn node_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

pub fn chromium() -> Option<PathBuf> {
    let chosen = std::env::var_os("PERENNIAL_TEST_CHROMIUM").map(PathBuf::from);
    chosen.or_else(|| on_path("chromium")).or_else(|| on_path("chromium-browser"))
}

pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|it| it.join(program)).find(|it| it.is_file())
}

pub fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0")
}

pub fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn debian_postgresql() -> bool {
    std::fs::read_dir("/usr/lib/postgresql").is_ok_and(|versions| {
        versions.flatten().any(|version| version.path().join("bin/initdb").exists())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_node_is_told_from_a_new_one() {
        assert!(node_version("v20.18.3").unwrap() < OLDEST_NODE);
        assert!(node_version("v20.19.0").unwrap() >= OLDEST_NODE);
        assert!(node_version("v24.1.0").unwrap() >= OLDEST_NODE);
        assert_eq!(node_version("nonsense"), None);
    }

    #[test]
    fn what_is_missing_is_named_with_its_package() {
        let text = advice(&[&&CHROMIUM, &&PYTHON]);
        assert!(
            text.contains("Chromium") && text.ends_with("apt-get install chromium python3-venv")
        );
    }
}
