//! Humans: contacts of accounts, users of the vendor's product, or both.

mod duplicate;
mod filter;
mod input;
mod service;
mod view;

pub use duplicate::{PersonDuplicate, find_same, list_duplicates};
pub use filter::{PersonFilter, PersonQuery};
pub use input::{NewPerson, PersonPatch};
pub use service::{archive, create, exists, get, list, unarchive, update};
pub use view::{Person, PersonAffiliation};

pub(crate) use service::load;
