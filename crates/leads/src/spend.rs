//! What channels cost: entries of a day or of a span, in any currency, of one channel or shared by several.
//!
//! An entry of a span is spread evenly over its days; what can't be divided goes to the first of them. Each day's part
//! is converted by the rate of that day ([`crate::rate`]) and, where channels share it, given out by the entry's rule
//! ([`layout`]). So what the channels cost is what the entries say, to the cent, in whatever window is looked at.

mod allocation;
pub mod import;
mod input;
pub mod layout;
pub(crate) mod ledger;
mod list;
mod service;

pub use allocation::{Allocation, AllocationRule, ChannelShare};
pub use input::{ChannelSpend, ChannelSpendPatch, NewChannelSpend};
pub use list::{ChannelSpendFilter, list};
pub use service::{add, get, remove, restore, update};

kernel::words! {
    /// What sort of cost it is.
    pub enum SpendKind {
        /// Paid to the channel: advertisements, stands, commissions.
        Media = "media",
        /// All that it takes beside: wages, agencies, tools.
        Loaded = "loaded",
    }
}
