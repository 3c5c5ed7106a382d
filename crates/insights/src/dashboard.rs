//! Dashboards: saved questions side by side on a grid of twelve columns.

use crate::{
    changes::require_write,
    entity::{
        dashboard::{ActiveModel, Column, Entity, Model},
        dashboard_tile, saved_question,
    },
};
use chrono::{DateTime, Utc};
use customers::input;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, Limited, WorkspaceTx,
    ids::{DashboardId, MemberId, SavedQuestionId},
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::{search_condition, search_text, sort_key},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Set,
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

const COLUMNS: i16 = 12;

/// Saved questions on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Dashboard {
    pub id: DashboardId,
    #[schema(example = "每周复盘")]
    pub name: String,
    pub description: Option<String>,
    /// From top to bottom, from left to right.
    pub tiles: Vec<Tile>,
    /// Null for what a key made, or somebody who has left.
    pub created_by: Option<MemberId>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Where a question stands. The grid has twelve columns and as many rows as are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    pub saved_question_id: SavedQuestionId,
    /// The column it begins in; 0 is the first.
    #[validate(range(min = 0, max = 9))]
    #[schema(minimum = 0, maximum = 9, example = 0)]
    pub x: i16,
    /// The row it begins in; 0 is the first.
    #[validate(range(min = 0, max = 500))]
    #[schema(minimum = 0, maximum = 500, example = 0)]
    pub y: i16,
    /// Columns; with `x` at most 12.
    #[validate(range(min = 3, max = 12))]
    #[schema(minimum = 3, maximum = 12, example = 6)]
    pub width: i16,
    /// Rows.
    #[validate(range(min = 2, max = 12))]
    #[schema(minimum = 2, maximum = 12, example = 4)]
    pub height: i16,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewDashboard {
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "每周复盘")]
    pub name: String,
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub description: Option<String>,
    /// Each question once, none over another.
    #[serde(default)]
    #[validate(nested)]
    #[schema(value_type = Vec<Tile>, max_items = 30, required = false)]
    pub tiles: Limited<Tile, 0, 30>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct DashboardPatch {
    #[validate(length(min = 1, max = 100))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub name: Patch<String>,
    #[validate(length(max = 500))]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub description: Patch<String>,
    /// All of them: those that are left out are taken off.
    #[validate(nested)]
    #[schema(value_type = Option<Vec<Tile>>, max_items = 30)]
    pub tiles: Option<Limited<Tile, 0, 30>>,
}

/// Which dashboards are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct DashboardFilter {
    /// Words of the name, in Chinese, pinyin or its initials.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Only those that show this question.
    pub saved_question_id: Option<SavedQuestionId>,
}

/// By name.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &DashboardFilter,
    page: &PageRequest,
) -> Result<Page<Dashboard>, Error> {
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
    if let Some(question) = filter.saved_question_id {
        use dashboard_tile::Column as Tile;
        let showing = tx.find::<dashboard_tile::Entity>();
        let showing = showing.filter(Tile::SavedQuestionId.eq(question));
        let showing = showing.select_only().column(Tile::DashboardId).into_query();
        select = select.filter(Column::Id.in_subquery(showing));
    }
    let mut rows = keyset.page(tx, select, page).await?;
    let seen = with_tiles(tx, std::mem::take(&mut rows.data)).await?;
    Ok(rows.with(seen))
}

pub async fn get(tx: &WorkspaceTx, id: DashboardId) -> Result<Dashboard, Error> {
    tx.require(Grant::EventsRead)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    seen(tx, row.ok_or_else(|| Error::not_found("dashboard"))?).await
}

pub async fn create(tx: &WorkspaceTx, input: NewDashboard) -> Result<Dashboard, Error> {
    require_write(tx)?;
    let mut findings = Findings::of(&input);
    let name = findings.keep(input::required("/name", &input.name)).unwrap_or_default();
    findings.extend(flaws(tx, &input.tiles).await?);
    findings.finish()?;
    let row = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        sort_name: Set(sort_key(&name)),
        search_text: Set(search_text([name.as_str()])),
        name: Set(name),
        description: Set(input::text(input.description)),
        created_by: Set(tx.caller.member()),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let row = row.insert(&tx.db).await?;
    put(tx, row.id, &input.tiles).await?;
    record(tx, row.id, "created", Changes::default()).await?;
    seen(tx, row).await
}

pub async fn update(
    tx: &WorkspaceTx,
    id: DashboardId,
    patch: DashboardPatch,
) -> Result<Dashboard, Error> {
    let before = load_to_change(tx, id).await?;
    let mut findings = Findings::of(&patch);
    if patch.name.is_null() || patch.name.value().is_some_and(|name| name.trim().is_empty()) {
        findings.add(FieldError::new("/name", "required"));
    }
    if let Some(tiles) = &patch.tiles {
        findings.extend(flaws(tx, tiles).await?);
    }
    findings.finish()?;
    let mut row = before.clone();
    if let Patch::Value(name) = patch.name {
        name.trim().clone_into(&mut row.name);
    }
    input::patched(patch.description).apply(&mut row.description);
    let was = seen(tx, before.clone()).await?;
    let tiles = patch.tiles.map(|tiles| in_order(tiles.0)).filter(|tiles| *tiles != was.tiles);
    if row == before && tiles.is_none() {
        return Ok(was);
    }
    row.sort_name = sort_key(&row.name);
    row.search_text = search_text([row.name.as_str()]);
    row.updated_at = tx.now();
    row.version += 1;
    let row = row.into_active_model().reset_all().update(&tx.db).await?;
    if let Some(tiles) = tiles {
        use dashboard_tile::Column as Tile;
        let old = tx.delete::<dashboard_tile::Entity>().filter(Tile::DashboardId.eq(id));
        old.exec(&tx.db).await?;
        put(tx, id, &tiles).await?;
    }
    let is = seen(tx, row).await?;
    record(tx, id, "updated", Changes::between(&was, &is)).await?;
    Ok(is)
}

/// Its questions stay.
pub async fn delete(tx: &WorkspaceTx, id: DashboardId) -> Result<(), Error> {
    let row = load_to_change(tx, id).await?;
    tx.delete::<Entity>().filter(Column::Id.eq(row.id)).exec(&tx.db).await?;
    record(tx, id, "deleted", Changes::default()).await
}

async fn load_to_change(tx: &WorkspaceTx, id: DashboardId) -> Result<Model, Error> {
    require_write(tx)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("dashboard"))?;
    tx.expect_version(row.version)?;
    Ok(row)
}

/// What is wrong with where the tiles stand, and with what they show.
async fn flaws(tx: &WorkspaceTx, tiles: &[Tile]) -> Result<Vec<FieldError>, Error> {
    use saved_question::Column as Question;
    let wanted: HashSet<SavedQuestionId> =
        tiles.iter().map(|tile| tile.saved_question_id).collect();
    let known = tx.find::<saved_question::Entity>().filter(Question::Id.is_in(wanted));
    let known = known.select_only().column(Question::Id).into_tuple::<SavedQuestionId>();
    let known: HashSet<SavedQuestionId> = known.all(&tx.db).await?.into_iter().collect();
    let mut flaws = standing(tiles);
    for (index, tile) in tiles.iter().enumerate() {
        if !known.contains(&tile.saved_question_id) {
            let pointer = format!("/tiles/{index}/saved_question_id");
            flaws.push(FieldError::new(pointer, "not_found"));
        }
    }
    Ok(flaws)
}

fn standing(tiles: &[Tile]) -> Vec<FieldError> {
    let mut flaws = Vec::new();
    for (index, tile) in tiles.iter().enumerate() {
        let at = |field: &str| format!("/tiles/{index}{field}");
        let earlier = &tiles[..index];
        if tile.x.saturating_add(tile.width) > COLUMNS {
            let most = COLUMNS.saturating_sub(tile.x);
            flaws.push(FieldError::new(at("/width"), "too_large").with("max", most));
        }
        if earlier.iter().any(|other| other.saved_question_id == tile.saved_question_id) {
            flaws.push(FieldError::new(at("/saved_question_id"), "duplicate"));
        }
        if earlier.iter().any(|other| other.overlaps(tile)) {
            flaws.push(FieldError::new(at(""), "overlaps"));
        }
    }
    flaws
}

impl Tile {
    fn overlaps(&self, other: &Self) -> bool {
        let apart = |from: i16, length: i16, at: i16| from.saturating_add(length) <= at;
        !(apart(self.x, self.width, other.x)
            || apart(other.x, other.width, self.x)
            || apart(self.y, self.height, other.y)
            || apart(other.y, other.height, self.y))
    }
}

fn in_order(mut tiles: Vec<Tile>) -> Vec<Tile> {
    tiles.sort_by_key(|tile| (tile.y, tile.x));
    tiles
}

async fn put(tx: &WorkspaceTx, dashboard: DashboardId, tiles: &[Tile]) -> Result<(), Error> {
    if tiles.is_empty() {
        return Ok(());
    }
    let rows = tiles.iter().map(|tile| dashboard_tile::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        dashboard_id: Set(dashboard),
        saved_question_id: Set(tile.saved_question_id),
        x: Set(tile.x),
        y: Set(tile.y),
        width: Set(tile.width),
        height: Set(tile.height),
    });
    dashboard_tile::Entity::insert_many(rows).exec_without_returning(&tx.db).await?;
    Ok(())
}

async fn seen(tx: &WorkspaceTx, row: Model) -> Result<Dashboard, Error> {
    let seen = with_tiles(tx, vec![row]).await?;
    seen.into_iter().next().ok_or_else(|| Error::not_found("dashboard"))
}

async fn with_tiles(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<Dashboard>, Error> {
    use dashboard_tile::Column as Place;
    let ids = rows.iter().map(|row| row.id);
    let found = tx.find::<dashboard_tile::Entity>().filter(Place::DashboardId.is_in(ids));
    let found = found.order_by_asc(Place::Y).order_by_asc(Place::X).all(&tx.db).await?;
    let mut tiles: HashMap<DashboardId, Vec<Tile>> = HashMap::new();
    for place in found {
        let dashboard_tile::Model { saved_question_id, x, y, width, height, .. } = place;
        let tile = Tile { saved_question_id, x, y, width, height };
        tiles.entry(place.dashboard_id).or_default().push(tile);
    }
    let seen = rows.into_iter().map(|row| Dashboard {
        tiles: tiles.remove(&row.id).unwrap_or_default(),
        id: row.id,
        name: row.name,
        description: row.description,
        created_by: row.created_by,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    });
    Ok(seen.collect())
}

async fn record(
    tx: &WorkspaceTx,
    id: DashboardId,
    action: &str,
    changes: Changes,
) -> Result<(), Error> {
    let event = DomainEvent::DashboardChanged { dashboard_id: id, action: action.to_owned() };
    tx.record_change(event, changes).await
}
