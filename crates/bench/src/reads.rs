//! Every read that the document offers, one after the other on the demo's year, as pages of the browser ask for it: what
//! somebody waits for must be there in a tenth of a second.

use crate::access;
use crate::figure::{Figures, Target};
use crate::http::{Connection, Request};
use crate::repository;
use crate::server::{Home, Server};
use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use std::time::Instant;
use test_postgres::{Durability, TestPostgres};

const RUNS: usize = 15;
const BELOW_MS: f64 = 100.0;
/// The slowest ones are shown by name.
const SHOWN: usize = 8;
/// What operations demand.
const DEMANDED: [(&str, &str); 2] = [("list", "leads"), ("q", "%E5%BC%A0")];

pub fn measure(figures: &mut Figures) -> Result<()> {
    let directory = tempfile::tempdir_in("/var/tmp")?;
    let database_url = format!("sqlite://{}", directory.path().join("perennial.db").display());
    let home = Home { directory: directory.path(), database_url: &database_url };
    measure_on("SQLite", &home, figures)?;
    let postgres = TestPostgres::start(Durability::Full)?;
    let url = postgres.url();
    measure_on("PostgreSQL", &Home { database_url: &url, ..home }, figures)
}

fn measure_on(name: &str, home: &Home<'_>, figures: &mut Figures) -> Result<()> {
    println!("filling {name}");
    let started = Instant::now();
    let workspace = access::demo_workspace(home)?;
    let seconds = started.elapsed().as_secs_f64();
    figures.add(format!("demo's year, {name}"), seconds, "s", Target::Below(30.0));
    let key = access::new_key(home, &workspace, &grants_to_read()?)?;
    let (server, _) = Server::start(home)?;
    let mut reads = Vec::new();
    for path in paths(&server, &key)? {
        reads.push((time(&server, &access::get(&key, &path))?, path));
    }
    reads.sort_by(|(left, _), (right, _)| right.total_cmp(left));
    println!("{name}: {} reads", reads.len());
    for (milliseconds, path) in reads.iter().take(SHOWN) {
        let operation = path.split('?').next().unwrap_or_default();
        let target = Target::Below(BELOW_MS);
        figures.add(format!("{name}, {operation}"), *milliseconds, "ms", target);
    }
    Ok(())
}

/// The median, in milliseconds.
fn time(server: &Server, request: &Request) -> Result<f64> {
    let mut connection = Connection::open(server.address)?;
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        let answer = connection.send(request)?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        if answer.status != 200 {
            let body = String::from_utf8_lossy(&answer.body);
            bail!("{}: {} {body}", request.path, answer.status);
        }
    }
    times.sort_unstable_by(f64::total_cmp);
    Ok(times[RUNS / 2])
}

/// The addresses of all reads that a key may ask for, with an id of what is there and a count where there can be one.
fn paths(server: &Server, key: &str) -> Result<Vec<String>> {
    let document = document()?;
    let operations = document["paths"].as_object().context("the document has paths")?;
    let mut paths = Vec::new();
    for (path, item) in operations {
        let operation = &item["get"];
        let mut ways = operation["security"].as_array().into_iter().flatten();
        let is_for_keys = ways.any(|way| way.get("secret_key").is_some());
        // A file that is downloaded may take as long as it is large.
        if !is_for_keys || path.rsplit('.').next() == Some("csv") {
            continue;
        }
        match with_id(server, key, path)? {
            Some(path) => paths.push(format!("{path}{}", query(operation))),
            None => println!("{path} is not measured: the demo has none"),
        }
    }
    Ok(paths)
}

/// The address with the id of the first object that its list shows.
fn with_id(server: &Server, key: &str, path: &str) -> Result<Option<String>> {
    let Some((list, rest)) = path.split_once("/{id}") else { return Ok(Some(path.to_owned())) };
    let answer = Connection::open(server.address)?.send(&access::get(key, list))?;
    let page: Value = serde_json::from_slice(&answer.body)?;
    Ok(page["data"][0]["id"].as_str().map(|id| format!("{list}/{id}{rest}")))
}

fn query(operation: &Value) -> String {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let value = |parameter: &Value| {
        let name = parameter["name"].as_str()?;
        let demanded = DEMANDED.iter().find(|(demanded, _)| *demanded == name);
        match (name, demanded) {
            ("count", _) => Some("count=true".to_owned()),
            (_, Some((_, value))) if parameter["required"] == true => {
                Some(format!("{name}={value}"))
            }
            _ => None,
        }
    };
    let values: Vec<_> = parameters.filter_map(value).collect();
    if values.is_empty() { String::new() } else { format!("?{}", values.join("&")) }
}

/// Every grant that lets read, as the document lists them with its operations.
fn grants_to_read() -> Result<String> {
    let document = document()?;
    let items = document["paths"].as_object().context("the document has paths")?.values();
    let ways = items.filter_map(|item| item["get"]["security"].as_array()).flatten();
    let grants = ways.filter_map(|way| way["secret_key"].as_array()).flatten();
    let mut grants: Vec<_> = grants.filter_map(Value::as_str).collect();
    grants.sort_unstable();
    grants.dedup();
    Ok(grants.join(","))
}

fn document() -> Result<Value> {
    let path = repository::root().join("openapi/openapi.json");
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}
