//! The condition tree of a segment. Every leaf is true or false for everybody: a value that is missing makes only `is_not`,
//! `does_not_contain` and `is_not_set` true, and `not` is the exact complement.

use activity::{
    question::{EventCondition, UnitOfQuestion},
    who::UnitKind,
};
use customers::attribute::AttributeObject;
use jobs::SubjectKind;
use kernel::ids::SegmentId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

kernel::words! {
    /// Who is in a segment.
    pub enum SegmentSubject { Account = "account", Person = "person" }

    /// What has fields to compare.
    pub enum FieldOwner { Account = "account", Person = "person", Subscription = "subscription" }

    /// How a field is compared. Text is compared without regard to the case of A to Z.
    pub enum FieldOperator {
        /// Any of the values. A list holds any of them.
        Is = "is",
        /// None of the values.
        IsNot = "is_not",
        Contains = "contains",
        DoesNotContain = "does_not_contain",
        StartsWith = "starts_with",
        /// Of days: after.
        Greater = "greater",
        /// Of days: before.
        Less = "less",
        /// Of days: on or after.
        AtLeast = "at_least",
        /// Of days: on or before.
        AtMost = "at_most",
        /// Today and the days before it, so many in all.
        InLastDays = "in_last_days",
        /// Today and the days after it, so many in all.
        InNextDays = "in_next_days",
        /// A list holds all of the values.
        HasAll = "has_all",
        IsSet = "is_set",
        IsNotSet = "is_not_set",
    }
}

impl SegmentSubject {
    pub const fn owner(self) -> FieldOwner {
        match self {
            Self::Account => FieldOwner::Account,
            Self::Person => FieldOwner::Person,
        }
    }

    pub const fn kind(self) -> SubjectKind {
        match self {
            Self::Account => SubjectKind::Account,
            Self::Person => SubjectKind::Person,
        }
    }

    /// Whose custom attributes it has.
    pub const fn attribute_object(self) -> AttributeObject {
        match self {
            Self::Account => AttributeObject::Account,
            Self::Person => AttributeObject::Person,
        }
    }

    pub const fn unit_kind(self) -> UnitKind {
        match self {
            Self::Account => UnitKind::Account,
            Self::Person => UnitKind::Person,
        }
    }

    pub const fn unit(self) -> UnitOfQuestion {
        match self {
            Self::Account => UnitOfQuestion::Account,
            Self::Person => UnitOfQuestion::Person,
        }
    }
}

impl From<UnitOfQuestion> for SegmentSubject {
    fn from(unit: UnitOfQuestion) -> Self {
        match unit {
            UnitOfQuestion::Account => Self::Account,
            UnitOfQuestion::Person => Self::Person,
        }
    }
}

/// A condition on one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldCondition {
    /// As the list of fields names it.
    #[schema(max_length = 100, example = "lifecycle_stage")]
    pub field: String,
    pub operator: FieldOperator,
    /// What it is compared with: one value, several for `is`, `is_not` and `has_all`, none for `is_set` and `is_not_set`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 500, example = json!(["use", "renew"]))]
    pub values: Vec<Value>,
}

/// A condition: an object with exactly one of these keys. A tree has at most 60 nodes, 6 levels and 500 values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// All of these; without any, everybody.
    #[schema(no_recursion)]
    All(Vec<Self>),
    /// At least one of these; without any, nobody.
    #[schema(no_recursion)]
    Any(Vec<Self>),
    #[schema(no_recursion)]
    Not(Box<Self>),
    Field(FieldCondition),
    /// What the person or account did.
    Events(EventCondition),
    /// Of accounts: one of its subscriptions fulfils all of these.
    Subscription(Vec<FieldCondition>),
    /// Of accounts: at least one of its people fulfils this.
    #[schema(no_recursion)]
    Person(Box<Self>),
    /// Of people: at least one of their accounts fulfils this.
    #[schema(no_recursion)]
    Account(Box<Self>),
    /// Is in another segment of the same subject.
    Segment(SegmentId),
}

impl Condition {
    /// The key of the node.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::All(_) => "all",
            Self::Any(_) => "any",
            Self::Not(_) => "not",
            Self::Field(_) => "field",
            Self::Events(_) => "events",
            Self::Subscription(_) => "subscription",
            Self::Person(_) => "person",
            Self::Account(_) => "account",
            Self::Segment(_) => "segment",
        }
    }

    /// The conditions inside, and about whom they are.
    pub fn children(&self, subject: SegmentSubject) -> Vec<(&Self, SegmentSubject)> {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().map(|it| (it, subject)).collect(),
            Self::Not(inner) => vec![(inner, subject)],
            Self::Person(inner) => vec![(inner, SegmentSubject::Person)],
            Self::Account(inner) => vec![(inner, SegmentSubject::Account)],
            Self::Field(_) | Self::Events(_) | Self::Subscription(_) | Self::Segment(_) => {
                Vec::new()
            }
        }
    }

    /// The segments that it names itself.
    pub fn segments(&self) -> Vec<SegmentId> {
        if let Self::Segment(id) = self {
            return vec![*id];
        }
        // Who is meant doesn't matter here.
        let children = self.children(SegmentSubject::Account);
        children.into_iter().flat_map(|(child, _)| child.segments()).collect()
    }
}
