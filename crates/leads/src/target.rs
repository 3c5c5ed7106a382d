//! Sales targets: what the team and each rep are to achieve in a month, and how far they are.
//!
//! Targets are entered by month. A quarter and a year add their months up, and say which of them have none: half a target
//! beside a whole quarter's sales would look like success.

mod input;
mod period;
mod progress;
mod service;
mod view;

pub use input::{SalesTarget, SalesTargetMonth, SetSalesTargets, TargetList};
pub use period::{SalesTargetQuery, TargetPeriod};
pub use progress::{TargetGap, TargetProgress, TargetState};
pub use service::{report, set};
pub use view::{CountTarget, MoneyTarget, SalesTargetReport, TargetFigures, TargetRow, TargetSums};
