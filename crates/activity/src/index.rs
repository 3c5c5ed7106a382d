//! The index that questions are answered from: for each name and day the set of units that did it, with the times; for
//! each week, and for any name, the set alone. A question touches as many bytes as there are units and days in it, and
//! does not grow with the number of events.
//!
//! Three layers are always together the truth: the segments up to the watermark, the log of what was accepted since, and
//! the moves of units that turned out to be others. [`refresh`](refresh::refresh) carries the second and third into the
//! first in one transaction; a [`Snapshot`](snapshot::Snapshot) reads all of them as of one instant.
//!
//! Design after measurements: sets are kept as words once they were read, unless they are small, times are packed in 27
//! bits, and sets stand apart from times.

pub(crate) mod bits;
pub(crate) mod cache;
pub mod calendar;
pub(crate) mod counters;
mod keeper;
mod moves;
mod rebuild;
mod refresh;
pub(crate) mod segment;
mod shelf;
pub(crate) mod snapshot;
mod state;
pub(crate) mod stretch;
pub(crate) mod times;
pub(crate) mod unit_set;
mod units;
pub(crate) mod words;

pub use keeper::keep_fresh;
pub use refresh::settle;
pub(crate) use {moves::remove, refresh::settle_within};
