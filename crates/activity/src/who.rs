//! Who events are about. Events name people and accounts by ids: ours, the sender's, or that of a browser which nobody
//! has signed in to yet. Each id belongs to a *unit*, a small number that the index counts with. Units are merged when
//! it turns out that two of them are one: a visitor signs up, two people are merged. Events keep the unit that they came
//! with; which root it counts as is looked up, so every merge can be taken back exactly.
//!
//! - An id of ours or the sender's names its person from the first event on, also before that person exists here.
//! - The id of a browser belongs to the first person it is seen with, for good: a second person on the same machine
//!   doesn't take the history of the first.
//! - An event that names no account is for its person's only account; with two, for none.
//!
//! Everything here runs while the workspace's row of `event_stream` is locked, so nodes don't give out one number twice.

mod follow;
mod home;
mod merge;
mod resolve;
mod subjects;

pub use follow::{FollowCustomer, FollowCustomers};
pub use home::fill_in;
pub use merge::{alias, join, part};
pub use resolve::{Mention, Resolved, browsers, resolve};
pub use subjects::{Subject, ordinals_of, subjects_of};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum UnitKind {
    Person = 0,
    Account = 1,
}

impl UnitKind {
    pub const ALL: [Self; 2] = [Self::Person, Self::Account];

    pub const fn number(self) -> i16 {
        self as i16
    }

    /// Where an event has the unit that it came with.
    pub const fn column(self) -> &'static str {
        match self {
            Self::Person => "person_unit",
            Self::Account => "account_unit",
        }
    }
}

/// Whose id it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum KeyKind {
    Ours = 0,
    /// The sender's.
    External = 1,
    /// Of a browser or device.
    Anonymous = 2,
}

impl KeyKind {
    pub const fn number(self) -> i16 {
        self as i16
    }

    pub const fn of(number: i16) -> Self {
        match number {
            0 => Self::Ours,
            1 => Self::External,
            _ => Self::Anonymous,
        }
    }
}

/// A unit and what it counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    pub ordinal: u32,
    pub root: u32,
    /// Whether the root is known by nothing but ids of browsers.
    pub is_visitor: bool,
}

/// Ordinals are stored as whole numbers of the database.
pub fn stored(ordinal: u32) -> i32 {
    i32::try_from(ordinal).unwrap_or(i32::MAX)
}

/// Back from the database.
pub fn loaded(ordinal: i32) -> u32 {
    u32::try_from(ordinal).unwrap_or_default()
}
