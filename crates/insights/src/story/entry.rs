use super::{
    behaviour::Behaviour,
    place::{Place, Source},
};
use chrono::{DateTime, Utc};
use customers::{
    note::Author,
    timeline::{CustomerTimelineEntry, TimelineKind},
};
use jobs::Subject;
use leads::timeline::CustomerTouch;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// One entry of a story.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StoryEntry {
    /// Of the change or the touch; of behaviour, made of its newest event.
    pub id: String,
    pub kind: TimelineKind,
    /// The stable name of what happened, such as `task.completed` or `touch.form`; `behaviour` where several things did.
    #[serde(rename = "type")]
    #[schema(example = "task.completed")]
    pub entry_type: String,
    /// Null for behaviour: it says itself who it was.
    pub actor: Option<Author>,
    /// The object that changed: the one asked for, or a task, note or order of it; the lead of a touch.
    pub subject_id: Subject,
    /// When it happened; of behaviour, the last of it.
    pub at: DateTime<Utc>,
    /// The key of the sentence that tells it, in the client's language.
    #[schema(example = "timeline.task.completed")]
    pub summary_key: String,
    /// What goes into that sentence. A note that still exists comes with its `body`.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    pub data: Value,
    /// Field → `before` and `after`, or `concealed` for contact data; null where nothing was compared.
    #[schema(value_type = Option<std::collections::HashMap<String, Value>>)]
    pub changes: Option<Value>,
    /// What was done; null for entries of other kinds.
    pub behaviour: Option<Behaviour>,
}

/// An entry that is no behaviour.
pub struct Other {
    pub place: Place,
    pub entry: StoryEntry,
}

impl From<CustomerTimelineEntry> for Other {
    fn from(change: CustomerTimelineEntry) -> Self {
        let place = Place { at: change.at, of: Source::Change(change.id.uuid()) };
        let entry = StoryEntry {
            id: change.id.to_string(),
            kind: change.kind,
            summary_key: format!("timeline.{}", change.event_type),
            entry_type: change.event_type,
            actor: Some(change.actor),
            subject_id: change.subject_id,
            at: change.at,
            data: change.data,
            changes: change.changes,
            behaviour: None,
        };
        Self { place, entry }
    }
}

impl From<CustomerTouch> for Other {
    fn from(touch: CustomerTouch) -> Self {
        let place = Place { at: touch.entry.at, of: Source::Touch(touch.id.uuid()) };
        let actor = touch.entry.actor;
        let entry = StoryEntry {
            id: touch.entry.id,
            kind: touch.entry.kind,
            entry_type: touch.entry.entry_type,
            actor: Some(Author { kind: actor.kind, id: actor.id, name: actor.name }),
            subject_id: touch.lead_id.into(),
            at: touch.entry.at,
            summary_key: touch.entry.summary_key,
            data: touch.entry.data,
            changes: touch.entry.changes,
            behaviour: None,
        };
        Self { place, entry }
    }
}

impl StoryEntry {
    /// Behaviour of an account or person, whose newest event has this number.
    pub fn of_behaviour(subject: Subject, newest: i64, behaviour: Behaviour) -> Self {
        Self {
            id: format!("behaviour-{newest}"),
            kind: TimelineKind::Behaviour,
            entry_type: "behaviour".to_owned(),
            actor: None,
            subject_id: subject,
            at: behaviour.last_at,
            summary_key: "timeline.behaviour".to_owned(),
            data: json!({}),
            changes: None,
            behaviour: Some(behaviour),
        }
    }
}
