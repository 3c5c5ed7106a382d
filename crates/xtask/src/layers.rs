//! `cargo xtask layers`: a crate depends on lower layers only.
//!
//! Every crate of ours states its layer in `[package.metadata]`: a number, or one of three words.
//! `history` (migrations) knows none of our crates, so that old migrations keep compiling;
//! `dev` serves tests and is known as a dev-dependency only; `tool` is never part of the product.

mod graph;

use crate::process;
use anyhow::{Result, bail};
use graph::{Crate, Edge, Graph, Layer};
use std::collections::BTreeSet;

/// The first layer that may speak HTTP.
const FIRST_HTTP_LAYER: u64 = 9;
const HTTP_CRATES: [&str; 3] = ["actix-web", "actix-http", "actix-rt"];

pub fn run() -> Result<()> {
    let metadata =
        process::output(process::cargo().args(["metadata", "--format-version=1", "--locked"]))?;
    let graph = Graph::read(&metadata)?;
    let complaints = complaints(&graph);
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    if !complaints.is_empty() {
        bail!("{} wrong between the layers", complaints.len());
    }
    println!("{} crates, every dependency points downwards", graph.own.len());
    Ok(())
}

fn complaints(graph: &Graph) -> Vec<String> {
    let mut found = graph.unreadable.clone();
    for member in &graph.own {
        for edge in &member.edges {
            if let Some(target) = graph.own.iter().find(|other| other.name == edge.to) {
                found.extend(wrong_edge(member, edge, target));
            }
        }
        found.extend(wrong_http(graph, member));
    }
    found
}

fn wrong_edge(from: &Crate, edge: &Edge, to: &Crate) -> Option<String> {
    let why = match (from.layer, to.layer) {
        (Layer::Number(above), Layer::Number(below)) if above > below => return None,
        (Layer::Number(above), Layer::Number(below)) if above == below => {
            "crates of one layer never know each other"
        }
        (Layer::Number(_), Layer::Number(_)) => "a dependency points downwards only",
        (Layer::Dev | Layer::Tool, Layer::Number(_) | Layer::Dev) => return None,
        (_, Layer::History) if from.may_migrate() => return None,
        (_, Layer::History) => "only the binary and the tests run migrations",
        (Layer::History, _) => {
            "old migrations must keep compiling, so they know none of our crates"
        }
        (_, Layer::Dev | Layer::Tool) if edge.dev => return None,
        (Layer::Tool, Layer::Tool) => return None,
        (_, Layer::Dev | Layer::Tool) => "it serves tests: make it a dev-dependency",
    };
    // A test may look upwards, as long as what ships does not.
    if edge.dev && from.layer != Layer::History {
        return None;
    }
    Some(format!("{} ({}) depends on {} ({}): {why}", from.name, from.layer, to.name, to.layer))
}

fn wrong_http(graph: &Graph, member: &Crate) -> Option<String> {
    let Layer::Number(number) = member.layer else { return None };
    if number >= FIRST_HTTP_LAYER {
        return None;
    }
    let reached = graph.shipped_with(&member.name);
    let http: BTreeSet<_> = HTTP_CRATES.iter().filter(|name| reached.contains(**name)).collect();
    let first = http.first()?;
    Some(format!(
        "{} (layer {number}) reaches {first}: HTTP begins at layer {FIRST_HTTP_LAYER}",
        member.name
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(name: &str, layer: Layer, edges: &[(&str, bool)]) -> Crate {
        let edges = edges.iter().map(|(to, dev)| Edge { to: (*to).to_owned(), dev: *dev });
        Crate { name: name.to_owned(), layer, edges: edges.collect() }
    }

    fn complain(own: Vec<Crate>) -> Vec<String> {
        complaints(&Graph::of(own, &[("cookies", "actix-web")]))
    }

    #[test]
    fn a_dependency_on_a_lower_layer_is_right() {
        let own = vec![
            member("leads", Layer::Number(7), &[("kernel", false), ("testing", true)]),
            member("kernel", Layer::Number(0), &[]),
            member("testing", Layer::Dev, &[("kernel", false), ("migration", false)]),
            member("migration", Layer::History, &[]),
            member("server", Layer::Number(10), &[("leads", false), ("migration", false)]),
        ];
        assert_eq!(complain(own), Vec::<String>::new());
    }

    #[test]
    fn a_dependency_on_the_same_or_a_higher_layer_is_named() {
        let own = vec![
            member("leads", Layer::Number(7), &[("trials", false), ("api", false)]),
            member("trials", Layer::Number(7), &[]),
            member("api", Layer::Number(9), &[]),
        ];
        assert_eq!(
            complain(own),
            [
                "leads (layer 7) depends on trials (layer 7): crates of one layer never know each other",
                "leads (layer 7) depends on api (layer 9): a dependency points downwards only",
            ]
        );
    }

    #[test]
    fn a_crate_for_tests_must_not_ship() {
        let own = vec![
            member("leads", Layer::Number(7), &[("testing", false)]),
            member("testing", Layer::Dev, &[]),
        ];
        assert_eq!(
            complain(own),
            ["leads (layer 7) depends on testing (layer dev): \
              it serves tests: make it a dev-dependency"]
        );
    }

    #[test]
    fn migrations_know_nobody_and_only_the_binary_and_tests_know_them() {
        let own = vec![
            member("migration", Layer::History, &[("kernel", true)]),
            member("kernel", Layer::Number(0), &[("migration", false)]),
        ];
        assert_eq!(complain(own).len(), 2);
    }

    #[test]
    fn http_is_found_behind_another_crate_but_not_behind_a_test() {
        let own = vec![
            member("leads", Layer::Number(7), &[("cookies", false)]),
            member("kernel", Layer::Number(0), &[("cookies", true)]),
            member("api", Layer::Number(9), &[("cookies", false)]),
        ];
        assert_eq!(complain(own), ["leads (layer 7) reaches actix-web: HTTP begins at layer 9"]);
    }
}
