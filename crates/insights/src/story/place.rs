use chrono::{DateTime, Utc};
use kernel::history;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where an entry stands. The greater comes first: the later; of one time changes before touches before behaviour, and of
/// these the higher id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    pub at: DateTime<Utc>,
    pub of: Source,
}

/// What an entry was read from, and its id there; the order is that of [`Place`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Source {
    /// The last event of a run.
    Behaviour(i64),
    Touch(Uuid),
    Change(Uuid),
}

impl Place {
    /// The same place among changes alone.
    pub const fn for_changes(self) -> history::Place {
        match self.of {
            Source::Change(id) => (self.at, id),
            // All changes of this time came before.
            Source::Touch(_) | Source::Behaviour(_) => (self.at, Uuid::nil()),
        }
    }

    /// The same place among touches alone.
    pub const fn for_touches(self) -> history::Place {
        match self.of {
            Source::Change(_) => (self.at, Uuid::max()),
            Source::Touch(id) => (self.at, id),
            Source::Behaviour(_) => (self.at, Uuid::nil()),
        }
    }

    /// The same place among events alone: a millisecond and a number.
    pub const fn for_behaviour(self) -> (i64, i64) {
        match self.of {
            Source::Change(_) | Source::Touch(_) => (self.at.timestamp_millis(), i64::MAX),
            Source::Behaviour(id) => (self.at.timestamp_millis(), id),
        }
    }
}
