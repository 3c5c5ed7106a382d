//! How the product is built: one list for `run`, `test`, `bench` and, checked by a test, for the
//! `Dockerfile`.

use crate::{process, repository};
use std::path::PathBuf;
use std::process::Command;

/// In `web/`.
pub const WEB_INSTALL: &[&str] = &["npm", "ci"];
/// In `web/`: the client from the OpenAPI document, the SPA, the portal, the budgets.
pub const WEB_BUILD: &[&str] = &["npm", "run", "build"];
pub const SERVER_RELEASE: &[&str] =
    &["cargo", "build", "--locked", "--release", "--package", "server"];
pub const SERVER_DEVELOPMENT: &[&str] = &["cargo", "build", "--locked", "--package", "server"];
/// The binary that both build.
pub const BINARY: &str = "perennial";
/// What both builds leave in `web/` for `PERENNIAL_WEB_DIR`: `admin` and `portal`.
pub const WEB_OUTPUT: &str = "dist";

/// The recipe as a command in the root of the repository.
pub fn command(words: &[&str]) -> Command {
    let mut command = match words[0] {
        "cargo" => process::cargo(),
        program => process::command(program),
    };
    command.args(&words[1..]);
    command
}

/// Where Cargo leaves the binary.
pub fn binary(release: bool) -> PathBuf {
    repository::target().join(if release { "release" } else { "debug" }).join(BINARY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> String {
        std::fs::read_to_string(repository::root().join(name)).unwrap()
    }

    #[test]
    fn the_image_is_built_with_the_commands_that_the_tests_use() {
        let dockerfile = file("Dockerfile");
        let runs: Vec<_> = dockerfile.lines().filter_map(|it| it.strip_prefix("RUN ")).collect();
        for recipe in [WEB_INSTALL, WEB_BUILD, SERVER_RELEASE] {
            assert!(runs.contains(&recipe.join(" ").as_str()), "{recipe:?} is not among {runs:?}");
        }
        assert!(dockerfile.contains(&format!("/source/web/{WEB_OUTPUT} ")));
    }

    #[test]
    fn every_image_of_the_composition_is_a_stage_of_the_dockerfile() {
        let dockerfile = file("Dockerfile");
        let composition = file("docker-compose.yml");
        let targets = composition.lines().filter_map(|it| it.trim().strip_prefix("target: "));
        let targets: Vec<_> = targets.collect();
        assert_eq!(targets, ["perennial", "web"]);
        for target in targets {
            assert!(dockerfile.contains(&format!(" AS {target}\n")), "no stage {target}");
        }
    }
}
