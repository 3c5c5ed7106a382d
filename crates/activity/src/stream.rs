//! The numbers of a workspace's events, units and names. They are given out under a lock on the workspace's row, which
//! is held until the commit. So a batch with higher numbers is never seen before one with lower numbers, and whoever
//! digests events may remember the last number and ask for what came after it.

use crate::{sql, who::UnitKind};
use kernel::{Error, WorkspaceTx};

/// What the row says, and what this transaction takes from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    /// The last event before this transaction's.
    pub before: i64,
    last_units: [i32; 2],
    /// The same before this transaction.
    known_units: [i32; 2],
    last_name: i32,
    /// Raised whenever somebody turns out to be somebody else: what was remembered before is not sure any more.
    pub identity_revision: i64,
}

impl Stream {
    /// Locks the row and takes `count` numbers for events. Those of messages that turn out to be known stay unused.
    pub async fn lock(tx: &WorkspaceTx, count: usize) -> Result<Self, Error> {
        let sql = "INSERT INTO event_stream (workspace_id, last_id) VALUES ($1, $2) \
                   ON CONFLICT (workspace_id) DO UPDATE SET last_id = event_stream.last_id + excluded.last_id \
                   RETURNING last_id, last_person_unit, last_account_unit, last_name, identity_revision";
        let count = i64::try_from(count).map_err(Error::internal)?;
        let rows = sql::query(tx, sql, [count.into()]).await?;
        let row = rows.first().ok_or_else(|| Error::internal("an upsert returned no row"))?;
        let units = [row.try_get_by_index(1)?, row.try_get_by_index(2)?];
        Ok(Self {
            before: row.try_get_by_index::<i64>(0)? - count,
            last_units: units,
            known_units: units,
            last_name: row.try_get_by_index(3)?,
            identity_revision: row.try_get_by_index(4)?,
        })
    }

    /// The number of a new unit.
    pub fn next_unit(&mut self, kind: UnitKind) -> u32 {
        let last = &mut self.last_units[kind as usize];
        *last += 1;
        crate::who::loaded(*last)
    }

    /// Whether a unit had its number before this transaction.
    pub fn was_there(&self, kind: UnitKind, ordinal: u32) -> bool {
        crate::who::stored(ordinal) <= self.known_units[kind as usize]
    }

    /// The number of a new name.
    pub const fn next_name(&mut self) -> i32 {
        self.last_name += 1;
        self.last_name
    }

    pub const fn names(&self) -> i32 {
        self.last_name
    }

    /// Marks that who is who has changed, and returns the number of the change.
    pub const fn change_identity(&mut self) -> i64 {
        self.identity_revision += 1;
        self.identity_revision
    }

    /// Writes back what was taken since `locked`.
    pub async fn save(self, tx: &WorkspaceTx, locked: Self) -> Result<(), Error> {
        if self == locked {
            return Ok(());
        }
        let sql = "UPDATE event_stream SET last_person_unit = $2, last_account_unit = $3, last_name = $4, \
                   identity_revision = $5 WHERE workspace_id = $1";
        let values = [
            self.last_units[0].into(),
            self.last_units[1].into(),
            self.last_name.into(),
            self.identity_revision.into(),
        ];
        sql::execute(tx, sql, values).await?;
        Ok(())
    }
}
