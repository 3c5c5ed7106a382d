//! Segments: people or accounts that fulfil a condition over what is known of them and what they did.
//!
//! A condition has two readers that must agree: [`set`] turns it into SQL over the index of events and finds everybody, [`one`]
//! decides for one account or person from its own rows and events, and says why. [`members`] keeps who is in a segment, so
//! that entering and leaving are events and the past can be asked for.
//!
//! Tables: `segment`, `segment_member`.

pub mod audience;
mod check;
pub mod compare;
pub mod condition;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod segment;
    pub mod segment_member;
}
pub mod explanation;
pub mod field;
mod library;
pub mod members;
mod one;
pub mod preview;
pub mod segment;
mod sentence;
mod set;
mod subjects;

pub use one::ExplainedNode;
pub use segment::{NewSegment, Segment, SegmentFilter, SegmentPatch};
