//! Our crates and what they depend on, as `cargo metadata` tells it.

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Number(u64),
    History,
    Dev,
    Tool,
}

impl Layer {
    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_u64().map(Self::Number),
            Value::String(word) => match word.as_str() {
                "history" => Some(Self::History),
                "dev" => Some(Self::Dev),
                "tool" => Some(Self::Tool),
                _ => None,
            },
            _ => None,
        }
    }
}

impl fmt::Display for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "layer {number}"),
            Self::History => f.write_str("layer history"),
            Self::Dev => f.write_str("layer dev"),
            Self::Tool => f.write_str("layer tool"),
        }
    }
}

/// One of our crates.
pub struct Crate {
    pub name: String,
    pub layer: Layer,
    pub edges: Vec<Edge>,
}

impl Crate {
    /// The binary migrates at start; tests prepare databases.
    pub fn may_migrate(&self) -> bool {
        matches!(self.layer, Layer::Number(10) | Layer::Dev | Layer::Tool)
    }
}

pub struct Edge {
    pub to: String,
    pub dev: bool,
}

pub struct Graph {
    pub own: Vec<Crate>,
    /// Crates of ours that state no layer, or none that we know.
    pub unreadable: Vec<String>,
    /// What each crate, also of others, brings along when it ships.
    ships: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    metadata: Option<Value>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<NodeDependency>,
}

#[derive(Deserialize)]
struct NodeDependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

impl Graph {
    pub fn read(metadata: &str) -> Result<Self> {
        let metadata: Metadata =
            serde_json::from_str(metadata).context("cargo metadata has an unknown shape")?;
        let names: BTreeMap<&str, &str> =
            metadata.packages.iter().map(|it| (it.id.as_str(), it.name.as_str())).collect();
        let mut graph = Self { own: Vec::new(), unreadable: Vec::new(), ships: BTreeMap::new() };
        for package in &metadata.packages {
            if metadata.workspace_members.contains(&package.id) {
                graph.add_own(package);
            }
        }
        for node in &metadata.resolve.nodes {
            let shipped = node.deps.iter().filter(|it| it.dep_kinds.iter().any(Kind::ships));
            let targets = shipped.map(|it| names[it.pkg.as_str()].to_owned());
            graph.ships.entry(names[node.id.as_str()].to_owned()).or_default().extend(targets);
        }
        Ok(graph)
    }

    fn add_own(&mut self, package: &Package) {
        let stated = package.metadata.as_ref().and_then(|it| it.get("layer"));
        let Some(layer) = stated.and_then(Layer::read) else {
            self.unreadable.push(format!(
                "{} states no layer: add `layer = …` to [package.metadata], \
                 a number or \"history\", \"dev\", \"tool\"",
                package.name
            ));
            return;
        };
        let edges = package.dependencies.iter().map(|dependency| Edge {
            to: dependency.name.clone(),
            dev: dependency.kind.as_deref() == Some("dev"),
        });
        self.own.push(Crate { name: package.name.clone(), layer, edges: edges.collect() });
    }

    /// Every crate that ships when this one ships.
    pub fn shipped_with<'a>(&'a self, name: &'a str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![name];
        while let Some(next) = waiting.pop() {
            let targets = self.ships.get(next).into_iter().flatten();
            waiting.extend(targets.map(String::as_str).filter(|target| reached.insert(*target)));
        }
        reached
    }
}

impl Kind {
    fn ships(&self) -> bool {
        self.kind.as_deref() != Some("dev")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Graph {
        /// Our crates with their edges, and further edges among crates of others.
        pub fn of(own: Vec<Crate>, others: &[(&str, &str)]) -> Self {
            let mut ships: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (from, to) in others {
                ships.entry((*from).to_owned()).or_default().insert((*to).to_owned());
            }
            for member in &own {
                let targets = member.edges.iter().filter(|it| !it.dev).map(|it| it.to.clone());
                ships.entry(member.name.clone()).or_default().extend(targets);
            }
            Self { own, unreadable: Vec::new(), ships }
        }
    }

    #[test]
    fn a_crate_without_a_layer_is_named() {
        let metadata = r#"{
            "packages": [
                {"id": "a", "name": "a", "metadata": {"layer": 3}, "dependencies": []},
                {"id": "b", "name": "b", "metadata": null, "dependencies": []},
                {"id": "c", "name": "c", "metadata": {"layer": "attic"}, "dependencies": []}
            ],
            "workspace_members": ["a", "b", "c"],
            "resolve": {"nodes": []}
        }"#;
        let graph = Graph::read(metadata).unwrap();
        assert_eq!(graph.own.len(), 1);
        assert_eq!(graph.unreadable.len(), 2);
    }

    #[test]
    fn a_dev_dependency_does_not_ship() {
        let metadata = r#"{
            "packages": [
                {"id": "a 1", "name": "a", "metadata": {"layer": 3}, "dependencies": []},
                {"id": "b 1", "name": "b", "metadata": null, "dependencies": []},
                {"id": "c 1", "name": "c", "metadata": null, "dependencies": []}
            ],
            "workspace_members": ["a 1"],
            "resolve": {"nodes": [{"id": "a 1", "deps": [
                {"pkg": "b 1", "dep_kinds": [{"kind": "dev"}]},
                {"pkg": "c 1", "dep_kinds": [{"kind": "dev"}, {"kind": null}]}
            ]}]}
        }"#;
        let graph = Graph::read(metadata).unwrap();
        assert_eq!(graph.shipped_with("a"), BTreeSet::from(["c"]));
    }
}
