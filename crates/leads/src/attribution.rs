//! Attribution: which channels and campaigns brought the leads that were won, and what they paid.
//!
//! Conversions are leads that were won in the days asked for; their revenue is what the customer ordered in the first
//! year less what was paid back, given to the first lead of the customer alone. Journeys without a conversion are leads
//! that were lost in these days and, where that is asked for, those that stand open for long. A lead without any touch
//! has the channel that it names as its only contact. A run is kept as it was found; whatever changed the leads,
//! touches or payments since makes it stale, and a restatement is another run.

mod answer;
mod load;
pub mod metric;
mod parameters;
pub mod rules;
mod run;

pub use answer::{AttributionAnswer, Credit, MarkovNote, ModelCredits, UncertainCredit};
pub use parameters::{AttributionBy, AttributionQuery, NewAttributionRun, Parameters};
pub use run::{
    AttributionRun, AttributionRunFilter, AttributionRunSummary, answer, create_run, get_run,
    list_runs,
};

pub(crate) use load::{Loaded, load};
