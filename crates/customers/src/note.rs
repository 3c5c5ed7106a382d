//! What operators write down about any object.

use crate::{
    entity::note::{self, Column, Entity, Model},
    subject::{self, Labels, SubjectRef},
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _, Subject, event::ActorRef};
use kernel::{
    Error, FieldError, Findings, WorkspaceTx,
    ids::{MemberId, NoteId},
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::{like_pattern, normal_form},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ExprTrait as _, IntoActiveModel, ModelTrait as _,
    QueryFilter, QuerySelect as _, Set,
    sea_query::{Expr, Func, LikeExpr},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// The object it is about.
    pub subject_id: Subject,
    /// Markdown.
    #[validate(length(min = 1, max = 20_000))]
    #[schema(
        min_length = 1,
        max_length = 20_000,
        example = "Wants to open a **second shop** in May."
    )]
    pub body: String,
    /// Whether it stays on top.
    #[serde(default)]
    pub pinned: bool,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct NotePatch {
    #[validate(length(min = 1, max = 20_000))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 20_000)]
    pub body: Patch<String>,
    #[schema(value_type = Option<bool>)]
    pub pinned: Patch<bool>,
}

/// Which notes are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct NoteFilter {
    /// The notes of one object.
    #[param(value_type = Option<String>)]
    pub subject_id: Option<Subject>,
    pub pinned: Option<bool>,
    /// Words of the note.
    #[param(max_length = 200)]
    pub q: Option<String>,
}

/// A note, as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Note {
    pub id: NoteId,
    pub subject: SubjectRef,
    /// Markdown.
    pub body: String,
    pub author: Author,
    pub pinned: bool,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Who did something, by name where it is known.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Author {
    /// `member`, `api_key`, `visitor` or `system`.
    pub kind: String,
    /// The id of the member or key, or the name of the job; null for visitors.
    pub id: Option<String>,
    pub name: Option<String>,
}

impl Author {
    pub fn new(actor: ActorRef, labels: &Labels) -> Self {
        let member: Option<MemberId> = actor.id.as_deref().and_then(|id| id.parse().ok());
        let name = member.and_then(|member| labels.of(member));
        Self { kind: actor.kind, id: actor.id, name }
    }

    /// The member among actors, to look the name up.
    pub fn subject(id: Option<&str>) -> Option<Subject> {
        id?.parse::<MemberId>().ok().map(Subject::from)
    }
}

impl Note {
    fn new(row: Model, labels: &Labels) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            subject: SubjectRef::new(subject_of(&row)?, labels),
            body: row.body,
            author: Author::new(ActorRef { kind: row.author_kind, id: row.author_id }, labels),
            pinned: row.pinned,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// Notes, newest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &NoteFilter,
    page: &PageRequest,
) -> Result<Page<Note>, Error> {
    let condition = Condition::all()
        .add(Column::SubjectKind.is_in(subject::readable(tx)?))
        .add_option(filter.subject_id.map(|it| Column::SubjectId.eq(it.id)))
        .add_option(filter.pinned.map(|pinned| Column::Pinned.eq(pinned)))
        .add_option(filter.q.as_deref().map(contains_words));
    let keyset = Keyset {
        sorts: &[
            Sort::by("created_at", Column::CreatedAt),
            Sort::by("updated_at", Column::UpdatedAt),
        ],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let notes = std::mem::take(&mut rows.data);
    let labels = labels_of(tx, &notes).await?;
    let notes = notes.into_iter().map(|row| Note::new(row, &labels)).collect::<Result<_, _>>()?;
    Ok(rows.with(notes))
}

/// Notes are read as they were written, so the words are looked for in them and not in a prepared column.
fn contains_words(question: &str) -> Condition {
    let normal = normal_form(question);
    normal.split(' ').filter(|word| !word.is_empty()).take(8).fold(Condition::all(), |all, word| {
        let body = Func::lower(Expr::col(Column::Body));
        all.add(Expr::expr(body).like(LikeExpr::new(like_pattern(word)).escape('\\')))
    })
}

pub async fn get(tx: &WorkspaceTx, id: NoteId) -> Result<Note, Error> {
    let row = load(tx, id, false).await?;
    tx.require(subject::grants(subject_of(&row)?.kind).0)?;
    with_label(tx, row).await
}

pub async fn create(tx: &WorkspaceTx, input: NewNote) -> Result<Note, Error> {
    tx.require(subject::grants(input.subject_id.kind).1)?;
    let mut findings = Findings::of(&input);
    if input.body.trim().is_empty() {
        findings.add(FieldError::new("/body", "required"));
    }
    findings.extend(subject::check(tx, "/subject_id", input.subject_id).await?);
    findings.finish()?;
    let row = note::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        subject_kind: Set(input.subject_id.kind.as_str().to_owned()),
        subject_id: Set(input.subject_id.id),
        body: Set(input.body),
        author_kind: Set(tx.caller.actor.kind().to_owned()),
        author_id: Set(tx.caller.actor.id()),
        pinned: Set(input.pinned),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await?;
    let event = DomainEvent::NoteCreated { note_id: row.id, subject: input.subject_id };
    tx.record(event).await?;
    with_label(tx, row).await
}

pub async fn update(tx: &WorkspaceTx, id: NoteId, patch: NotePatch) -> Result<Note, Error> {
    let mut row = load_to_change(tx, id).await?;
    let mut findings = Findings::of(&patch);
    if patch.body.is_null() || patch.body.value().is_some_and(|body| body.trim().is_empty()) {
        findings.add(FieldError::new("/body", "required"));
    }
    findings.finish()?;
    let before = row.clone();
    if let Patch::Value(body) = patch.body {
        row.body = body;
    }
    if !patch.pinned.is_absent() {
        row.pinned = patch.pinned.value().copied().unwrap_or_default();
    }
    if row != before {
        row.updated_at = tx.now();
        row.version += 1;
        row = row.into_active_model().reset_all().update(&tx.db).await?;
        // Not what it said: a note may hold what must be erased one day.
        let event = DomainEvent::NoteUpdated { note_id: id, subject: subject_of(&row)? };
        tx.record(event).await?;
    }
    with_label(tx, row).await
}

pub async fn delete(tx: &WorkspaceTx, id: NoteId) -> Result<(), Error> {
    let row = load_to_change(tx, id).await?;
    let subject = subject_of(&row)?;
    row.delete(&tx.db).await?;
    tx.record(DomainEvent::NoteDeleted { note_id: id, subject }).await
}

fn subject_of(row: &Model) -> Result<Subject, Error> {
    let kind = row.subject_kind.parse().map_err(Error::internal)?;
    Ok(Subject { kind, id: row.subject_id })
}

async fn load_to_change(tx: &WorkspaceTx, id: NoteId) -> Result<Model, Error> {
    let row = load(tx, id, true).await?;
    tx.require(subject::grants(subject_of(&row)?.kind).1)?;
    tx.expect_version(row.version)?;
    Ok(row)
}

async fn load(tx: &WorkspaceTx, id: NoteId, to_change: bool) -> Result<Model, Error> {
    let readable = Column::SubjectKind.is_in(subject::readable(tx)?);
    let mut select = tx.find::<Entity>().filter(Column::Id.eq(id).and(readable));
    if to_change {
        select = select.lock_exclusive();
    }
    select.one(&tx.db).await?.ok_or_else(|| Error::not_found("note"))
}

async fn with_label(tx: &WorkspaceTx, row: Model) -> Result<Note, Error> {
    let labels = labels_of(tx, [&row]).await?;
    Note::new(row, &labels)
}

async fn labels_of<'a>(
    tx: &WorkspaceTx,
    rows: impl IntoIterator<Item = &'a Model>,
) -> Result<Labels, Error> {
    let mut subjects = Vec::new();
    for row in rows {
        subjects.push(subject_of(row)?);
        subjects.extend(Author::subject(row.author_id.as_deref()));
    }
    subject::labels(tx, subjects).await
}
