use super::{
    super::audience::{Part, Parted},
    attempt::StepTimes,
    outcome::Outcome,
};
use crate::index::{
    bits::Bits,
    calendar::{Calendar, Span},
};

/// The groups of a breakdown, each with who belonged to it on each day on which they may have begun.
pub struct Groups {
    calendar: Calendar,
    span: Span,
    parts: Option<Vec<Part>>,
}

/// Adds up what became of units, and of those of each group.
pub struct Tally<'a> {
    groups: &'a Groups,
    pub whole: Outcome,
    of_groups: Vec<Outcome>,
    /// Those with an attempt whose window is not over.
    pub open: Bits,
}

impl Groups {
    /// `parts` by the days of the span.
    pub const fn new(calendar: Calendar, span: Span, parts: Option<Vec<Part>>) -> Self {
        Self { calendar, span, parts }
    }

    fn parts(&self) -> &[Part] {
        self.parts.as_deref().unwrap_or_default()
    }
}

impl<'a> Tally<'a> {
    pub fn new(groups: &'a Groups, steps: usize) -> Self {
        let of_groups = groups.parts().iter().map(|_| Outcome::new(steps)).collect();
        Self { groups, whole: Outcome::new(steps), of_groups, open: Bits::default() }
    }

    /// One to add others up apart from these, before both are put together.
    pub fn of_others(&self) -> Self {
        Self::new(self.groups, self.whole.reached.len())
    }

    pub const fn is_split(&self) -> bool {
        self.groups.parts.is_some()
    }

    /// The attempt that counts.
    pub fn add(&mut self, unit: u32, times: &StepTimes) {
        self.whole.add(unit, times);
        let Some(began) = times.first() else { return };
        self.each_group_of(unit, *began, |outcome| outcome.add(unit, times));
    }

    /// One whose attempts don't count, the first of them at `began`.
    pub fn exclude(&mut self, unit: u32, began: i64) {
        self.whole.excluded.insert(unit);
        self.each_group_of(unit, began, |outcome| outcome.excluded.insert(unit));
    }

    fn each_group_of(&mut self, unit: u32, began: i64, mut with: impl FnMut(&mut Outcome)) {
        let Groups { calendar, span, parts: Some(parts) } = self.groups else { return };
        let day = calendar.day_of(began).clamp(span.from, span.until - 1);
        let day = usize::try_from(day - span.from).unwrap_or_default();
        for (part, outcome) in parts.iter().zip(&mut self.of_groups) {
            if part.sets[day].contains(unit) {
                with(outcome);
            }
        }
    }

    /// What became of the others.
    pub fn absorb(&mut self, others: Self) {
        self.whole.absorb(others.whole);
        for (outcome, others) in self.of_groups.iter_mut().zip(others.of_groups) {
            outcome.absorb(others);
        }
        self.open.unite(&others.open);
    }

    /// When all have been added.
    pub fn close(self) -> Parted<Outcome> {
        let is_split = self.is_split();
        let Self { groups, mut whole, of_groups, open } = self;
        whole.close(&open);
        let closed = |(part, mut outcome): (&Part, Outcome)| {
            outcome.close(&open);
            (part.group.clone(), outcome)
        };
        let of_groups = groups.parts().iter().zip(of_groups).map(closed);
        Parted { whole, groups: is_split.then(|| of_groups.collect()) }
    }
}
