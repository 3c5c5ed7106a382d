//! What an import did to one row of a table, with images of the row, so that it can be taken back exactly.

use kernel::Error;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// One row written. The images are the entity's `Model` as JSON, so it derives `Serialize` and `Deserialize`.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The table's name: `account`.
    pub object: String,
    pub id: Uuid,
    /// `None` for a row that did not exist.
    pub before: Option<Value>,
    pub after: Value,
}

impl Effect {
    pub fn created(
        object: &str,
        id: impl Into<Uuid>,
        after: &impl Serialize,
    ) -> Result<Self, Error> {
        let after = serde_json::to_value(after).map_err(Error::internal)?;
        Ok(Self { object: object.to_owned(), id: id.into(), before: None, after })
    }

    pub fn updated(
        object: &str,
        id: impl Into<Uuid>,
        before: &impl Serialize,
        after: &impl Serialize,
    ) -> Result<Self, Error> {
        let before = serde_json::to_value(before).map_err(Error::internal)?;
        Ok(Self { before: Some(before), ..Self::created(object, id, after)? })
    }
}

/// What became of an effect that was to be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// A created row is gone.
    Removed,
    /// A changed row is as it was, but for its version, which moves on so that no entity tag stands for two contents.
    Restored,
    /// Somebody changed the row since: it stays as it is.
    ChangedSince,
    /// Others refer to the created row: it stays.
    InUse,
    /// The row is gone already.
    Gone,
}

impl Undone {
    pub const fn is_kept(self) -> bool {
        matches!(self, Self::ChangedSince | Self::InUse)
    }
}
