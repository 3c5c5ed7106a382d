//! Where things lie in the repository.

use std::path::{Path, PathBuf};

/// The directory with the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this crate lies two directories below the root")
        .to_owned()
}

/// Cargo's build directory, where logs and tools of ours lie too.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
