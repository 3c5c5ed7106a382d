//! Where packages come from is decided by whoever builds, not by this repository: a lock file
//! that names a mirror, or a setting that does, builds on one network only.

use super::source::{Finding, Source};

/// Settings that choose a registry, as they begin a line.
const SETTINGS: [&str; 6] = [
    "registry=",
    "registry =",
    "index-url",
    "extra-index-url",
    "replace-with",
    "npmRegistryServer",
];
const ON_A_COMMAND_LINE: [&str; 2] = ["--index-url", "--registry="];

pub fn check(source: &Source) -> Vec<Finding> {
    source
        .numbered()
        .filter(|(_, line)| names_a_registry(&source.path, line))
        .map(|(number, _)| source.error(number, "this names a package registry"))
        .collect()
}

fn names_a_registry(path: &str, line: &str) -> bool {
    let text = line.trim_start();
    let name = path.rsplit('/').next().unwrap_or(path);
    match name {
        "package-lock.json" => text.starts_with("\"resolved\": \"http"),
        // Cargo writes the name of the public registry whatever it was fetched through.
        "Cargo.lock" => {
            text.starts_with("source = \"registry+")
                && !text.ends_with("rust-lang/crates.io-index\"")
        }
        ".npmrc" | "config.toml" | "pip.conf" | "requirements.txt" => {
            SETTINGS.iter().any(|setting| text.trim_start_matches('-').starts_with(setting))
        }
        "Dockerfile" | "run" => ON_A_COMMAND_LINE.iter().any(|option| text.contains(option)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::lines_found;
    use super::*;

    #[test]
    fn a_mirror_in_a_lock_file_or_a_setting_is_found() {
        for (path, bad) in [
            ("web/package-lock.json", r#"  "resolved": "https://mirror.example/a.tgz","#),
            ("Cargo.lock", r#"source = "registry+https://mirror.example/index""#),
            (".npmrc", "registry=https://mirror.example/"),
            ("tests/contract/requirements.txt", "--index-url https://mirror.example/simple"),
            ("Dockerfile", "RUN pip install --index-url https://mirror.example a"),
        ] {
            assert_eq!(lines_found(check, path, bad), [1], "{path}");
        }
    }

    #[test]
    fn what_every_lock_file_says_is_fine() {
        let cargo = r#"source = "registry+https://github.com/rust-lang/crates.io-index""#;
        assert_eq!(lines_found(check, "Cargo.lock", cargo), Vec::<usize>::new());
        let npm = r#"  "integrity": "sha512-abc","#;
        assert_eq!(lines_found(check, "web/package-lock.json", npm), Vec::<usize>::new());
    }
}
