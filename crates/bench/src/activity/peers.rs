//! The others: DuckDB and the engine of ClickHouse, asked the same by a script beside this crate.

use super::question::{Asking, peer_parameters};
use crate::repository;
use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Where `cargo xtask` has installed them: the Python to run.
const PYTHON: &str = "PERENNIAL_BENCH_PYTHON";
/// Warm runs of each formulation.
const RUNS: u8 = 5;

/// Answers and times by engine.
pub type Peers = BTreeMap<String, Peer>;

#[derive(Deserialize)]
pub struct Peer {
    pub questions: BTreeMap<String, Answered>,
}

#[derive(Deserialize)]
pub struct Answered {
    pub answer: Value,
    /// By formulation.
    pub raw: BTreeMap<String, Millis>,
    pub rollup: BTreeMap<String, Millis>,
}

#[derive(Clone, Copy, Deserialize)]
pub struct Millis {
    pub best: f64,
    pub median: f64,
    /// Processor time of all threads, the median.
    pub used: f64,
}

/// The one that takes least, usually.
pub fn fastest(formulations: &BTreeMap<String, Millis>) -> Option<(&str, Millis)> {
    let all = formulations.iter().map(|(name, millis)| (name.as_str(), *millis));
    all.min_by(|a, b| a.1.median.total_cmp(&b.1.median))
}

/// `engines` as their modules begin: `duckdb`, `chdb`.
pub fn ask(
    engines: &[&str],
    is_timed: bool,
    askings: &[Asking],
    (lines, directory): (&Path, &Path),
) -> Result<Peers> {
    let python = std::env::var_os(PYTHON)
        .with_context(|| format!("{PYTHON} is not set; `cargo xtask bench activity` sets it"))?;
    let task = json!({
        "lines": lines, "directory": directory, "engines": engines,
        "runs": if is_timed { RUNS } else { 0 }, "parameters": peer_parameters(),
        "questions": askings.iter().map(Asking::for_peers).collect::<Vec<_>>(),
    });
    let mut script = Command::new(python)
        .arg(repository::root().join("crates/bench/peers/ask.py"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("Python did not start")?;
    let mut input = script.stdin.take().context("the script has no input")?;
    input.write_all(task.to_string().as_bytes())?;
    drop(input);
    let output = script.wait_with_output()?;
    if !output.status.success() {
        bail!("the others were not asked ({})", output.status);
    }
    serde_json::from_slice(&output.stdout).context("the script printed something else")
}

/// Every answer of the others must be ours; tells how many figures were compared.
pub fn compare(peers: &Peers, ours: &BTreeMap<String, Value>) -> Result<usize> {
    let mut compared = 0;
    for (engine, peer) in peers {
        for (key, answered) in &peer.questions {
            let mine = ours.get(key).with_context(|| format!("{key} was not asked here"))?;
            if mine != &answered.answer {
                bail!("{engine} answers `{key}` with\n{}\nand we with\n{mine}", answered.answer);
            }
            compared += figures(mine);
        }
    }
    Ok(compared)
}

fn figures(answer: &Value) -> usize {
    answer.as_array().map_or(1, |list| list.iter().map(figures).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_figure_that_differs_is_an_error() {
        let answered = |answer| Answered { answer, raw: BTreeMap::new(), rollup: BTreeMap::new() };
        let peer =
            |answer| Peer { questions: BTreeMap::from([("funnel ".to_owned(), answered(answer))]) };
        let ours = BTreeMap::from([("funnel ".to_owned(), json!([[3, 2], [1]]))]);
        let compared =
            |answer| compare(&BTreeMap::from([("duckdb".to_owned(), peer(answer))]), &ours);
        assert_eq!(compared(json!([[3, 2], [1]])).unwrap(), 3);
        assert!(compared(json!([[3, 2], [2]])).is_err());
    }
}
