//! The questions of product analytics: trends, funnels, retention, stickiness, lifecycle, paths, adoption. Each has a
//! typed request, an answer that repeats every parameter and says as of when it holds, and for each figure a *cell* that opens the list of
//! people or accounts behind it. Cell and list come from the same set, so their numbers can't differ.
//!
//! Definitions and parameters follow the metric dictionary ([`metric`]).

mod adoption;
mod answer;
mod ask;
mod audience;
mod average;
mod behaviour;
mod drill;
mod funnel;
mod lifecycle;
pub mod metric;
mod paths;
mod range;
mod retention;
mod selector;
mod share;
mod stickiness;
mod timeline;
mod trailing;
mod trends;
mod visits;

pub use adoption::{AdoptionAnswer, AdoptionQuestion, Feature};
pub use answer::{AnswerHead, CellState};
pub use ask::{Asked, Question};
pub use audience::{Breakdown, Customers, Group, GroupKind, Held, HeldValue, Holder};
pub use behaviour::{Deeds, Doers, EventCondition, EventDays, Occurrence, deeds};
pub use drill::{CountedUnit, CountedUnits, DrillQuery};
pub use funnel::{FunnelAnswer, FunnelOrder, FunnelQuestion};
pub use lifecycle::{LifecycleAnswer, LifecycleQuestion};
pub use paths::{PathsAnswer, PathsQuestion};
pub use retention::{
    CohortMode, RetentionAnswer, RetentionCriteria, RetentionQuestion, RetentionReference,
    RetentionWindow,
};
pub use selector::{EventSelector, PropertyCondition, PropertyOperator};
pub use share::Share;
pub use stickiness::{StickinessAnswer, StickinessQuestion};
pub use trends::{TrendMeasure, TrendSeries, TrendsAnswer, TrendsQuestion};

kernel::words! {
    /// Who is counted.
    pub enum UnitOfQuestion {
        /// People and visitors.
        Person = "person",
        /// Accounts: one counts as soon as anybody of it did it. Events without an account are left out.
        Account = "account",
    }
}

impl UnitOfQuestion {
    pub(crate) const fn kind(self) -> crate::who::UnitKind {
        match self {
            Self::Person => crate::who::UnitKind::Person,
            Self::Account => crate::who::UnitKind::Account,
        }
    }
}
