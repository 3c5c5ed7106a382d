use chrono::{DateTime, TimeDelta, Utc};

/// The instants from one, included, to another, which is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl Span {
    pub const fn new(from: DateTime<Utc>, until: DateTime<Utc>) -> Self {
        Self { from, until }
    }

    pub fn length(self) -> TimeDelta {
        (self.until - self.from).max(TimeDelta::zero())
    }

    pub fn is_empty(self) -> bool {
        self.until <= self.from
    }

    /// What lies in both.
    pub fn within(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), until: self.until.min(other.until) }
    }

    /// What lies in none of the others, in order. These ascend and may overlap.
    pub fn without(self, others: &[Self]) -> Vec<Self> {
        let (mut left, mut rest) = (Vec::new(), self);
        for other in others {
            left.push(Self::new(rest.from, rest.until.min(other.from)));
            rest.from = rest.from.max(other.until);
        }
        left.push(rest);
        left.retain(|span| !span.is_empty());
        left
    }
}
