//! Reading and changing things over the API before something is measured.

use crate::access;
use crate::http::{Connection, Request};
use anyhow::{Result, bail};
use serde_json::Value;

/// Somebody who asks over one connection.
pub struct Desk<'a> {
    pub connection: Connection,
    pub key: &'a str,
}

impl Desk<'_> {
    pub fn get(&mut self, path: &str) -> Result<Value> {
        self.answer(&access::get(self.key, path))
    }

    /// Changes an object that was seen.
    pub fn send(&mut self, mut request: Request, seen: &Value) -> Result<Value> {
        if let Some(version) = seen["version"].as_i64() {
            request.headers.push(("If-Match".to_owned(), format!("\"{version}\"")));
        }
        self.answer(&request)
    }

    fn answer(&mut self, request: &Request) -> Result<Value> {
        let answer = self.connection.send(request)?;
        if !(200..300).contains(&answer.status) {
            bail!("{}: {}", answer.status, String::from_utf8_lossy(&answer.body));
        }
        Ok(serde_json::from_slice(&answer.body)?)
    }
}
