//! The steps in their order: what fails fast comes first.

mod checks;
mod rust;
mod web;

use super::step::Step;

pub fn all() -> Vec<Step> {
    vec![
        Step { name: "fmt", about: "Rust is formatted", action: checks::fmt },
        Step {
            name: "layers",
            about: "every crate depends on lower layers only",
            action: checks::layers,
        },
        Step {
            name: "lint",
            about: "no raw finders, leftovers, long files, nameless tests",
            action: checks::lint,
        },
        Step {
            name: "web",
            about: "the SPA's lint, types, units, build, budgets",
            action: web::all,
        },
        Step { name: "deny", about: "licences, sources, advisories", action: checks::deny },
        Step { name: "clippy", about: "no warning in any target", action: checks::clippy },
        Step {
            name: "rust",
            about: "all Rust tests on SQLite and PostgreSQL",
            action: rust::tests,
        },
    ]
}
