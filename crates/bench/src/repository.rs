//! Where things lie in the repository.

use std::path::{Path, PathBuf};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("this crate lies two directories below the root")
        .to_owned()
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The binary of the same profile as this one, which `cargo xtask` builds before it runs us.
pub fn binary() -> PathBuf {
    target().join(if cfg!(debug_assertions) { "debug" } else { "release" }).join("perennial")
}
