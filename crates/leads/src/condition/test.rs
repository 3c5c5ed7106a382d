//! A condition that was read once and is decided for many leads.

use super::{LeadCondition, LeadFields, fields::Around, value};
use crate::entity::lead::Model;
use activity::index::calendar::Day;
use segments::compare::{self, Comparison};
use std::sync::Arc;

/// Decides for one lead after the other; cheap to clone.
#[derive(Clone, Debug)]
pub struct LeadTest {
    around: Arc<Around>,
    root: Node,
}

#[derive(Clone, Debug)]
enum Node {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Field { field: String, comparison: Comparison, is_opposite: bool },
    Never,
}

pub fn compile(fields: &LeadFields, condition: &LeadCondition, today: Day) -> LeadTest {
    LeadTest { around: fields.around.clone(), root: node(fields, condition, today) }
}

fn node(fields: &LeadFields, condition: &LeadCondition, today: Day) -> Node {
    let all = |list: &[LeadCondition]| list.iter().map(|it| node(fields, it, today)).collect();
    match condition {
        LeadCondition::All(list) => Node::All(all(list)),
        LeadCondition::Any(list) => Node::Any(all(list)),
        LeadCondition::Not(inner) => Node::Not(Box::new(node(fields, inner, today))),
        LeadCondition::Field(condition) => {
            let Some(field) = fields.get(&condition.field) else { return Node::Never };
            match compare::read(field, condition, today) {
                Ok((comparison, is_opposite)) => {
                    Node::Field { field: condition.field.clone(), comparison, is_opposite }
                }
                Err(_) => Node::Never,
            }
        }
    }
}

impl LeadTest {
    /// Whether the lead fulfils the condition.
    pub fn holds(&self, lead: &Model) -> bool {
        self.decide(&self.root, lead)
    }

    fn decide(&self, node: &Node, lead: &Model) -> bool {
        match node {
            Node::All(list) => list.iter().all(|it| self.decide(it, lead)),
            Node::Any(list) => list.iter().any(|it| self.decide(it, lead)),
            Node::Not(inner) => !self.decide(inner, lead),
            Node::Field { field, comparison, is_opposite } => {
                let found = value::of(&self.around, field, lead);
                comparison.is_fulfilled_by(&found) != *is_opposite
            }
            Node::Never => false,
        }
    }
}
