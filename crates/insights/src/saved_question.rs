//! Questions under a name, which dashboards show.

use crate::{
    changes::require_write,
    entity::{
        dashboard_tile,
        saved_question::{ActiveModel, Column, Entity, Model},
    },
    kept::KeptQuestion,
};
use chrono::{DateTime, Utc};
use customers::input;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{DashboardId, MemberId, SavedQuestionId, SegmentId},
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::{search_condition, search_text, sort_key},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait, Set,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

kernel::words! {
    /// How an answer is shown.
    pub enum QuestionView {
        /// As a drawing.
        Chart = "chart",
        /// As figures.
        Table = "table",
    }
}

/// A question under a name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SavedQuestion {
    pub id: SavedQuestionId,
    #[schema(example = "每周活跃客户")]
    pub name: String,
    pub description: Option<String>,
    pub question: KeptQuestion,
    pub view: QuestionView,
    /// Which of several drawings, in the word of the screen.
    #[schema(example = "rate")]
    pub figure: Option<String>,
    /// Null for what a key saved, or somebody who has left.
    pub created_by: Option<MemberId>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewSavedQuestion {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "每周活跃客户")]
    pub name: String,
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub description: Option<String>,
    /// What is left out stays open: a question without days always looks at the latest ones.
    pub question: KeptQuestion,
    #[serde(default = "default_view")]
    pub view: QuestionView,
    /// Which of several drawings, in the word of the screen.
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40, example = "rate")]
    pub figure: Option<String>,
}

const fn default_view() -> QuestionView {
    QuestionView::Chart
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct SavedQuestionPatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub name: Patch<String>,
    #[validate(length(max = 500))]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub description: Patch<String>,
    pub question: Option<KeptQuestion>,
    pub view: Option<QuestionView>,
    /// Which of several drawings, in the word of the screen.
    #[validate(length(min = 1, max = 40))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 40)]
    pub figure: Patch<String>,
}

/// Which questions are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct SavedQuestionFilter {
    /// Words of the name, in Chinese, pinyin or its initials.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Only those that this dashboard shows.
    pub dashboard_id: Option<DashboardId>,
}

/// By name.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &SavedQuestionFilter,
    page: &PageRequest,
) -> Result<Page<SavedQuestion>, Error> {
    tx.require(Grant::EventsRead)?;
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
    let mut select = tx.find::<Entity>();
    if let Some(text) = &filter.q {
        select = select.filter(search_condition(Column::SearchText, text));
    }
    if let Some(dashboard) = filter.dashboard_id {
        use dashboard_tile::{Column as Tile, Entity as Tiles};
        let shown = tx.find::<Tiles>().filter(Tile::DashboardId.eq(dashboard));
        let shown = shown.select_only().column(Tile::SavedQuestionId).into_query();
        select = select.filter(Column::Id.in_subquery(shown));
    }
    let mut rows = keyset.page(tx, select, page).await?;
    let seen = std::mem::take(&mut rows.data).into_iter().map(SavedQuestion::try_from);
    let seen = seen.collect::<Result<Vec<_>, _>>()?;
    Ok(rows.with(seen))
}

pub async fn get(tx: &WorkspaceTx, id: SavedQuestionId) -> Result<SavedQuestion, Error> {
    tx.require(Grant::EventsRead)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("saved_question"))?.try_into()
}

pub async fn create(tx: &WorkspaceTx, input: NewSavedQuestion) -> Result<SavedQuestion, Error> {
    require_write(tx)?;
    let mut findings = Findings::of(&input);
    let name = findings.keep(input::required("/name", &input.name)).unwrap_or_default();
    findings.extend(flaws(&input.question));
    findings.finish()?;
    let (kind, parameters) = stored(&input.question)?;
    let row = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        sort_name: Set(sort_key(&name)),
        search_text: Set(search_text([name.as_str()])),
        name: Set(name),
        description: Set(input::text(input.description)),
        kind: Set(kind),
        parameters: Set(parameters),
        view: Set(input.view),
        figure: Set(input::text(input.figure)),
        created_by: Set(tx.caller.member()),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await?;
    record(tx, row.id, "created", Changes::default()).await?;
    row.try_into()
}

pub async fn update(
    tx: &WorkspaceTx,
    id: SavedQuestionId,
    patch: SavedQuestionPatch,
) -> Result<SavedQuestion, Error> {
    let before = load_to_change(tx, id).await?;
    let mut findings = Findings::of(&patch);
    if patch.name.is_null() || patch.name.value().is_some_and(|name| name.trim().is_empty()) {
        findings.add(FieldError::new("/name", "required"));
    }
    findings.extend(patch.question.iter().flat_map(flaws));
    findings.finish()?;
    let mut row = before.clone();
    if let Patch::Value(name) = patch.name {
        name.trim().clone_into(&mut row.name);
    }
    input::patched(patch.description).apply(&mut row.description);
    input::patched(patch.figure).apply(&mut row.figure);
    if let Some(question) = patch.question {
        (row.kind, row.parameters) = stored(&question)?;
    }
    row.view = patch.view.unwrap_or(row.view);
    if row == before {
        return before.try_into();
    }
    row.sort_name = sort_key(&row.name);
    row.search_text = search_text([row.name.as_str()]);
    row.updated_at = tx.now();
    row.version += 1;
    let was = SavedQuestion::try_from(before)?;
    let row = row.into_active_model().reset_all().update(&tx.db).await?;
    let is = SavedQuestion::try_from(row)?;
    record(tx, id, "updated", Changes::between(&was, &is)).await?;
    Ok(is)
}

/// Dashboards no longer show it.
pub async fn delete(tx: &WorkspaceTx, id: SavedQuestionId) -> Result<(), Error> {
    let row = load_to_change(tx, id).await?;
    tx.delete::<Entity>().filter(Column::Id.eq(row.id)).exec(&tx.db).await?;
    record(tx, id, "deleted", Changes::default()).await
}

/// Refuses to do without a segment that a question is asked of: it would have no answer any more.
pub async fn require_unused(tx: &WorkspaceTx, segment: SegmentId) -> Result<(), Error> {
    let all = tx.find::<Entity>().select_only().columns([Column::Name, Column::Parameters]);
    let all: Vec<(String, serde_json::Value)> = all.into_tuple().all(&tx.db).await?;
    let segment = json!(segment);
    match all.into_iter().find(|(_, parameters)| parameters["segment_id"] == segment) {
        None => Ok(()),
        Some((name, _)) => Err(Error::wrong_state(
            &format!("the saved question “{name}” is asked of this segment"),
            &format!("已保存的分析「{name}」限定了此分群"),
        )),
    }
}

async fn load_to_change(tx: &WorkspaceTx, id: SavedQuestionId) -> Result<Model, Error> {
    require_write(tx)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("saved_question"))?;
    tx.expect_version(row.version)?;
    Ok(row)
}

/// As pointers into the request.
fn flaws(question: &KeptQuestion) -> Vec<FieldError> {
    let flaws = question.findings().into_errors().into_iter();
    let below = |flaw: FieldError| FieldError {
        pointer: format!("/question/parameters{}", flaw.pointer),
        ..flaw
    };
    flaws.map(below).collect()
}

/// The kind and the parameters as they are stored.
fn stored(question: &KeptQuestion) -> Result<(String, serde_json::Value), Error> {
    let mut stored = serde_json::to_value(question).map_err(Error::internal)?;
    let kind = stored["kind"].as_str().map(str::to_owned);
    let kind = kind.ok_or_else(|| Error::internal("a question has a kind"))?;
    Ok((kind, stored["parameters"].take()))
}

impl TryFrom<Model> for SavedQuestion {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let question = json!({ "kind": row.kind, "parameters": row.parameters });
        Ok(Self {
            id: row.id,
            name: row.name,
            description: row.description,
            question: serde_json::from_value(question).map_err(Error::internal)?,
            view: row.view,
            figure: row.figure,
            created_by: row.created_by,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

async fn record(
    tx: &WorkspaceTx,
    id: SavedQuestionId,
    action: &str,
    changes: Changes,
) -> Result<(), Error> {
    let event =
        DomainEvent::SavedQuestionChanged { saved_question_id: id, action: action.to_owned() };
    tx.record_change(event, changes).await
}
