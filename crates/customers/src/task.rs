//! Tasks of operators on any object.

use crate::{
    entity::task::{self, Column, Entity, Model},
    input,
    owner::{self, OwnerChoice},
    subject::{self, Labels, SubjectRef},
};
use chrono::{DateTime, Utc};
use identity::member::MemberRef;
use jobs::{DomainEvent, Record as _, Subject, SubjectKind};
use kernel::{
    Changes, Error, Findings, WorkspaceTx,
    filter::Many,
    ids::{MemberId, TaskId},
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::{search_condition, search_text},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ExprTrait as _, IntoActiveModel, ModelTrait as _,
    QueryFilter, QuerySelect as _, Set, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

kernel::words! {
    /// Whether a task waits to be done.
    pub enum TaskState { Open = "open", Done = "done" }
    /// How much a task matters.
    pub enum TaskPriority { Low = "low", Normal = "normal", High = "high", Urgent = "urgent" }
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewTask {
    /// What is to be done.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Call about the renewal")]
    pub title: String,
    #[validate(length(max = 5000))]
    #[schema(max_length = 5000)]
    pub description: Option<String>,
    /// The object it is about.
    pub subject_id: Subject,
    /// Whose task it is; left out it is the caller's own, null is nobody's yet.
    #[serde(default)]
    #[schema(value_type = Option<MemberId>)]
    pub owner_id: Patch<MemberId>,
    pub due_at: Option<DateTime<Utc>>,
    pub priority: Option<TaskPriority>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct TaskPatch {
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub title: Patch<String>,
    #[validate(length(max = 5000))]
    #[schema(value_type = Option<String>, max_length = 5000)]
    pub description: Patch<String>,
    #[schema(value_type = Option<MemberId>)]
    pub owner_id: Patch<MemberId>,
    #[schema(value_type = Option<DateTime<Utc>>)]
    pub due_at: Patch<DateTime<Utc>>,
    #[schema(value_type = Option<TaskPriority>)]
    pub priority: Patch<TaskPriority>,
}

/// Which tasks are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct TaskFilter {
    /// Ids of members, `me` or `none`, separated by commas.
    #[param(value_type = Option<String>, example = "me")]
    pub owner_id: Option<Many<OwnerChoice>>,
    /// `open` or `done`.
    #[param(value_type = Option<String>, example = "open")]
    pub state: Option<Many<TaskState>>,
    /// Priorities, separated by commas.
    #[param(value_type = Option<String>, example = "high,urgent")]
    pub priority: Option<Many<TaskPriority>>,
    pub due_at_gte: Option<DateTime<Utc>>,
    /// With `state=open` and the present time: what is overdue.
    pub due_at_lt: Option<DateTime<Utc>>,
    /// The tasks of one object.
    #[param(value_type = Option<String>)]
    pub subject_id: Option<Subject>,
    /// Kinds of object, separated by commas.
    #[param(value_type = Option<String>, example = "lead,account")]
    pub subject_type: Option<Many<SubjectKind>>,
    /// Words of the title.
    #[param(max_length = 200)]
    pub q: Option<String>,
}

/// A task, as clients see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Task {
    pub id: TaskId,
    pub title: String,
    pub description: Option<String>,
    pub subject: SubjectRef,
    pub owner_id: Option<MemberId>,
    pub owner: Option<MemberRef>,
    pub due_at: Option<DateTime<Utc>>,
    pub priority: TaskPriority,
    pub state: TaskState,
    pub completed_at: Option<DateTime<Utc>>,
    pub completed_by: Option<MemberRef>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Task {
    fn new(row: Model, labels: &Labels) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            subject: SubjectRef::new(subject_of(&row)?, labels),
            title: row.title,
            description: row.description,
            owner: labels.member(row.owner_id),
            owner_id: row.owner_id,
            due_at: row.due_at,
            priority: row.priority,
            state: row.state,
            completed_at: row.completed_at,
            completed_by: labels.member(row.completed_by_id),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// Tasks, those due soonest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &TaskFilter,
    page: &PageRequest,
) -> Result<Page<Task>, Error> {
    let readable = Column::SubjectKind.is_in(subject::readable(tx)?);
    let keyset = Keyset {
        sorts: &[
            Sort::by_nullable("due_at", Column::DueAt),
            Sort::by("created_at", Column::CreatedAt),
            Sort::by_nullable("completed_at", Column::CompletedAt),
        ],
        default_sort: "due_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let select = tx.find::<Entity>().filter(readable).filter(condition(tx, filter));
    let mut rows = keyset.page(tx, select, page).await?;
    let tasks = with_labels(tx, std::mem::take(&mut rows.data)).await?;
    Ok(rows.with(tasks))
}

fn condition(tx: &WorkspaceTx, filter: &TaskFilter) -> Condition {
    let kinds = filter.subject_type.as_ref().map(|kinds| kinds.0.iter().map(|kind| kind.as_str()));
    Condition::all()
        .add_option(filter.owner_id.as_ref().map(|it| owner::is_one_of(tx, Column::OwnerId, it)))
        .add_option(filter.state.as_ref().map(|it| Column::State.is_in(it.0.iter().copied())))
        .add_option(filter.priority.as_ref().map(|it| Column::Priority.is_in(it.0.iter().copied())))
        .add_option(filter.due_at_gte.map(|at| Column::DueAt.gte(at)))
        .add_option(filter.due_at_lt.map(|at| Column::DueAt.lt(at)))
        .add_option(filter.subject_id.map(|it| Column::SubjectId.eq(it.id)))
        .add_option(kinds.map(|kinds| Column::SubjectKind.is_in(kinds)))
        .add_option(filter.q.as_deref().map(|q| search_condition(Column::SearchText, q)))
}

/// The open tasks that are due soonest, one for each of the objects that has any: for lists of objects.
pub async fn next_of(
    tx: &WorkspaceTx,
    subjects: impl IntoIterator<Item = Subject>,
) -> Result<std::collections::HashMap<Subject, NextTask>, Error> {
    use sea_orm::QueryOrder as _;
    let ids = subjects.into_iter().map(|subject| subject.id);
    let is_subject = kernel::is_one_of_ids(tx.backend(), Expr::col(Column::SubjectId), ids);
    let rows = tx
        .find::<Entity>()
        .filter(is_subject.and(Column::State.eq(TaskState::Open)))
        // Without a date comes last: the first row of each object is the one that is kept.
        .order_by_asc(Column::DueAt.is_null())
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .all(&tx.db)
        .await?;
    let mut next = std::collections::HashMap::new();
    for row in rows {
        let task = NextTask { id: row.id, title: row.title.clone(), due_at: row.due_at };
        next.entry(subject_of(&row)?).or_insert(task);
    }
    Ok(next)
}

/// The open task of an object that is due first.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NextTask {
    pub id: TaskId,
    pub title: String,
    pub due_at: Option<DateTime<Utc>>,
}

pub async fn get(tx: &WorkspaceTx, id: TaskId) -> Result<Task, Error> {
    let row = load(tx, id, false).await?;
    tx.require(subject::grants(subject_of(&row)?.kind).0)?;
    with_label(tx, row).await
}

pub async fn create(tx: &WorkspaceTx, input: NewTask) -> Result<Task, Error> {
    tx.require(subject::grants(input.subject_id.kind).1)?;
    let owner_id = match input.owner_id {
        Patch::Absent => tx.caller.member(),
        Patch::Null => None,
        Patch::Value(id) => Some(id),
    };
    let mut findings = Findings::of(&input);
    let title = findings.keep(input::required("/title", &input.title));
    findings.extend(owner::check(tx, "/owner_id", owner_id).await?);
    findings.extend(subject::check(tx, "/subject_id", input.subject_id).await?);
    findings.finish()?;
    let row = task::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        search_text: Set(search_text([input.title.as_str()])),
        title: Set(title.unwrap_or_default()),
        description: Set(input::text(input.description)),
        subject_kind: Set(input.subject_id.kind.as_str().to_owned()),
        subject_id: Set(input.subject_id.id),
        owner_id: Set(owner_id),
        due_at: Set(input.due_at),
        priority: Set(input.priority.unwrap_or(TaskPriority::Normal)),
        state: Set(TaskState::Open),
        completed_at: Set(None),
        completed_by_id: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await?;
    let (task_id, subject, title) = (row.id, input.subject_id, row.title.clone());
    tx.record(DomainEvent::TaskCreated { task_id, subject, title }).await?;
    with_label(tx, row).await
}

pub async fn update(tx: &WorkspaceTx, id: TaskId, patch: TaskPatch) -> Result<Task, Error> {
    let mut row = load_to_change(tx, id).await?;
    let mut findings = Findings::of(&patch);
    findings.extend(owner::check(tx, "/owner_id", patch.owner_id.value().copied()).await?);
    let before = row.clone();
    if patch.title.is_null() || patch.title.value().is_some_and(|title| title.trim().is_empty()) {
        findings.add(kernel::FieldError::new("/title", "required"));
    }
    findings.finish()?;
    if let Patch::Value(title) = patch.title {
        title.trim().clone_into(&mut row.title);
        row.search_text = search_text([row.title.as_str()]);
    }
    input::patched(patch.description).apply(&mut row.description);
    patch.owner_id.apply(&mut row.owner_id);
    patch.due_at.apply(&mut row.due_at);
    match patch.priority {
        Patch::Value(priority) => row.priority = priority,
        Patch::Null => row.priority = TaskPriority::Normal,
        Patch::Absent => {}
    }
    if row == before {
        return with_label(tx, row).await;
    }
    let subject = subject_of(&row)?;
    let labels = labels_of(tx, [&before, &row]).await?;
    let changes = Changes::between(&Task::new(before, &labels)?, &Task::new(row.clone(), &labels)?);
    let row = store(tx, row).await?;
    tx.record_change(DomainEvent::TaskUpdated { task_id: id, subject }, changes).await?;
    Task::new(row, &labels)
}

pub async fn complete(tx: &WorkspaceTx, id: TaskId) -> Result<Task, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.state == TaskState::Done {
        return with_label(tx, row).await;
    }
    row.state = TaskState::Done;
    row.completed_at = Some(tx.now());
    row.completed_by_id = tx.caller.member();
    let row = store(tx, row).await?;
    let (subject, title) = (subject_of(&row)?, row.title.clone());
    tx.record(DomainEvent::TaskCompleted { task_id: id, subject, title }).await?;
    with_label(tx, row).await
}

pub async fn reopen(tx: &WorkspaceTx, id: TaskId) -> Result<Task, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.state == TaskState::Open {
        return with_label(tx, row).await;
    }
    row.state = TaskState::Open;
    row.completed_at = None;
    row.completed_by_id = None;
    let row = store(tx, row).await?;
    let (subject, title) = (subject_of(&row)?, row.title.clone());
    tx.record(DomainEvent::TaskReopened { task_id: id, subject, title }).await?;
    with_label(tx, row).await
}

pub async fn delete(tx: &WorkspaceTx, id: TaskId) -> Result<(), Error> {
    let row = load_to_change(tx, id).await?;
    let subject = subject_of(&row)?;
    row.delete(&tx.db).await?;
    tx.record(DomainEvent::TaskDeleted { task_id: id, subject }).await
}

pub(crate) fn subject_of(row: &Model) -> Result<Subject, Error> {
    let kind = row.subject_kind.parse().map_err(Error::internal)?;
    Ok(Subject { kind, id: row.subject_id })
}

async fn store(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    row.updated_at = tx.now();
    row.version += 1;
    Ok(row.into_active_model().reset_all().update(&tx.db).await?)
}

async fn load_to_change(tx: &WorkspaceTx, id: TaskId) -> Result<Model, Error> {
    let row = load(tx, id, true).await?;
    tx.require(subject::grants(subject_of(&row)?.kind).1)?;
    tx.expect_version(row.version)?;
    Ok(row)
}

async fn load(tx: &WorkspaceTx, id: TaskId, to_change: bool) -> Result<Model, Error> {
    // Who may read nothing that carries tasks must not learn which tasks there are.
    let readable = Column::SubjectKind.is_in(subject::readable(tx)?);
    let mut select = tx.find::<Entity>().filter(Column::Id.eq(id).and(readable));
    if to_change {
        select = select.lock_exclusive();
    }
    select.one(&tx.db).await?.ok_or_else(|| Error::not_found("task"))
}

async fn with_label(tx: &WorkspaceTx, row: Model) -> Result<Task, Error> {
    let labels = labels_of(tx, [&row]).await?;
    Task::new(row, &labels)
}

async fn with_labels(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<Task>, Error> {
    let labels = labels_of(tx, &rows).await?;
    rows.into_iter().map(|row| Task::new(row, &labels)).collect()
}

async fn labels_of<'a>(
    tx: &WorkspaceTx,
    rows: impl IntoIterator<Item = &'a Model>,
) -> Result<Labels, Error> {
    let mut subjects = Vec::new();
    for row in rows {
        subjects.push(subject_of(row)?);
        subjects.extend(row.owner_id.into_iter().chain(row.completed_by_id).map(Subject::from));
    }
    subject::labels(tx, subjects).await
}
