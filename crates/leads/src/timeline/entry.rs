use crate::entity::{lead_activity, touch};
use chrono::{DateTime, Utc};
use customers::{entity::note, timeline::TimelineKind};
use jobs::entity::domain_event;
use kernel::ids::{DomainEventId, LeadActivityId, NoteId, TouchId};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TimelineActor {
    /// `member`, `api_key`, `visitor` or `system`.
    pub kind: String,
    /// The id of the member or key, or the name of the job; null for visitors.
    pub id: Option<String>,
    pub name: Option<String>,
}

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadTimelineEntry {
    pub id: String,
    pub kind: TimelineKind,
    /// The stable name, such as `lead.stage_changed`, `note.created`, `touch.form`.
    #[serde(rename = "type")]
    pub entry_type: String,
    pub actor: TimelineActor,
    pub at: DateTime<Utc>,
    /// Under which key clients keep the sentence for it.
    pub summary_key: String,
    /// Facts about it, by type; beside each id of a member, stage or channel a `…_name`.
    #[schema(value_type = HashMap<String, Value>)]
    pub data: Value,
    /// Field → `before` and `after`, or `concealed` for contact data.
    #[schema(value_type = Option<HashMap<String, Value>>)]
    pub changes: Option<Value>,
}

/// Id → name.
pub(super) type Named = HashMap<String, String>;

/// An entry before the names are known.
pub(super) struct Raw {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    text_id: String,
    kind: TimelineKind,
    entry_type: String,
    actor: TimelineActor,
    data: Map<String, Value>,
    changes: Option<Value>,
}

impl From<domain_event::Model> for Raw {
    fn from(row: domain_event::Model) -> Self {
        let is_task = row.event_type.starts_with("task.");
        Self {
            id: row.id.uuid(),
            at: row.recorded_at,
            text_id: DomainEventId::to_string(&row.id),
            kind: if is_task { TimelineKind::Task } else { TimelineKind::Event },
            entry_type: row.event_type,
            actor: TimelineActor { kind: row.actor_kind, id: row.actor_id, name: None },
            data: row.data.as_object().cloned().unwrap_or_default(),
            changes: row.changes,
        }
    }
}

impl From<touch::Model> for Raw {
    fn from(row: touch::Model) -> Self {
        let by = if row.form_id.is_some() { "visitor" } else { "system" };
        let (id, at, kind) = (row.id, row.occurred_at, row.kind);
        let touch = json!(crate::touch::Touch::from(row));
        Self {
            id: id.uuid(),
            at,
            text_id: TouchId::to_string(&id),
            kind: TimelineKind::Touch,
            entry_type: format!("touch.{kind}"),
            actor: TimelineActor { kind: by.to_owned(), id: None, name: None },
            data: touch.as_object().cloned().unwrap_or_default(),
            changes: None,
        }
    }
}

impl From<lead_activity::Model> for Raw {
    fn from(row: lead_activity::Model) -> Self {
        let data = json!({
            "lead_activity_id": row.id, "outcome": row.outcome, "note": row.note,
            "duration_seconds": row.duration_seconds, "created_at": row.created_at,
        });
        let by = if row.member_id.is_some() { "member" } else { "system" };
        let id = row.member_id.map(|id| id.to_string());
        Self {
            id: row.id.uuid(),
            at: row.occurred_at,
            text_id: LeadActivityId::to_string(&row.id),
            kind: TimelineKind::Activity,
            entry_type: format!("activity.{}", row.kind),
            actor: TimelineActor { kind: by.to_owned(), id, name: None },
            data: data.as_object().cloned().unwrap_or_default(),
            changes: None,
        }
    }
}

impl From<note::Model> for Raw {
    fn from(row: note::Model) -> Self {
        let data = json!({
            "note_id": row.id, "body": row.body, "pinned": row.pinned, "updated_at": row.updated_at,
        });
        Self {
            id: row.id.uuid(),
            at: row.created_at,
            text_id: NoteId::to_string(&row.id),
            kind: TimelineKind::Note,
            entry_type: "note.created".to_owned(),
            actor: TimelineActor { kind: row.author_kind, id: row.author_id, name: None },
            data: data.as_object().cloned().unwrap_or_default(),
            changes: None,
        }
    }
}

impl Raw {
    /// The ids in it that may have a name.
    pub fn references(&self) -> Vec<String> {
        let in_data = self.data.values().chain(self.changed_values());
        let texts = in_data.filter_map(Value::as_str).map(str::to_owned);
        texts.filter(|text| text.contains('_')).chain(self.actor.id.clone()).collect()
    }

    /// The values before and after of every field that changed.
    fn changed_values(&self) -> impl Iterator<Item = &Value> {
        let changes = self.changes.iter().filter_map(Value::as_object).flat_map(Map::values);
        changes.filter_map(Value::as_object).flat_map(Map::values)
    }

    pub fn named(mut self, named: &Named) -> LeadTimelineEntry {
        self.actor.name = self.actor.id.as_ref().and_then(|id| named.get(id).cloned());
        let names = self.data.iter().filter_map(|(field, value)| {
            let name = named.get(value.as_str()?)?;
            Some((format!("{}_name", field.trim_end_matches("_id")), Value::from(name.clone())))
        });
        let names: Vec<_> = names.collect();
        self.data.extend(names);
        let changes = self.changes.map(|changes| with_names(changes, named));
        LeadTimelineEntry {
            id: self.text_id,
            kind: self.kind,
            summary_key: format!("timeline.{}", self.entry_type),
            entry_type: self.entry_type,
            actor: self.actor,
            at: self.at,
            data: Value::Object(self.data),
            changes,
        }
    }
}

/// Adds `before_name` and `after_name` to changes of references.
fn with_names(changes: Value, named: &Named) -> Value {
    let Value::Object(mut changes) = changes else { return changes };
    for change in changes.values_mut().filter_map(Value::as_object_mut) {
        for side in ["before", "after"] {
            let name = change.get(side).and_then(Value::as_str).and_then(|id| named.get(id));
            if let Some(name) = name.cloned() {
                change.insert(format!("{side}_name"), name.into());
            }
        }
    }
    Value::Object(changes)
}
