//! Segments as operators keep them: named conditions.

use crate::{
    check,
    condition::{Condition, SegmentSubject},
    entity::segment::{self, Column, Entity, Model},
    library::Library,
    members::CountMembers,
    sentence::Sentences,
};
use activity::index::calendar::Day;
use chrono::{DateTime, Utc};
use customers::{input, settings};
use jobs::{DomainEvent, Enqueue as _, Record as _, When};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::SegmentId,
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::{search_condition, search_text, sort_key},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect as _, Set};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewSegment {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "快到期、用得少")]
    pub name: String,
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub description: Option<String>,
    pub subject: SegmentSubject,
    pub condition: Condition,
}

/// Who is in it follows the new condition at once; nobody is told to have entered or left for it.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct SegmentPatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub name: Patch<String>,
    #[validate(length(max = 500))]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub description: Patch<String>,
    pub condition: Option<Condition>,
}

/// Which segments are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct SegmentFilter {
    /// Of accounts or of people.
    #[param(value_type = Option<String>, example = "account")]
    pub subject: Option<SegmentSubject>,
    /// Words of the name, in Chinese, pinyin or its initials.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Only archived ones, instead of only those in use.
    pub archived: Option<bool>,
}

/// A segment, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Segment {
    pub id: SegmentId,
    pub name: String,
    pub description: Option<String>,
    pub subject: SegmentSubject,
    pub condition: Condition,
    /// The condition in English.
    #[schema(example = "Accounts: Stage of the journey is Use")]
    pub sentence: String,
    /// The condition in Chinese.
    #[schema(example = "客户：旅程阶段为使用")]
    pub sentence_zh: String,
    /// How many were in it when it was last counted; null before the first time.
    pub member_count: Option<i64>,
    /// When that was.
    pub counted_at: Option<DateTime<Utc>>,
    pub archived_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// By name.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &SegmentFilter,
    page: &PageRequest,
) -> Result<Page<Segment>, Error> {
    require_read(tx)?;
    let keyset = Keyset {
        sorts: &[
            Sort::by("name", Column::SortName),
            Sort::by("created_at", Column::CreatedAt),
            Sort::by("updated_at", Column::UpdatedAt),
        ],
        default_sort: "name",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let archived = filter.archived.unwrap_or(false);
    let mut select = tx.find::<Entity>().filter(if archived {
        Column::ArchivedAt.is_not_null()
    } else {
        Column::ArchivedAt.is_null()
    });
    if let Some(subject) = filter.subject {
        select = select.filter(Column::Subject.eq(subject));
    }
    if let Some(text) = &filter.q {
        select = select.filter(search_condition(Column::SearchText, text));
    }
    let mut rows = keyset.page(tx, select, page).await?;
    let segments = describe(tx, std::mem::take(&mut rows.data)).await?;
    Ok(rows.with(segments))
}

pub async fn get(tx: &WorkspaceTx, id: SegmentId) -> Result<Segment, Error> {
    require_read(tx)?;
    seen(tx, load(tx, id).await?).await
}

pub async fn create(tx: &WorkspaceTx, input: NewSegment) -> Result<Segment, Error> {
    require_write(tx)?;
    let mut findings = Findings::of(&input);
    let name = findings.keep(input::required("/name", &input.name)).unwrap_or_default();
    findings.extend(flaws(tx, input.subject, &input.condition, None).await?);
    findings.finish()?;
    let row = segment::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        sort_name: Set(sort_key(&name)),
        search_text: Set(search_text([name.as_str()])),
        name: Set(name),
        description: Set(input::text(input.description)),
        subject: Set(input.subject),
        condition: Set(serde_json::to_value(&input.condition).map_err(Error::internal)?),
        member_count: Set(None),
        counted_at: Set(None),
        counted_version: Set(None),
        archived_at: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await?;
    tx.record(DomainEvent::SegmentCreated { segment_id: row.id }).await?;
    tx.enqueue(&CountMembers { segment_id: row.id }, When::Now).await?;
    seen(tx, row).await
}

pub async fn update(
    tx: &WorkspaceTx,
    id: SegmentId,
    patch: SegmentPatch,
) -> Result<Segment, Error> {
    let before = load_to_change(tx, id).await?;
    let mut findings = Findings::of(&patch);
    if patch.name.is_null() || patch.name.value().is_some_and(|name| name.trim().is_empty()) {
        findings.add(FieldError::new("/name", "required"));
    }
    if let Some(condition) = &patch.condition {
        findings.extend(flaws(tx, before.subject, condition, Some(id)).await?);
    }
    findings.finish()?;
    let mut row = before.clone();
    if let Patch::Value(name) = patch.name {
        name.trim().clone_into(&mut row.name);
    }
    input::patched(patch.description).apply(&mut row.description);
    if let Some(condition) = patch.condition {
        row.condition = serde_json::to_value(condition).map_err(Error::internal)?;
    }
    if row == before {
        return seen(tx, row).await;
    }
    let is_counted_anew = row.condition != before.condition;
    let was = seen(tx, before).await?;
    let segment = store(tx, row, is_counted_anew).await?;
    let changes = Changes::between(&was, &segment);
    tx.record_change(DomainEvent::SegmentUpdated { segment_id: id }, changes).await?;
    Ok(segment)
}

/// Nothing is counted any more; who was in it stays known. Refused while other segments build on it.
pub async fn archive(tx: &WorkspaceTx, id: SegmentId) -> Result<Segment, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.archived_at.is_some() {
        return seen(tx, row).await;
    }
    let others = tx.find::<Entity>().filter(Column::ArchivedAt.is_null());
    for other in others.filter(Column::Id.ne(id)).all(&tx.db).await? {
        let condition: Condition =
            serde_json::from_value(other.condition).map_err(Error::internal)?;
        if condition.segments().contains(&id) {
            return Err(Error::wrong_state(
                &format!("the segment “{}” builds on this one", other.name),
                &format!("分群「{}」引用了此分群", other.name),
            ));
        }
    }
    row.archived_at = Some(tx.now());
    let segment = store(tx, row, false).await?;
    tx.record(DomainEvent::SegmentArchived { segment_id: id }).await?;
    Ok(segment)
}

pub async fn unarchive(tx: &WorkspaceTx, id: SegmentId) -> Result<Segment, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.archived_at.is_none() {
        return seen(tx, row).await;
    }
    let condition = serde_json::from_value(row.condition.clone()).map_err(Error::internal)?;
    Findings::from(flaws(tx, row.subject, &condition, Some(id)).await?).finish()?;
    row.archived_at = None;
    let segment = store(tx, row, true).await?;
    tx.record(DomainEvent::SegmentUnarchived { segment_id: id }).await?;
    Ok(segment)
}

pub(crate) fn require_read(tx: &WorkspaceTx) -> Result<(), Error> {
    tx.require(Grant::CustomersRead)?;
    tx.require(Grant::EventsRead)
}

fn require_write(tx: &WorkspaceTx) -> Result<(), Error> {
    require_read(tx)?;
    tx.require(Grant::CustomersWrite)
}

pub(crate) async fn load(tx: &WorkspaceTx, id: SegmentId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("segment"))
}

async fn load_to_change(tx: &WorkspaceTx, id: SegmentId) -> Result<Model, Error> {
    require_write(tx)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("segment"))?;
    tx.expect_version(row.version)?;
    Ok(row)
}

async fn store(tx: &WorkspaceTx, mut row: Model, is_counted_anew: bool) -> Result<Segment, Error> {
    row.updated_at = tx.now();
    row.sort_name = sort_key(&row.name);
    row.search_text = search_text([row.name.as_str()]);
    row.counted_version = row.counted_version.filter(|_| !is_counted_anew);
    row.version += 1;
    let row = row.into_active_model().reset_all().update(&tx.db).await?;
    if is_counted_anew {
        tx.enqueue(&CountMembers { segment_id: row.id }, When::Now).await?;
    }
    seen(tx, row).await
}

async fn flaws(
    tx: &WorkspaceTx,
    subject: SegmentSubject,
    condition: &Condition,
    own: Option<SegmentId>,
) -> Result<Vec<FieldError>, Error> {
    let library = Library::of(tx, &[(condition, subject)]).await?;
    Ok(check::flaws(&library, subject, condition, own, today(tx).await?))
}

pub(crate) async fn today(tx: &WorkspaceTx) -> Result<Day, Error> {
    Ok(settings::of_workspace(tx).await?.today(tx).to_epoch_days())
}

async fn seen(tx: &WorkspaceTx, row: Model) -> Result<Segment, Error> {
    let segments = describe(tx, vec![row]).await?;
    segments.into_iter().next().ok_or_else(|| Error::not_found("segment"))
}

async fn describe(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<Segment>, Error> {
    let read = |row: &Model| serde_json::from_value(row.condition.clone()).map_err(Error::internal);
    let conditions: Vec<Condition> = rows.iter().map(read).collect::<Result<_, _>>()?;
    let named: Vec<_> =
        conditions.iter().zip(&rows).map(|(condition, row)| (condition, row.subject)).collect();
    let library = Library::of(tx, &named).await?;
    let sentence = |chinese| Sentences { library: &library, chinese };
    let described = rows.into_iter().zip(&conditions).map(|(row, condition)| Segment {
        id: row.id,
        name: row.name,
        description: row.description,
        subject: row.subject,
        condition: condition.clone(),
        sentence: sentence(false).whole(condition, row.subject),
        sentence_zh: sentence(true).whole(condition, row.subject),
        member_count: row.member_count,
        counted_at: row.counted_at,
        archived_at: row.archived_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    });
    Ok(described.collect())
}
