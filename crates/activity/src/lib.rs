//! Activity: behaviour events, taken in and kept as they were sent. [Questions](question) about them (trends, funnels,
//! retention) are answered from an [index] that is built out of these rows.
//!
//! A batch is taken in one transaction and a fixed number of statements, whatever its size; what was answered as
//! accepted is committed. A message id has one effect for good. Who an event is about is looked up when it arrives;
//! an external id that nobody has yet is kept on the event and creates nothing. Events are no domain events: there are
//! too many of them to tell everybody.
//!
//! Tables: `event`, `event_message`, `event_stream`.

#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod event;
    pub mod name;
    pub mod unit;
    pub mod unit_key;
    pub mod unit_move;
}
pub mod batch;
mod check;
pub mod erase;
pub mod event;
pub mod index;
mod ingest;
mod json_text;
pub mod log;
mod memory;
mod message_key;
pub mod moment;
pub mod months;
pub mod name;
pub mod past;
pub mod question;
mod skew;
mod sql;
mod store;
mod stream;
mod tell;
mod threads;
pub mod visitor;
pub mod who;

pub use batch::{EventBatch, NewEvent};
pub use index::bits::Bits;
pub use ingest::{BatchResult, CheckedBatch, EventResult, EventStatus, Source, ingest};
pub use memory::Memory;
