//! Questions asked one after the other over one connection, as an operator does.

use crate::access;
use crate::figure::{Figures, Target};
use crate::http::{Connection, Request};
use anyhow::{Result, bail};
use serde_json::Value;
use std::time::{Duration, Instant};

/// How often each question is asked once it is warm.
const ASKED: usize = 60;

pub struct Asker<'a> {
    pub connection: Connection,
    pub key: &'a str,
}

impl Asker<'_> {
    /// Asks a question many times; reports the first time, and the median and the slowest hundredth of the others.
    /// Returns the first answer.
    pub fn report(
        &mut self,
        (name, p50, p99): (&str, f64, f64),
        (path, question): (&str, &Value),
        figures: &mut Figures,
    ) -> Result<Value> {
        let (first, answer) = self.ask(path, question)?;
        let times = (0..ASKED).map(|_| self.ask(path, question).map(|(took, _)| took));
        let mut times = times.collect::<Result<Vec<Duration>>>()?;
        times.sort_unstable();
        let at = |share: usize| times[(times.len() - 1) * share / 100].as_secs_f64() * 1000.0;
        figures.add(format!("{name}, first"), first.as_secs_f64() * 1000.0, "ms", Target::None);
        figures.add(format!("{name}, p50"), at(50), "ms", Target::Below(p50));
        figures.add(format!("{name}, p99"), at(99), "ms", Target::Below(p99));
        Ok(answer)
    }

    fn ask(&mut self, path: &str, question: &Value) -> Result<(Duration, Value)> {
        let request = post(self.key, path, question.to_string().into_bytes());
        let started = Instant::now();
        let answer = self.connection.send(&request)?;
        let took = started.elapsed();
        if answer.status != 200 {
            bail!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body));
        }
        Ok((took, serde_json::from_slice(&answer.body)?))
    }
}

pub fn post(key: &str, path: &str, body: Vec<u8>) -> Request {
    let mut request = access::get(key, path);
    request.method = "POST";
    request.headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
    request.body = body;
    request
}
