//! What is wrong with a condition, with a pointer to each place.

use super::{LeadCondition, LeadFields};
use activity::index::calendar::Day;
use kernel::FieldError;
use segments::{compare, condition::FieldCondition};

const DEEPEST: usize = 6;
const MOST_NODES: usize = 60;
const MOST_VALUES: usize = 500;

pub fn flaws(
    fields: &LeadFields,
    condition: &LeadCondition,
    pointer: &str,
    today: Day,
) -> Vec<FieldError> {
    let mut check = Check { fields, today, nodes: 0, values: 0, flaws: Vec::new() };
    check.node(condition, pointer, 1);
    let limits = [(check.nodes, MOST_NODES), (check.values, MOST_VALUES)];
    for (_, max) in limits.into_iter().filter(|(count, max)| count > max) {
        check.flaws.push(FieldError::new(pointer, "too_many").with("max", max));
    }
    check.flaws
}

struct Check<'a> {
    fields: &'a LeadFields,
    today: Day,
    nodes: usize,
    values: usize,
    flaws: Vec<FieldError>,
}

impl Check<'_> {
    fn node(&mut self, condition: &LeadCondition, at: &str, depth: usize) {
        self.nodes += 1;
        if depth > DEEPEST {
            self.flaws.push(FieldError::new(at, "too_deep").with("max", DEEPEST));
            return;
        }
        let here = format!("{at}/{}", condition.word());
        match condition {
            LeadCondition::All(list) | LeadCondition::Any(list) => {
                for (place, child) in list.iter().enumerate() {
                    self.node(child, &format!("{here}/{place}"), depth + 1);
                }
            }
            LeadCondition::Not(inner) => self.node(inner, &here, depth + 1),
            LeadCondition::Field(field) => self.field(field, &here),
        }
    }

    fn field(&mut self, condition: &FieldCondition, at: &str) {
        self.values += condition.values.len();
        let Some(field) = self.fields.get(&condition.field) else {
            let known: Vec<_> = self.fields.all().iter().map(|it| it.field.as_str()).collect();
            let flaw = FieldError::new(format!("{at}/field"), "unknown_field").with("known", known);
            self.flaws.push(flaw);
            return;
        };
        let flaws = match compare::read(field, condition, self.today) {
            Ok(_) => compare::unknown_options(field, condition),
            Err(flaws) => flaws,
        };
        let placed = flaws
            .into_iter()
            .map(|flaw| FieldError { pointer: format!("{at}{}", flaw.pointer), ..flaw });
        self.flaws.extend(placed);
    }
}
