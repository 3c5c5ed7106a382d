//! Quotes: what a lead is offered, at which price, for how long, and what it answered.
//!
//! A draft can be changed; what was sent stays as it is, so that what somebody accepted is what they read. Whoever wants
//! it otherwise revises it: a new draft, and when that one is sent the old one is withdrawn. All figures are computed here,
//! in whole minor units ([`figures`]). That a quote has expired is told when it is read and never written down.

mod answer;
pub mod figures;
mod input;
mod number;
mod public;
mod sale;
mod send;
mod service;
mod view;

pub use answer::{QuoteAnswer, QuoteDecision, answer};
pub use figures::QuoteTotals;
pub use input::{Lines, NewQuote, NewQuoteLine, PreviewQuote, QuotePatch};
pub use public::{
    FoundQuote, PublicQuote, PublicQuoteLine, answer as answer_in_public, find as find_in_public,
    find_to_answer, read as read_in_public, see,
};
pub use sale::QuoteSale;
pub use send::{revise, send, withdraw};
pub use service::{create, get, list, preview, update};
pub use view::{Quote, QuoteLine, QuotePreview};

pub(crate) use sale::{accepted, convert};

kernel::words! {
    /// How often a line is paid.
    pub enum QuoteBilling {
        /// Once, at the beginning.
        Once = "once",
        /// For each year.
        Yearly = "yearly",
    }

    /// Where a quote stands.
    pub enum QuoteStatus {
        /// It is still being written.
        Draft = "draft",
        /// The customer has the link.
        Sent = "sent",
        /// The customer agreed to it.
        Accepted = "accepted",
        /// The customer said no.
        Declined = "declined",
        /// It was sent, and the day until which it was valid has passed without an answer.
        Expired = "expired",
        /// It was taken back, or a revised one took its place.
        Withdrawn = "withdrawn",
    }
}
