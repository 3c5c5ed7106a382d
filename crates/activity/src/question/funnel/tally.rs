use super::{
    super::audience::{Part, Parted},
    attempt::StepTimes,
    outcome::Outcome,
};
use crate::index::{
    bits::Bits,
    calendar::{Calendar, Span},
};

/// Adds up what became of everybody, and of each group of a breakdown.
pub struct Tally {
    calendar: Calendar,
    span: Span,
    pub whole: Outcome,
    groups: Option<Vec<(Part, Outcome)>>,
    /// Those with an attempt whose window is not over.
    pub open: Bits,
}

impl Tally {
    /// `parts` by the days of the span.
    pub fn new(calendar: Calendar, span: Span, steps: usize, parts: Option<Vec<Part>>) -> Self {
        let with_outcome = |part| (part, Outcome::new(steps));
        let groups = parts.map(|parts| parts.into_iter().map(with_outcome).collect());
        Self { calendar, span, whole: Outcome::new(steps), groups, open: Bits::default() }
    }

    pub const fn is_split(&self) -> bool {
        self.groups.is_some()
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
        let Some(groups) = &mut self.groups else { return };
        let day = self.calendar.day_of(began).clamp(self.span.from, self.span.until - 1);
        let day = usize::try_from(day - self.span.from).unwrap_or_default();
        for (_, outcome) in groups.iter_mut().filter(|(part, _)| part.sets[day].contains(unit)) {
            with(outcome);
        }
    }

    /// When all have been added.
    pub fn close(self) -> Parted<Outcome> {
        let Self { mut whole, groups, open, .. } = self;
        whole.close(&open);
        let closed = |(part, mut outcome): (Part, Outcome)| {
            outcome.close(&open);
            (part.group, outcome)
        };
        Parted { whole, groups: groups.map(|groups| groups.into_iter().map(closed).collect()) }
    }
}
