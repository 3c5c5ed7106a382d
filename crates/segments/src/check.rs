//! What is wrong with a condition, with a pointer to each place.

use crate::{
    compare,
    condition::{Condition, FieldCondition, FieldOwner, SegmentSubject},
    library::Library,
};
use activity::index::calendar::Day;
use kernel::{FieldError, ids::SegmentId};

const DEEPEST: usize = 6;
const MOST_NODES: usize = 60;
const MOST_VALUES: usize = 500;

/// Everything that is wrong. `own` is the segment that gets the condition, if it is there already: nothing may build on
/// itself.
pub fn flaws(
    library: &Library,
    subject: SegmentSubject,
    condition: &Condition,
    own: Option<SegmentId>,
    today: Day,
) -> Vec<FieldError> {
    let mut check = Check { library, own, today, nodes: 0, values: 0, flaws: Vec::new() };
    check.node(condition, subject, "/condition", 1);
    let limits = [(check.nodes, MOST_NODES), (check.values, MOST_VALUES)];
    for (_, max) in limits.into_iter().filter(|(count, max)| count > max) {
        check.flaws.push(FieldError::new("/condition", "too_many").with("max", max));
    }
    check.flaws
}

struct Check<'a> {
    library: &'a Library,
    own: Option<SegmentId>,
    today: Day,
    nodes: usize,
    values: usize,
    flaws: Vec<FieldError>,
}

impl Check<'_> {
    fn node(&mut self, condition: &Condition, subject: SegmentSubject, at: &str, depth: usize) {
        self.nodes += 1;
        let here = format!("{at}/{}", condition.word());
        if depth > DEEPEST {
            self.flaws.push(FieldError::new(at, "too_deep").with("max", DEEPEST));
            return;
        }
        match (condition, subject) {
            (Condition::Field(field), _) => self.field(field, subject.owner(), &here),
            (Condition::Events(event), _) => self.add(&here, event.flaws()),
            (Condition::Subscription(list), SegmentSubject::Account) => {
                self.nodes += list.len();
                for (place, field) in list.iter().enumerate() {
                    self.field(field, FieldOwner::Subscription, &format!("{here}/{place}"));
                }
            }
            (Condition::Segment(id), _) => self.segment(*id, subject, &here),
            (Condition::Subscription(_) | Condition::Person(_), SegmentSubject::Person)
            | (Condition::Account(_), SegmentSubject::Account) => {
                self.flaws.push(FieldError::new(here, "not_allowed"));
            }
            _ => {
                let is_list = matches!(condition, Condition::All(_) | Condition::Any(_));
                for (place, (child, subject)) in condition.children(subject).into_iter().enumerate()
                {
                    let at = if is_list { format!("{here}/{place}") } else { here.clone() };
                    self.node(child, subject, &at, depth + 1);
                }
            }
        }
    }

    fn field(&mut self, condition: &FieldCondition, owner: FieldOwner, at: &str) {
        self.values += condition.values.len();
        let Some(field) = self.library.fields.get(owner, &condition.field) else {
            let known = self.library.fields.of(owner).iter().map(|it| it.field.as_str());
            let known: Vec<_> = known.collect();
            let flaw = FieldError::new(format!("{at}/field"), "unknown_field").with("known", known);
            self.flaws.push(flaw);
            return;
        };
        let flaws = match compare::read(field, condition, self.today) {
            Ok(_) => compare::unknown_options(field, condition),
            Err(flaws) => flaws,
        };
        self.add(at, flaws);
    }

    /// The other segment must be there, of the same subject, and not build on this one.
    fn segment(&mut self, id: SegmentId, subject: SegmentSubject, at: &str) {
        let code = match self.library.segment(id) {
            None => "not_found",
            Some(known) if known.subject != subject || known.is_archived => "not_allowed",
            Some(_) if self.own.is_some_and(|own| self.builds_on(id, own)) => "not_allowed",
            Some(_) => return,
        };
        self.flaws.push(FieldError::new(at, code));
    }

    fn builds_on(&self, id: SegmentId, own: SegmentId) -> bool {
        let inner = self.library.segment(id).map(|known| known.condition.segments());
        id == own || inner.unwrap_or_default().into_iter().any(|id| self.builds_on(id, own))
    }

    fn add(&mut self, at: &str, flaws: Vec<FieldError>) {
        let placed = flaws
            .into_iter()
            .map(|flaw| FieldError { pointer: format!("{at}{}", flaw.pointer), ..flaw });
        self.flaws.extend(placed);
    }
}
