//! An installation for development: where it listens, where it keeps what, and its binary.

use crate::{process, web};
use anyhow::{Context as _, Result};
use std::io::Read as _;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Installation {
    binary: PathBuf,
    pub data: PathBuf,
    pub address: SocketAddr,
    /// On PostgreSQL: its address and the secret that the product then asks for.
    postgres: Option<(String, String)>,
}

impl Installation {
    pub fn new(
        binary: PathBuf,
        data: &Path,
        address: SocketAddr,
        postgres: Option<String>,
    ) -> Result<Self> {
        std::fs::create_dir_all(data)
            .with_context(|| format!("{} cannot be made", data.display()))?;
        let data = data.canonicalize()?;
        let postgres = match postgres {
            Some(url) => Some((url, kept_secret(&data.join("secret"))?)),
            None => None,
        };
        Ok(Self { binary, data, address, postgres })
    }

    /// The binary, configured.
    pub fn perennial(&self) -> Command {
        let mut command = process::command(&self.binary.to_string_lossy());
        command
            .env("PERENNIAL_DATA_DIR", &self.data)
            .env("PERENNIAL_LISTEN", self.address.to_string())
            .env("PERENNIAL_WEB_DIR", web::output());
        if self.address.ip().is_loopback() {
            // Nobody but this machine's user can register a webhook, and theirs listens here.
            command.env("PERENNIAL_WEBHOOK_ALLOW_PRIVATE", "true");
        }
        match &self.postgres {
            Some((url, secret)) => {
                command.env("PERENNIAL_DATABASE_URL", url).env("PERENNIAL_SECRET", secret)
            }
            None => command.env_remove("PERENNIAL_DATABASE_URL"),
        };
        command
    }

    pub fn serve(&self) -> Command {
        let mut serve = self.perennial();
        serve.arg("serve");
        serve
    }

    /// The embedded default migrates by itself; PostgreSQL waits to be told.
    pub fn migrate(&self) -> Result<()> {
        if self.postgres.is_some() {
            process::run(self.perennial().args(["migrate", "up"]))?;
        }
        Ok(())
    }

    /// Whether somebody has used this data directory before.
    pub fn is_used(&self) -> bool {
        self.data.join("perennial.db").exists()
    }
}

/// The product makes and keeps a secret on the embedded default only; here we do it for both.
fn kept_secret(file: &Path) -> Result<String> {
    if let Ok(secret) = std::env::var("PERENNIAL_SECRET") {
        return Ok(secret);
    }
    if !file.exists() {
        let mut bytes = [[0; 16]; 2];
        std::fs::File::open("/dev/urandom")?.read_exact(bytes.as_flattened_mut())?;
        let [first, second] = bytes.map(u128::from_ne_bytes);
        let text = format!("{first:032x}{second:032x}");
        let mut options = std::fs::OpenOptions::new();
        let mut open = options.write(true).create_new(true).mode(0o600).open(file)?;
        std::io::Write::write_all(&mut open, text.as_bytes())?;
    }
    Ok(std::fs::read_to_string(file)?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_made_once_and_kept() {
        let directory = std::env::temp_dir().join(format!("perennial-run-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let file = directory.join("secret");
        let first = kept_secret(&file).unwrap();
        assert_eq!(first.len(), 64);
        assert_eq!(kept_secret(&file).unwrap(), first);
        std::fs::remove_dir_all(&directory).unwrap();
    }
}
