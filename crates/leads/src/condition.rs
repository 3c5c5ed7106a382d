//! Conditions over a lead: what rules of score, assignment, pool and response time ask for.
//!
//! The tree of segments, over the fields of a lead. A condition is checked against the workspace's fields, compiled once,
//! and then decided from the lead's row alone, so that a rule can be tried on all leads of a month.

mod check;
mod fields;
mod test;
mod value;

pub use fields::{LeadFields, list};
pub use test::LeadTest;

use segments::condition::FieldCondition;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A condition over a lead: an object with exactly one of these keys. A tree has at most 60 nodes, 6 levels and 500 values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeadCondition {
    /// All of these; without any, every lead.
    #[schema(no_recursion)]
    All(Vec<Self>),
    /// At least one of these; without any, no lead.
    #[schema(no_recursion)]
    Any(Vec<Self>),
    #[schema(no_recursion)]
    Not(Box<Self>),
    Field(FieldCondition),
}

impl LeadCondition {
    /// Every lead.
    pub const fn everyone() -> Self {
        Self::All(Vec::new())
    }

    /// The key of the node.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::All(_) => "all",
            Self::Any(_) => "any",
            Self::Not(_) => "not",
            Self::Field(_) => "field",
        }
    }
}

impl Default for LeadCondition {
    fn default() -> Self {
        Self::everyone()
    }
}
