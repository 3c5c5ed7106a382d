//! Whether one account or person fulfils a condition, and why: decided from its own rows and events, without the index.

mod record;

use crate::{
    compare,
    condition::{Condition, FieldCondition, FieldOwner, SegmentSubject},
    library::Library,
    sentence::Sentences,
};
use activity::question::{Asked, deeds};
use kernel::Error;
use record::Record;
use serde::Serialize;
use serde_json::{Value, json};
use std::{future::Future, pin::Pin};
use utoipa::ToSchema;
use uuid::Uuid;

/// A node of a condition, and whether it holds for somebody.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExplainedNode {
    /// The key of the node: `all`, `field`, `events`, …
    #[schema(example = "field")]
    pub node: &'static str,
    /// Whether it is fulfilled.
    pub holds: bool,
    /// What is asked for.
    #[schema(example = "Stage of the journey is Use")]
    pub sentence: String,
    /// The same in Chinese.
    #[schema(example = "旅程阶段为使用")]
    pub sentence_zh: String,
    /// What is there instead: the value of the field; for events how many there are within the days, the first and the
    /// latest of all; for people, accounts and subscriptions how many fulfil it, of how many. Null where nothing is.
    #[schema(value_type = Option<Value>)]
    pub found: Value,
    /// The conditions inside; for people and accounts those of the first that fulfils them, or of the first of all.
    #[schema(no_recursion)]
    pub children: Vec<Self>,
}

/// Whether the condition holds for the account or person, node by node. Nothing if there is no such account or person.
pub async fn explain(
    asked: &Asked<'_>,
    library: &Library,
    subject: SegmentSubject,
    id: Uuid,
    condition: &Condition,
) -> Result<Option<ExplainedNode>, Error> {
    let Some(record) = Record::load(&asked.snapshot.tx, subject, id).await? else {
        return Ok(None);
    };
    Explainer { asked, library }.node(condition, &record).await.map(Some)
}

struct Explainer<'a> {
    asked: &'a Asked<'a>,
    library: &'a Library,
}

type Explaining<'f> = Pin<Box<dyn Future<Output = Result<ExplainedNode, Error>> + Send + 'f>>;

impl Explainer<'_> {
    fn node<'f>(&'f self, condition: &'f Condition, record: &'f Record) -> Explaining<'f> {
        Box::pin(async move {
            let (holds, found, children) = self.decide(condition, record).await?;
            let sentence = |chinese| Sentences { library: self.library, chinese };
            Ok(ExplainedNode {
                node: condition.word(),
                holds,
                sentence: sentence(false).of(condition, record.subject),
                sentence_zh: sentence(true).of(condition, record.subject),
                found,
                children,
            })
        })
    }

    async fn decide(
        &self,
        condition: &Condition,
        record: &Record,
    ) -> Result<(bool, Value, Vec<ExplainedNode>), Error> {
        match condition {
            Condition::All(list) => {
                let children = self.each(list, record).await?;
                Ok((children.iter().all(|child| child.holds), Value::Null, children))
            }
            Condition::Any(list) => {
                let children = self.each(list, record).await?;
                Ok((children.iter().any(|child| child.holds), Value::Null, children))
            }
            Condition::Not(inner) => {
                let child = self.node(inner, record).await?;
                Ok((!child.holds, Value::Null, vec![child]))
            }
            Condition::Field(field) => {
                let (holds, found) = self.field(field, record.subject.owner(), &record.row)?;
                Ok((holds, found, Vec::new()))
            }
            Condition::Events(event) => {
                let done = deeds(self.asked, record.subject.unit(), record.id, event).await?;
                let found = json!({ "count": done.count, "first_at": done.first_at, "last_at": done.last_at });
                Ok((done.holds, found, Vec::new()))
            }
            Condition::Subscription(list) => {
                let all = record.subscriptions(&self.asked.snapshot.tx).await?;
                let mut count = 0;
                for row in &all {
                    let holds = |field| self.field(field, FieldOwner::Subscription, row);
                    let verdicts: Vec<_> = list.iter().map(holds).collect::<Result<_, _>>()?;
                    count += usize::from(verdicts.iter().all(|(holds, _)| *holds));
                }
                Ok((count > 0, of(count, all.len()), Vec::new()))
            }
            Condition::Person(inner) | Condition::Account(inner) => {
                let others = record.others(&self.asked.snapshot.tx).await?;
                let mut explained = Vec::with_capacity(others.len());
                for other in &others {
                    explained.push(self.node(inner, other).await?);
                }
                let count = explained.iter().filter(|other| other.holds).count();
                let found = of(count, explained.len());
                let shown = explained.iter().position(|other| other.holds).unwrap_or_default();
                let shown = explained.into_iter().nth(shown);
                Ok((count > 0, found, shown.into_iter().collect()))
            }
            Condition::Segment(id) => {
                let known = self.library.segment(*id);
                let known = known.ok_or_else(|| Error::not_found("segment"))?;
                let child = self.node(&known.condition, record).await?;
                Ok((child.holds, Value::Null, vec![child]))
            }
        }
    }

    async fn each(&self, list: &[Condition], record: &Record) -> Result<Vec<ExplainedNode>, Error> {
        let mut children = Vec::with_capacity(list.len());
        for condition in list {
            children.push(self.node(condition, record).await?);
        }
        Ok(children)
    }

    fn field(
        &self,
        condition: &FieldCondition,
        owner: FieldOwner,
        row: &Value,
    ) -> Result<(bool, Value), Error> {
        let field = self.library.fields.get(owner, &condition.field);
        let Some(field) = field else { return Ok((false, Value::Null)) };
        let (comparison, is_opposite) =
            compare::read(field, condition, self.asked.today).map_err(Error::invalid)?;
        let found = record::value(row, &field.source, self.asked.snapshot.calendar());
        Ok((comparison.is_fulfilled_by(&found) != is_opposite, found))
    }
}

fn of(count: usize, all: usize) -> Value {
    json!({ "count": count, "of": all })
}
