//! Leads themselves: enter, change, find, move, assign, archive.

mod assign;
mod archive;
mod board;
//mod bulk;
mod contact;
mod counts;
mod create;
mod filter;
mod input;
//mod insert_many;
mod list;
mod moving;
pub mod rank;
mod store;
mod update;
mod view;

pub use archive::{archive, unarchive};
pub use assign::{Assignment, assign};
pub use board::{Board, BoardColumn, BoardRequest, board};
pub use counts::{ChannelCount, LeadCounts, StageCount, counts};
pub use create::{NewLeadAnswer, create};
pub(crate) use create::{Captured, capture};
pub use customers::tags::Tags;
pub use filter::{LeadFilter, LeadInclude};
pub use input::{LeadPatch, NewLead};
//pub use insert_many::{LeadRow, insert_many};
pub use list::{get, list};
pub(crate) use list::{hydrate, hydrate_one};
pub use moving::{Move, move_to};
pub(crate) use store::{Fields, CONTACT_FIELDS};
pub(crate) use store::{load, load_for_change, save};
pub use update::update;
pub use view::{ChannelRef, Consent, Lead, StageRef};
pub(crate) use view::Mask;
