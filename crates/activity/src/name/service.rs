use super::property::{self, EventProperty};
use crate::{
    entity::name::{self, Column, Entity, Model},
    index::{calendar::Calendar, segment::room},
    sql,
    stream::Stream,
    who::UnitKind,
};
use chrono::{DateTime, Utc};
use customers::settings;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, Findings, Grant, WorkspaceTx,
    ids::EventNameId,
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::{search_condition, search_text},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

const RECENT_DAYS: i32 = 30;

kernel::words! {
    /// Whether events of a name are taken.
    pub enum EventNameStatus {
        Allowed = "allowed",
        /// New events of the name are answered as ignored and not kept. What came before stays.
        Denied = "denied",
    }
}

/// What a name is called on screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DisplayName {
    #[serde(rename = "zh-CN")]
    pub zh: Option<String>,
    pub en: Option<String>,
}

/// A name that events came under, and what is known of them.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EventName {
    pub id: EventNameId,
    #[schema(example = "report_exported")]
    pub name: String,
    pub display_name: DisplayName,
    pub description: Option<String>,
    pub status: EventNameStatus,
    /// How many events of it there are. Figures of the catalogue lag behind by seconds.
    #[schema(example = 12_345)]
    pub volume: i64,
    /// How many of people and visitors in the last 30 days, today included.
    #[schema(example = 800)]
    pub volume_30_days: i64,
    /// The earliest, by the events' own time.
    pub first_seen_at: DateTime<Utc>,
    /// The latest.
    pub last_seen_at: DateTime<Utc>,
    /// At most 200, the most common first.
    pub properties: Vec<EventProperty>,
    pub version: i64,
}

/// Which names are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct EventNameFilter {
    /// Part of the name or of what it is called on screen.
    #[param(max_length = 200)]
    pub q: Option<String>,
    pub status: Option<EventNameStatus>,
}

/// What the catalogue says of a name.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct EventNamePatch {
    /// What it is called on Chinese screens.
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100, example = "导出报表")]
    pub display_name_zh: Patch<String>,
    /// And on English ones.
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100, example = "Report exported")]
    pub display_name_en: Patch<String>,
    #[validate(length(max = 2000))]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub description: Patch<String>,
    pub status: Option<EventNameStatus>,
}

/// What events of these names are called; absent where the catalogue doesn't have the name.
pub async fn display_names(
    tx: &WorkspaceTx,
    names: &[String],
) -> Result<HashMap<String, DisplayName>, Error> {
    if names.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = tx.find::<Entity>().filter(Column::Name.is_in(names)).all(&tx.db).await?;
    let called = |row: Model| {
        let called = DisplayName { zh: row.display_name_zh, en: row.display_name_en };
        (row.name, called)
    };
    Ok(rows.into_iter().map(called).collect())
}

/// The names, the most frequent first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &EventNameFilter,
    page: &PageRequest,
) -> Result<Page<EventName>, Error> {
    tx.require(Grant::EventsRead)?;
    let keyset = Keyset {
        sorts: &[
            Sort::by("volume", Column::Volume),
            Sort::by("name", Column::Name),
            Sort::by("last_seen_at", Column::LastSeenAt),
        ],
        default_sort: "-volume",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut select = tx.find::<Entity>();
    if let Some(status) = filter.status {
        select = select.filter(Column::Denied.eq(status == EventNameStatus::Denied));
    }
    if let Some(text) = &filter.q {
        select = select.filter(search_condition(Column::SearchText, text));
    }
    let rows = keyset.page(tx, select, page).await?;
    let described = describe(tx, rows.data.clone()).await?;
    Ok(rows.with(described))
}

/// Changes what the catalogue says, or whether events of the name are taken.
pub async fn update(
    tx: &WorkspaceTx,
    id: EventNameId,
    patch: EventNamePatch,
) -> Result<EventName, Error> {
    tx.require(Grant::CatalogWrite)?;
    Findings::of(&patch).finish()?;
    // Denying counts from the next batch on, wherever it arrives: nobody may remember that the name was allowed.
    let locked = Stream::lock(tx, 0).await?;
    let before = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let before = before.ok_or_else(|| Error::not_found("event_name"))?;
    tx.expect_version(before.version)?;
    let mut row = before.clone();
    trimmed(patch.display_name_zh).apply(&mut row.display_name_zh);
    trimmed(patch.display_name_en).apply(&mut row.display_name_en);
    trimmed(patch.description).apply(&mut row.description);
    row.search_text = searched(&row);
    if let Some(status) = patch.status {
        row.denied = status == EventNameStatus::Denied;
    }
    if row != before {
        let mut stream = locked;
        stream.change_identity();
        stream.save(tx, locked).await?;
        row.version += 1;
        let changes = Changes::between(&Said::of(&before), &Said::of(&row));
        let event = DomainEvent::EventNameUpdated { event_name_id: id, denied: row.denied };
        tx.record_change(event, changes).await?;
        let active: name::ActiveModel = row.clone().into_active_model().reset_all();
        active.update(&tx.db).await?;
    }
    let described = describe(tx, vec![row]).await?;
    described.into_iter().next().ok_or_else(|| Error::not_found("event_name"))
}

/// What a name is found by.
pub fn searched(row: &Model) -> String {
    let called = [&row.display_name_zh, &row.display_name_en].into_iter().flatten();
    search_text(std::iter::once(&row.name).chain(called).map(String::as_str))
}

/// What an operator says of a name.
#[derive(Serialize)]
struct Said<'a> {
    display_name_zh: Option<&'a str>,
    display_name_en: Option<&'a str>,
    description: Option<&'a str>,
    denied: bool,
}

impl<'a> Said<'a> {
    fn of(row: &'a Model) -> Self {
        Self {
            display_name_zh: row.display_name_zh.as_deref(),
            display_name_en: row.display_name_en.as_deref(),
            description: row.description.as_deref(),
            denied: row.denied,
        }
    }
}

fn trimmed(patch: Patch<String>) -> Patch<String> {
    match patch.map(|text| text.trim().to_owned()) {
        Patch::Value(text) if text.is_empty() => Patch::Null,
        patch => patch,
    }
}

async fn describe(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<EventName>, Error> {
    let numbers: Vec<i32> = rows.iter().map(|row| row.number).collect();
    let mut properties = property::of_names(tx, &numbers).await?;
    let recent = recent(tx).await?;
    let time = |millis| DateTime::from_timestamp_millis(millis).unwrap_or_default();
    let described = rows.into_iter().map(|row| EventName {
        id: row.id,
        name: row.name,
        display_name: DisplayName { zh: row.display_name_zh, en: row.display_name_en },
        description: row.description,
        status: if row.denied { EventNameStatus::Denied } else { EventNameStatus::Allowed },
        volume: row.volume,
        volume_30_days: recent.get(&row.number).copied().unwrap_or_default(),
        first_seen_at: time(row.first_seen_at),
        last_seen_at: time(row.last_seen_at),
        properties: properties.remove(&row.number).unwrap_or_default(),
        version: row.version,
    });
    Ok(described.collect())
}

/// How many events of each name the index has of the last days.
async fn recent(tx: &WorkspaceTx) -> Result<HashMap<i32, i64>, Error> {
    let settings = settings::of_workspace(tx).await?;
    let calendar = Calendar::new(settings.zone, settings.week_start);
    let today = calendar.day_of(tx.now().timestamp_millis());
    let sql = "SELECT s.name_number, CAST(SUM(s.events) AS BIGINT) FROM event_segment s \
               JOIN event_index i ON i.workspace_id = s.workspace_id AND i.generation = s.generation \
               WHERE s.workspace_id = $1 AND s.kind = $2 AND s.name_number > 0 AND s.period > $3 \
               GROUP BY s.name_number";
    let days = room(UnitKind::Person, crate::index::segment::Cover::Day);
    let rows = sql::query(tx, sql, [days.into(), (today - RECENT_DAYS).into()]).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}
