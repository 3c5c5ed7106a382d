//! Custom attributes of leads, checked against the workspace's definitions of them.

use customers::attribute::{AttributeObject, Definitions};
use kernel::{Error, Findings, WorkspaceTx};
use serde_json::{Map, Value};

/// The attributes after a change of some of them: what is left out stays, null takes one away. What is wrong with
/// the change is added to the findings.
pub(crate) async fn change(
    tx: &WorkspaceTx,
    findings: &mut Findings,
    present: &Value,
    change: &Map<String, Value>,
) -> Result<Value, Error> {
    let mut values = present.as_object().cloned().unwrap_or_default();
    if !change.is_empty() {
        let definitions = Definitions::of(tx, AttributeObject::Lead).await?;
        if let Err(errors) = definitions.apply(&mut values, change) {
            findings.extend(errors);
        }
    }
    Ok(Value::Object(values))
}
