//! Whom a question looks at, and how it splits them: the members of a segment, and groups by what a field of them held
//! when they began.
//!
//! What segments and fields are is known above this crate, which only takes who is among them ([`Customers`]).

mod held;
mod parted;
mod split;

pub use held::{Held, HeldValue, Holder};
pub(super) use {
    parted::Parted,
    split::{Part, Split, cell_of, key_of},
};

use super::{UnitOfQuestion, ask::Asked};
use crate::index::{bits::Bits, calendar::Day};
use kernel::{Error, FieldError, Grant, ids::SegmentId};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;
use validator::Validate;

/// By which field the units of a question are split. Each counts under what the field held at the end of the period in
/// which it is counted: a cohort's period, a trend's point, the day on which a funnel was begun, the first period of
/// stickiness, the whole range of paths and adoption. One that had several values counts under each of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Breakdown {
    /// A field as `list_segment_fields` names it.
    #[validate(length(min = 1, max = 210))]
    #[schema(min_length = 1, max_length = 210, example = "industry")]
    pub field: String,
    /// Whose field; by default the unit's own. People can be split by a field of their accounts, and count under each of
    /// these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<UnitOfQuestion>,
    /// For numbers: where one group ends and the next begins, ascending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 19))]
    #[schema(min_items = 1, max_items = 19, example = json!([10, 50]))]
    pub bounds: Option<Vec<f64>>,
    /// How many values are shown, those that most units have; the others are one group.
    #[serde(default = "default_most")]
    #[validate(range(min = 1, max = 20))]
    #[schema(minimum = 1, maximum = 20, example = 8)]
    pub most: u8,
}

const fn default_most() -> u8 {
    8
}

kernel::words! {
    /// What the units of a group have in common.
    pub enum GroupKind {
        /// This value.
        Value = "value",
        /// A number from here to there.
        Band = "band",
        /// A value that is not shown by itself.
        Other = "other",
        /// No value.
        None = "none",
    }
}

/// Units that a question counts apart.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Group {
    pub kind: GroupKind,
    /// The same for the same value in every answer; cells of the group end with it.
    #[schema(example = "8f1c0a4be3d25a77")]
    pub key: String,
    /// The value; null for bands and for those without one of their own.
    #[schema(example = "餐饮")]
    pub value: Option<String>,
    /// What it is called, where the value is not its own name.
    pub label: Option<String>,
    /// The same in Chinese.
    pub label_zh: Option<String>,
    /// Where a band begins; null for the lowest.
    pub from: Option<f64>,
    /// Where the next band begins; null for the highest.
    pub below: Option<f64>,
}

impl Breakdown {
    /// Whose field it is.
    pub fn owner(&self, unit: UnitOfQuestion) -> UnitOfQuestion {
        self.of.unwrap_or(unit)
    }

    fn findings(&self, unit: UnitOfQuestion) -> Vec<FieldError> {
        let mut found = Vec::new();
        if unit == UnitOfQuestion::Account && self.of == Some(UnitOfQuestion::Person) {
            found.push(FieldError::new("/breakdown/of", "not_allowed"));
        }
        let bounds = self.bounds.as_deref().unwrap_or_default();
        if !bounds.is_sorted_by(|a, b| a < b) {
            found.push(FieldError::new("/breakdown/bounds", "not_ascending"));
        }
        found
    }
}

/// What validators can't see.
pub(super) fn flaws(unit: UnitOfQuestion, breakdown: Option<&Breakdown>) -> Vec<FieldError> {
    breakdown.map(|breakdown| breakdown.findings(unit)).unwrap_or_default()
}

/// What questions need to know of customers.
#[async_trait::async_trait]
pub trait Customers: Send + Sync {
    /// The units that are in a segment as of then. Those of people are in a segment of accounts with any of their accounts.
    async fn members(
        &self,
        asked: &Asked<'_>,
        unit: UnitOfQuestion,
        segment: SegmentId,
    ) -> Result<Bits, Error>;

    /// What the units hold in the field of a breakdown, and held before.
    async fn held(
        &self,
        asked: &Asked<'_>,
        unit: UnitOfQuestion,
        breakdown: &Breakdown,
    ) -> Result<Held, Error>;
}

/// Whom one question looks at.
pub(super) struct Audience {
    among: Option<Bits>,
    split: Option<Split>,
    today: Day,
}

impl Asked<'_> {
    pub(super) async fn audience(
        &self,
        unit: UnitOfQuestion,
        segment: Option<SegmentId>,
        breakdown: Option<&Breakdown>,
    ) -> Result<Audience, Error> {
        if segment.is_some() || breakdown.is_some() {
            self.snapshot.tx.require(Grant::CustomersRead)?;
        }
        let among = match segment {
            Some(segment) => Some(self.customers.members(self, unit, segment).await?),
            None => None,
        };
        let split = match breakdown {
            Some(breakdown) => {
                let held = self.customers.held(self, unit, breakdown).await?;
                Some(Split::new(self.snapshot.calendar(), held, breakdown.most.into()))
            }
            None => None,
        };
        Ok(Audience { among, split, today: self.today })
    }
}

impl Audience {
    /// Whether everybody is looked at.
    pub const fn is_everybody(&self) -> bool {
        self.among.is_none()
    }

    pub fn has(&self, unit: u32) -> bool {
        self.among.as_ref().is_none_or(|among| among.contains(unit))
    }

    /// Leaves those that are looked at.
    pub fn keep(&self, sets: Vec<Arc<Bits>>) -> Vec<Arc<Bits>> {
        match &self.among {
            None => sets,
            Some(among) => sets.into_iter().map(|set| Arc::new(set.and(among))).collect(),
        }
    }

    pub fn keep_in(&self, set: &mut Bits) {
        if let Some(among) = &self.among {
            set.intersect(among);
        }
    }

    /// The groups of these units, each with who belonged to it at the end of each of the days, so far as these have come;
    /// nothing without a breakdown.
    pub fn parts(&self, everybody: impl FnOnce() -> Bits, days: &[Day]) -> Option<Vec<Part>> {
        let days: Vec<Day> = days.iter().map(|day| Ord::min(*day, self.today)).collect();
        self.split.as_ref().map(|split| split.parts(&everybody(), &days))
    }

    pub const fn is_split(&self) -> bool {
        self.split.is_some()
    }
}
