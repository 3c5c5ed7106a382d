//! What properties events of a name have, and of which types: learnt from a sample of the events of each refresh.

use crate::sql;
use kernel::{Error, WorkspaceTx};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// How many events of a refresh are looked at: the newest.
const SAMPLE: i64 = 300;
/// A broken client that makes up keys must not hurt.
const MOST_PROPERTIES: i64 = 200;
const LONGEST: usize = 200;

kernel::words! {
    /// What a value is, as JSON has it.
    pub enum PropertyType {
        Text = "string",
        Number = "number",
        Boolean = "boolean",
        Object = "object",
        Array = "array",
        Null = "null",
    }
}

impl PropertyType {
    const fn of(value: &Value) -> Self {
        match value {
            Value::String(_) => Self::Text,
            Value::Number(_) => Self::Number,
            Value::Bool(_) => Self::Boolean,
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Array,
            Value::Null => Self::Null,
        }
    }

    const fn bit(self) -> i32 {
        1 << self as i32
    }
}

/// A property of the events of a name.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EventProperty {
    #[schema(example = "format")]
    pub name: String,
    /// Every type that it came with.
    pub types: Vec<PropertyType>,
    /// In how many of the events that were looked at it stood. Not every event is looked at.
    #[schema(example = 1200)]
    pub seen: i64,
}

/// Looks at some of the events after one number, up to another.
pub async fn learn(tx: &WorkspaceTx, after: i64, last: i64) -> Result<(), Error> {
    // The newest whether they have properties or not: else a refresh of events without any would read them all.
    let sql = "SELECT name_number, properties FROM (SELECT name_number, properties FROM event \
               WHERE workspace_id = $1 AND id > $2 AND id <= $3 ORDER BY id DESC LIMIT $4) AS newest \
               WHERE properties IS NOT NULL";
    let mut found: BTreeMap<(i32, String), (i32, i64)> = BTreeMap::new();
    for row in sql::query(tx, sql, [after.into(), last.into(), SAMPLE.into()]).await? {
        let (name, properties): (i32, Value) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let Value::Object(properties) = properties else { continue };
        for (key, value) in properties {
            if key.chars().count() <= LONGEST {
                let (types, seen) = found.entry((name, key)).or_default();
                *types |= PropertyType::of(&value).bit();
                *seen += 1;
            }
        }
    }
    // A new key is kept as long as there is room; a known one is always counted.
    let sql = "INSERT INTO event_property (workspace_id, name_number, property, types, seen) \
               SELECT w.id, $2, $3, $4, $5 FROM workspace w WHERE w.id = $1 AND \
               ((SELECT COUNT(*) FROM event_property p WHERE p.workspace_id = $1 AND p.name_number = $2) < $6 \
               OR EXISTS (SELECT 1 FROM event_property p WHERE p.workspace_id = $1 AND p.name_number = $2 \
               AND p.property = $3)) \
               ON CONFLICT (workspace_id, name_number, property) DO UPDATE \
               SET types = event_property.types | excluded.types, seen = event_property.seen + excluded.seen";
    for ((name, key), (types, seen)) in found {
        let values = [name.into(), key.into(), types.into(), seen.into(), MOST_PROPERTIES.into()];
        sql::execute(tx, sql, values).await?;
    }
    Ok(())
}

/// The properties of these names, the most common first.
pub async fn of_names(
    tx: &WorkspaceTx,
    names: &[i32],
) -> Result<BTreeMap<i32, Vec<EventProperty>>, Error> {
    let list: Vec<_> = names.iter().map(ToString::to_string).collect();
    if list.is_empty() {
        return Ok(BTreeMap::new());
    }
    let sql = format!(
        "SELECT name_number, property, types, seen FROM event_property \
         WHERE workspace_id = $1 AND name_number IN ({}) ORDER BY seen DESC, property",
        list.join(",")
    );
    let mut properties: BTreeMap<i32, Vec<EventProperty>> = BTreeMap::new();
    for row in sql::query(tx, &sql, []).await? {
        let bits: i32 = row.try_get_by_index(2)?;
        let types = PropertyType::ALL.iter().copied().filter(|it| bits & it.bit() != 0);
        properties.entry(row.try_get_by_index(0)?).or_default().push(EventProperty {
            name: row.try_get_by_index(1)?,
            types: types.collect(),
            seen: row.try_get_by_index(3)?,
        });
    }
    Ok(properties)
}
