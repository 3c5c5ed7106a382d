//! Who gets a new lead: ordered rules over members with capacities, weights, working hours and absences.
//!
//! [`rules`] chooses and is pure; [`decide`] finds the rule; [`state`] is what members have earned. Each decision is stored
//! with all that it was made of, so that it can be made again. A lead that nobody gets goes to a public pool or waits, and a
//! job looks for somebody again.

pub mod credit;
mod decide;
mod dry_run;
mod fair;
mod input;
pub mod rules;
#[cfg(test)]
mod rules_tests;
mod service;
mod state;
mod story;
mod waiting;

pub use decide::Basis;
pub(crate) use decide::{Compiled, Decision};
pub use dry_run::{DryRun, DryRunRequest, MemberShare, dry_run};
pub use input::{AssignmentRule, AssignmentRules, Rep, RuleMember};
pub use rules::{AssignmentOutcome, Candidate, Exclusion, Strategy};
pub use service::{CurrentAssignment, RepState, get, publish, rep_states, run_now};
pub(crate) use state::State;
pub use story::{AssignmentDecision, decisions_of};
pub(crate) use waiting::look_again;
pub use waiting::{AssignWaiting, AssignWaitingEverywhere, Assigner, AssignerEverywhere};
