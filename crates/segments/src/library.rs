//! What is needed to read a condition: the fields, the segments it builds on, and what things are called.

use crate::{
    condition::{Condition, FieldCondition, FieldOwner, SegmentSubject},
    entity::segment::{Column, Entity, Model},
    field::{Fields, SegmentFieldType},
};
use activity::name::{self, DisplayName};
use chrono::{DateTime, Utc};
use customers::subject::{self, Labels};
use jobs::Subject;
use kernel::{
    Error, WorkspaceTx,
    ids::{MemberId, PlanId, SegmentId},
};
use sea_orm::{ColumnTrait as _, QueryFilter as _};
use std::collections::{BTreeSet, HashMap};

/// A segment that others build on.
#[derive(Clone, Debug)]
pub struct Known {
    pub name: String,
    pub subject: SegmentSubject,
    pub condition: Condition,
    pub created_at: DateTime<Utc>,
    pub is_archived: bool,
}

impl TryFrom<Model> for Known {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            condition: serde_json::from_value(row.condition).map_err(Error::internal)?,
            name: row.name,
            subject: row.subject,
            created_at: row.created_at,
            is_archived: row.archived_at.is_some(),
        })
    }
}

pub struct Library {
    pub fields: Fields,
    segments: HashMap<SegmentId, Known>,
    labels: Labels,
    events: HashMap<String, DisplayName>,
}

impl Library {
    /// Everything that these conditions name, and what the segments they build on name in turn.
    pub async fn of(
        tx: &WorkspaceTx,
        conditions: &[(&Condition, SegmentSubject)],
    ) -> Result<Self, Error> {
        let fields = Fields::read(tx).await?;
        let mut segments = HashMap::new();
        let mut wanted: BTreeSet<SegmentId> =
            conditions.iter().flat_map(|(condition, _)| condition.segments()).collect();
        while !wanted.is_empty() {
            let rows = tx.find::<Entity>().filter(Column::Id.is_in(wanted)).all(&tx.db).await?;
            let found: Vec<(SegmentId, Known)> = rows
                .into_iter()
                .map(|row| Ok((row.id, Known::try_from(row)?)))
                .collect::<Result<_, Error>>()?;
            wanted = found.iter().flat_map(|(_, known)| known.condition.segments()).collect();
            segments.extend(found);
            wanted.retain(|id| !segments.contains_key(id));
        }
        let mut mentioned = Mentioned::default();
        for (condition, subject) in conditions {
            mentioned.gather(condition, *subject, &fields);
        }
        for known in segments.values() {
            mentioned.gather(&known.condition, known.subject, &fields);
        }
        let labels = subject::labels(tx, mentioned.subjects).await?;
        let events = name::display_names(tx, &mentioned.events).await?;
        Ok(Self { fields, segments, labels, events })
    }

    pub fn segment(&self, id: SegmentId) -> Option<&Known> {
        self.segments.get(&id)
    }

    /// What members and plans are called.
    pub fn label(&self, kind: SegmentFieldType, id: &str) -> Option<String> {
        self.labels.of(subject_of(kind, id)?)
    }

    /// What events of a name are called.
    pub fn event<'a>(&'a self, name: &'a str, chinese: bool) -> &'a str {
        let called = self.events.get(name);
        let called =
            called.and_then(|it| if chinese { it.zh.as_deref() } else { it.en.as_deref() });
        called.unwrap_or(name)
    }
}

fn subject_of(kind: SegmentFieldType, id: &str) -> Option<Subject> {
    match kind {
        SegmentFieldType::Member => id.parse::<MemberId>().ok().map(Subject::from),
        SegmentFieldType::Plan => id.parse::<PlanId>().ok().map(Subject::from),
        _ => None,
    }
}

/// Things that have names of their own.
#[derive(Default)]
struct Mentioned {
    subjects: Vec<Subject>,
    events: Vec<String>,
}

impl Mentioned {
    fn gather(&mut self, condition: &Condition, subject: SegmentSubject, fields: &Fields) {
        match condition {
            Condition::Field(field) => self.gather_field(field, subject.owner(), fields),
            Condition::Subscription(list) => {
                for field in list {
                    self.gather_field(field, FieldOwner::Subscription, fields);
                }
            }
            Condition::Events(event) => self.events.extend(event.names.iter().cloned()),
            _ => {
                for (child, subject) in condition.children(subject) {
                    self.gather(child, subject, fields);
                }
            }
        }
    }

    fn gather_field(&mut self, condition: &FieldCondition, owner: FieldOwner, fields: &Fields) {
        let Some(field) = fields.get(owner, &condition.field) else { return };
        let ids = condition.values.iter().filter_map(|value| value.as_str());
        self.subjects.extend(ids.filter_map(|id| subject_of(field.kind, id)));
    }
}
