//! What happened to an object and to what hangs on it, with the notes' own words. Crates above tell more beside it.

use crate::{
    entity::{account, note, person},
    merge,
    note::Author,
    subject,
};
use chrono::{DateTime, Utc};
use jobs::{
    Subject, SubjectKind,
    entity::domain_event::{Column, Entity},
    event::EventEntry,
};
use kernel::{
    Error, WorkspaceTx,
    history::{self, Stretch},
    ids::{DomainEventId, NoteId},
};
use sea_orm::{ColumnTrait as _, Condition, QueryFilter as _, sea_query::Expr};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

kernel::words! {
    /// What an entry of a timeline is, for those who look for one kind of it.
    pub enum TimelineKind {
        /// A change of the object or of what belongs to it.
        Event = "event",
        Note = "note",
        Task = "task",
        /// An order or a subscription.
        Sale = "sale",
        /// Something that we did to be in touch with a lead.
        Activity = "activity",
        /// A contact with a channel.
        Touch = "touch",
        /// Something done in the vendor's product.
        Behaviour = "behaviour",
    }
}

/// What an index over the kinds of what hangs on an object holds. SQLite takes it for a statement that says the same.
const HANGS_ON: &str = "subject_kind IN ('note', 'order', 'subscription', 'task')";

/// What happened to an object.
#[derive(Clone, Debug, Serialize)]
pub struct CustomerTimelineEntry {
    pub id: DomainEventId,
    pub kind: TimelineKind,
    /// The stable name of what happened, such as `task.completed`.
    pub event_type: String,
    pub actor: Author,
    /// The object that changed: the one asked for, or a task, note or order of it.
    pub subject_id: Subject,
    pub at: DateTime<Utc>,
    /// A note that still exists comes with its `body`.
    pub data: Value,
    pub changes: Option<Value>,
}

/// What of these kinds happened to any of `subjects` (an object, and those that were merged into it), newest first. Whoever
/// owns the object checks the grant.
pub async fn of(
    tx: &WorkspaceTx,
    subjects: &[Subject],
    kinds: &[TimelineKind],
    stretch: Stretch,
    limit: u64,
) -> Result<Vec<CustomerTimelineEntry>, Error> {
    let histories: Vec<_> =
        subjects.iter().flat_map(|subject| histories_of(subject.id, kinds)).collect();
    let order = (Column::RecordedAt, Column::Id);
    let rows = history::newest::<Entity>(tx, &histories, order, stretch, limit).await?;
    let entries = rows.into_iter().map(EventEntry::try_from).collect::<Result<Vec<_>, _>>()?;
    let actors = entries.iter().filter_map(|entry| Author::subject(entry.actor.id.as_deref()));
    let labels = subject::labels(tx, actors).await?;
    let bodies = bodies_of(tx, &entries).await?;
    let told = |entry: EventEntry| {
        let mut data = entry.data;
        if let (Some(body), Value::Object(data)) = (bodies.get(&entry.subject_id.id), &mut data) {
            data.insert("body".to_owned(), json!(body));
        }
        CustomerTimelineEntry {
            id: entry.id,
            kind: kind_of(entry.subject_kind),
            event_type: entry.event_type,
            actor: Author::new(entry.actor, &labels),
            subject_id: entry.subject_id,
            at: entry.recorded_at,
            data,
            changes: entry.changes,
        }
    };
    Ok(entries.into_iter().map(told).collect())
}

const fn kind_of(subject: SubjectKind) -> TimelineKind {
    match subject {
        SubjectKind::Note => TimelineKind::Note,
        SubjectKind::Task => TimelineKind::Task,
        SubjectKind::Order | SubjectKind::Subscription => TimelineKind::Sale,
        _ => TimelineKind::Event,
    }
}

/// Where the wanted kinds of what happened to one object are found.
fn histories_of(id: Uuid, kinds: &[TimelineKind]) -> Vec<Condition> {
    const APART: [SubjectKind; 4] =
        [SubjectKind::Note, SubjectKind::Task, SubjectKind::Order, SubjectKind::Subscription];
    let about = || Condition::all().add(Column::AboutId.eq(id));
    let (wanted, others): (Vec<_>, Vec<_>) =
        APART.into_iter().partition(|kind| kinds.contains(&kind_of(*kind)));
    if !kinds.contains(&TimelineKind::Event) {
        let one = |kind: SubjectKind| {
            about().add(Expr::cust(HANGS_ON)).add(word(&format!("= '{}'", kind.as_str())))
        };
        return wanted.into_iter().map(one).collect();
    }
    let others: Vec<_> = others.iter().map(|kind| format!("'{}'", kind.as_str())).collect();
    let without = (!others.is_empty()).then(|| word(&format!("NOT IN ({})", others.join(", "))));
    // What a person has to do with an account is told about the account; it belongs on both timelines.
    let itself = Condition::all().add(Column::SubjectId.eq(id));
    vec![about().add_option(without), itself]
}

/// In the text of the statement, for indexes that hold some kinds only.
fn word(compared: &str) -> Expr {
    Expr::cust(format!("subject_kind {compared}"))
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

/// An account or a person, and all that were merged into it, however often.
pub async fn with_merged(tx: &WorkspaceTx, subject: Subject) -> Result<Vec<Subject>, Error> {
    let ids = match subject.kind {
        SubjectKind::Account => merge::with_merged::<account::Entity>(tx, vec![subject.id]).await?,
        SubjectKind::Person => merge::with_merged::<person::Entity>(tx, vec![subject.id]).await?,
        _ => vec![subject.id],
    };
    Ok(ids.into_iter().map(|id| Subject { id, ..subject }).collect())
}
