//! A believable year of a fictitious vendor of shop-management software, from a seed: the same seed gives the same
//! year, ids included.
//!
//! [`simulate`] is pure and makes plain facts; [`store`] writes them as rows, many in a statement.

mod calendar;
mod dice;
mod simulate;
pub mod store;
mod usage;
mod vocabulary;
pub mod year;

pub use simulate::simulate;
pub use year::Year;
