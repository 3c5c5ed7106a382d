//! One timeline per object: what happened to it and to what hangs on it, with the notes' own words.

use crate::{
    entity::{account, note, person},
    note::Author,
    subject,
};
use chrono::{DateTime, Utc};
use jobs::{Subject, entity::domain_event, event::EventEntry};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AccountId, DomainEventId, NoteId, PersonId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ColumnTrait as _, ExprTrait as _, QueryFilter as _, QuerySelect as _};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

kernel::words! {
    /// What an entry of a timeline is, for those who look for one kind of it.
    pub enum TimelineKind {
        /// A change of the object or of what belongs to it.
        Event = "event",
        Note = "note",
        Task = "task",
        /// A contact with a channel.
        Touch = "touch",
        /// Something done in the vendor's product.
        Behaviour = "behaviour",
    }
}

/// Something on the timeline of an object.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CustomerTimelineEntry {
    pub id: DomainEventId,
    pub kind: TimelineKind,
    /// The stable name of what happened, such as `task.completed`.
    #[serde(rename = "type")]
    #[schema(example = "task.completed")]
    pub event_type: String,
    pub actor: Author,
    /// The object that changed: the one asked for, or a task, note or order of it.
    pub subject_id: Subject,
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
}

/// What happened to any of `subjects` (an object, and those that were merged into it), newest first. Whoever owns the
/// object checks the grant.
pub async fn of(
    tx: &WorkspaceTx,
    subjects: &[Subject],
    page: &PageRequest,
) -> Result<Page<CustomerTimelineEntry>, Error> {
    use domain_event::{Column, Entity};
    let keyset = Keyset {
        sorts: &[Sort::by("at", Column::RecordedAt)],
        default_sort: "-at",
        id: Column::Id,
        filter: format!("timeline {subjects:?}"),
    };
    // What a person has to do with an account is told about the account; it belongs on both timelines.
    let ids = || subjects.iter().map(|subject| subject.id);
    let about = Column::AboutId.is_in(ids()).or(Column::SubjectId.is_in(ids()));
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(about), page).await?;
    let entries = std::mem::take(&mut rows.data).into_iter().map(EventEntry::try_from);
    let entries = entries.collect::<Result<Vec<_>, _>>()?;
    let actors = entries.iter().filter_map(|entry| Author::subject(entry.actor.id.as_deref()));
    let labels = subject::labels(tx, actors).await?;
    let bodies = bodies_of(tx, &entries).await?;
    let told = |entry: EventEntry| {
        let kind = kind_of(&entry.event_type);
        let mut data = entry.data;
        if let (Some(body), Value::Object(data)) = (bodies.get(&entry.subject_id.id), &mut data) {
            data.insert("body".to_owned(), json!(body));
        }
        CustomerTimelineEntry {
            id: entry.id,
            kind,
            summary_key: format!("timeline.{}", entry.event_type),
            event_type: entry.event_type,
            actor: Author::new(entry.actor, &labels),
            subject_id: entry.subject_id,
            at: entry.recorded_at,
            data,
            changes: entry.changes,
        }
    };
    Ok(rows.with(entries.into_iter().map(told).collect()))
}

fn kind_of(event_type: &str) -> TimelineKind {
    match event_type.split_once('.') {
        Some(("note", _)) => TimelineKind::Note,
        Some(("task", _)) => TimelineKind::Task,
        Some(("lead", "touched")) => TimelineKind::Touch,
        _ => TimelineKind::Event,
    }
}

/// Notes are not kept in events, so that they can be rewritten and erased: their words are read from where they are.
async fn bodies_of(
    tx: &WorkspaceTx,
    entries: &[EventEntry],
) -> Result<HashMap<Uuid, String>, Error> {
    let notes = entries.iter().filter(|entry| entry.event_type == "note.created");
    let ids: Vec<_> = notes.map(|entry| NoteId::from_uuid(entry.subject_id.id)).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let notes = tx.find::<note::Entity>().filter(note::Column::Id.is_in(ids)).all(&tx.db).await?;
    Ok(notes.into_iter().map(|note| (note.id.uuid(), note.body)).collect())
}

/// The timeline of an account.
pub async fn of_account(
    tx: &WorkspaceTx,
    id: AccountId,
    page: &PageRequest,
) -> Result<Page<CustomerTimelineEntry>, Error> {
    use account::{Column, Entity};
    tx.require(Grant::CustomersRead)?;
    crate::account::load(tx, id).await?;
    let merged = tx.find::<Entity>().filter(Column::MergedIntoId.eq(id)).select_only();
    let merged = merged.column(Column::Id).into_tuple::<AccountId>().all(&tx.db).await?;
    let subjects: Vec<_> = merged.into_iter().chain([id]).map(Subject::from).collect();
    of(tx, &subjects, page).await
}

/// The timeline of a person.
pub async fn of_person(
    tx: &WorkspaceTx,
    id: PersonId,
    page: &PageRequest,
) -> Result<Page<CustomerTimelineEntry>, Error> {
    use person::{Column, Entity};
    tx.require(Grant::CustomersRead)?;
    crate::person::load(tx, id).await?;
    let merged = tx.find::<Entity>().filter(Column::MergedIntoId.eq(id)).select_only();
    let merged = merged.column(Column::Id).into_tuple::<PersonId>().all(&tx.db).await?;
    let subjects: Vec<_> = merged.into_iter().chain([id]).map(Subject::from).collect();
    of(tx, &subjects, page).await
}
