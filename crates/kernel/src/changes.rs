use serde::Serialize;
use serde_json::{Map, Value, json};

/// What a write changed: field → before and after. Kept in the audit trail and shown on timelines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes(Map<String, Value>);

/// Fields that say nothing to the reader of an audit trail.
const BOOKKEEPING: [&str; 4] = ["updated_at", "version", "search_text", "workspace_id"];

impl Changes {
    /// Compares two states of the same row, field by field.
    pub fn between<T: Serialize>(before: &T, after: &T) -> Self {
        let (Value::Object(before), Value::Object(after)) = (to_json(before), to_json(after))
        else {
            return Self::default();
        };
        let changed = after.into_iter().filter_map(|(field, after)| {
            let before = before.get(&field).cloned().unwrap_or(Value::Null);
            let told = before != after && !BOOKKEEPING.contains(&field.as_str());
            told.then(|| (field, json!({ "before": before, "after": after })))
        });
        Self(changed.collect())
    }

    /// Names a field as changed without keeping what it was: for contact data and secrets, which must not
    /// live on in the audit trail after they were erased.
    pub fn conceal(mut self, fields: &[&str]) -> Self {
        for field in fields {
            if let Some(change) = self.0.get_mut(*field) {
                *change = json!({ "concealed": true });
            }
        }
        self
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    pub fn into_json(self) -> Value {
        Value::Object(self.0)
    }
}

fn to_json<T: Serialize>(row: &T) -> Value {
    serde_json::to_value(row).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fields_that_differ_are_told_and_concealed_ones_keep_their_values_to_themselves() {
        let before = json!({ "name": "Li", "phone": "1", "version": 1 });
        let after = json!({ "name": "Li", "phone": "2", "version": 2 });
        let changes = Changes::between(&before, &after);
        assert_eq!(
            changes.clone().into_json(),
            json!({ "phone": { "before": "1", "after": "2" } })
        );
        let concealed = changes.conceal(&["phone", "email"]).into_json();
        assert_eq!(concealed, json!({ "phone": { "concealed": true } }));
    }
}
