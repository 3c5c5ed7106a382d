//! Monthly recurring revenue as a ledger of movements. What an account pays on a day follows from its subscriptions and the
//! fees that hold on that day; a movement is the difference to the day before, decided for the customer as a whole: ending
//! one of two subscriptions is a contraction, a second one an expansion. Nothing is stored twice, so what is entered late or
//! undone is right at once, and the start of a period and its movements are its end, to the cent.
//!
//! Source of the definitions: `ChartMogul`'s movements (help article 201244842); the check values are its example.

mod fees;
mod ledger;
mod metric;
mod movement;
mod summary;
mod sums;

pub use fees::{FeeFrom, Fees};
pub use ledger::{MrrMovement, MrrMovementFilter, MrrMovements, list};
pub use metric::METRICS;
pub use movement::{Contract, MovementKind};
pub use summary::{
    MrrPeriod, MrrSummary, MrrSummaryOfCurrency, MrrSummaryQuery, SummaryPeriod, summary,
};
