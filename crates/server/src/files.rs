//! The few files beside the database.

use anyhow::Context as _;
use kernel::{Random as _, Secret, SystemRandom};
use std::{
    fmt::Write as _,
    io::Write as _,
    path::{Path, PathBuf},
};

/// Lines of `NAME=value` that stand in for environment variables: `perennial.env` here, or the file that
/// `PERENNIAL_CONFIG` names.
pub fn load_configuration_file() -> anyhow::Result<()> {
    let named = std::env::var_os("PERENNIAL_CONFIG").map(PathBuf::from);
    let file = named.clone().unwrap_or_else(|| "perennial.env".into());
    if named.is_none() && !file.exists() {
        return Ok(());
    }
    dotenvy::from_path(&file)
        .with_context(|| format!("the configuration file {} can't be read", file.display()))
}

/// The secret of an embedded installation, made on its first start.
pub fn kept_secret(data_dir: &Path) -> anyhow::Result<Secret> {
    let file = data_dir.join("secret");
    if !file.exists() {
        let mut random = [0; 32];
        SystemRandom.fill(&mut random);
        let mut text = String::new();
        for byte in random {
            write!(text, "{byte:02x}")?;
        }
        write_private(&file, text.as_bytes())?;
    }
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("{} can't be read", file.display()))?;
    Ok(Secret::new(text.trim().as_bytes()))
}

/// A file that only its owner may read.
pub fn write_private(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open =
        options.open(file).with_context(|| format!("{} can't be written", file.display()))?;
    open.write_all(content)?;
    open.sync_all()?;
    Ok(())
}
