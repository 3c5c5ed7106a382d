//! Leads themselves: enter, change, find, move, assign, archive.

mod archive;
mod assign;
mod board;
mod bulk;
mod contact;
mod counts;
mod create;
mod filter;
mod input;
mod insert_many;
mod list;
mod moving;
pub mod rank;
pub mod reached;
mod store;
mod update;
mod view;

pub use archive::{archive, unarchive};
pub(crate) use assign::hand_over;
pub use assign::{Assignment, assign};
pub use board::{Board, BoardColumn, BoardRequest, board};
pub use bulk::{
    BulkArchive, BulkAssign, BulkEditor, BulkMove, Edit, Selection, edit_by_filter, edit_by_ids,
};
pub use counts::{ChannelCount, LeadCounts, StageCount, counts};
pub(crate) use create::{Captured, ReadyLead};
pub use create::{NewLeadAnswer, create};
pub use customers::tags::Tags;
pub use filter::{LeadFilter, LeadInclude};
pub use input::{LeadPatch, NewLead};
pub use insert_many::{LeadRow, TouchRow, insert_many};
pub use list::{get, list};
pub(crate) use list::{hydrate, hydrate_one};
pub use moving::{Move, move_to};
pub(crate) use moving::{Target, check_lost, enter, move_row};
pub(crate) use store::Fields;
pub(crate) use store::{
    CONTACT_FIELDS, blank, changes, derive_columns, load, load_for_change, load_many_for_change,
    save,
};
pub(crate) use update::patched;
pub use update::update;
pub(crate) use view::Mask;
pub use view::{ChannelRef, Consent, Lead, StageRef};
