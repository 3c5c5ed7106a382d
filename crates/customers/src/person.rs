//! Humans: contacts of accounts, users of the vendor's product, or both.

mod duplicate;
mod export;
mod filter;
mod input;
mod merge;
mod service;
mod view;

pub use duplicate::{PersonDuplicate, find_same, list_duplicates};
pub use export::PersonColumn;
pub use filter::{PersonFilter, PersonQuery};
pub use input::{NewPerson, PersonPatch};
pub use merge::{MergePeople, MergedPerson, PersonField, merge, undo_merge};
pub use service::{archive, create, derive_columns, exists, get, list, unarchive, update};
pub use view::{Person, PersonAffiliation};

pub(crate) use service::{change, enter, load, with_accounts};
