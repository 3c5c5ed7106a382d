//! Who gets the credit for a conversion: pure rules, without a database.
//!
//! A journey is the contacts of one lead in the order of time, and what became of it. Each model gives every
//! conversion and its revenue out to the contacts of its journey; a journey without contacts goes to nobody, which is
//! told apart. Credits of conversions are whole thousandths and revenue is in minor units, both by largest remainder,
//! so the credits of every model add up to the total, exactly.

mod bootstrap;
mod credit;
mod journey;
mod markov;
mod remainder;
mod solve;
mod weights;

pub use bootstrap::{Interval, intervals};
pub use credit::{Attributed, Credits, Totals, credits};
pub use journey::{Contact, Ending, Journey, journeys};
pub use markov::{Chain, Markov, PathCount, path_counts};
pub use remainder::largest_remainder;
pub use weights::{Rule, weights};

kernel::words! {
    /// How credit is given to the contacts of a journey.
    pub enum AttributionModel {
        /// All to the first contact.
        First = "first",
        /// All to the last contact.
        Last = "last",
        /// All to the last contact that is not of a channel of the kind `direct`; to the last one where all are.
        LastNonDirect = "last_non_direct",
        /// Equal parts to all contacts.
        Linear = "linear",
        /// 40 % to the first, 40 % to the last, 20 % to those between.
        Position = "position",
        /// The nearer to the conversion, the more: half as much for each half-life before it.
        TimeDecay = "time_decay",
        /// By how many conversions would be lost without the channel, in a Markov chain of order one.
        Markov = "markov",
    }
}

#[cfg(test)]
mod tests;
