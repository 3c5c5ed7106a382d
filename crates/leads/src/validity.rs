//! Whether a lead is worth the time of sales: four criteria, each yes, no or unknown with evidence, and a policy over them.
//!
//! Marketing and sales quarrel about the quality of leads where nobody wrote down what a good lead is. Here every answer
//! names who gave it, when and on what ground, and a dispute ends with corrected answers or with a refusal that says why.
//!
//! Answers are rows that are only ever added; the latest of a criterion holds. So a merge is their union, and undoing it
//! gives each lead back exactly what was its own.

mod dispute;
mod policy;
mod review;
mod rules;

pub use dispute::{
    DisputeFilter, DisputeState, NewDispute, ResolveDispute, ValidityDispute, disputes, open,
    resolve,
};
pub use policy::{
    CriteriaList, Reevaluate, Reevaluator, ValidityPolicy, ValidityPolicyPatch, policy,
    update_policy,
};
pub use review::{CriterionAnswer, CriterionReview, LeadValidity, ReviewLead, get, review};
pub use rules::{Answers, decide};

pub(crate) use review::refresh;

kernel::words! {
    /// What makes a lead one to work on.
    pub enum Criterion {
        /// What they want to do is something that the product is for.
        Scenario = "scenario",
        /// They are the sort of customer that we sell to.
        Persona = "persona",
        /// We speak with somebody who decides.
        DecisionMaker = "decision_maker",
        /// They want to buy, and can pay.
        Intent = "intent",
    }

    /// What is known of a criterion.
    pub enum Answer { Yes = "yes", No = "no", Unknown = "unknown" }
}
