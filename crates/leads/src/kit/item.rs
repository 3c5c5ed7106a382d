//! What a rep takes to hand.

use crate::{
    channel::is_called,
    entity::sales_kit_item::{Column, Entity, Model},
    stage,
};
use chrono::{DateTime, Utc};
use customers::input;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, WorkspaceTx,
    filter::Many,
    ids::{KitItemId, LeadStageId},
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::sort_key,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, FromJsonQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder as _, QuerySelect as _,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A stage shows so many items at most.
const MOST_OF_STAGE: u64 = 200;

kernel::words! {
    /// What an item of the sales kit is.
    pub enum KitKind {
        /// What to say.
        Script = "script",
        /// A customer for whom it worked.
        Case = "case",
        /// What things cost.
        PriceList = "price_list",
        /// How we compare with somebody else.
        CompetitorCard = "competitor_card",
        /// Something else to read or send.
        Document = "document",
    }
}

/// Stages, each once.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult,
)]
#[serde(transparent)]
pub struct StageIds(pub Vec<LeadStageId>);

/// An item of the sales kit, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KitItem {
    pub id: KitItemId,
    pub kind: KitKind,
    pub title: String,
    /// Markdown.
    pub body: Option<String>,
    /// Where it lies, if it is a file or page elsewhere.
    pub url: Option<String>,
    /// The stages in which it helps; empty means in all.
    pub stage_ids: StageIds,
    pub archived_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for KitItem {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            title: row.title,
            body: row.body,
            url: row.url,
            stage_ids: row.stage_ids,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// An item to be added. It needs a body or a URL.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewKitItem {
    pub kind: KitKind,
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "First call")]
    pub title: String,
    /// Markdown.
    #[validate(length(max = 20_000))]
    #[schema(max_length = 20_000)]
    pub body: Option<String>,
    /// `http` or `https`.
    #[validate(length(max = 2000), url)]
    #[schema(max_length = 2000)]
    pub url: Option<String>,
    /// The stages in which it helps; empty means in all.
    #[serde(default)]
    #[validate(length(max = 40))]
    #[schema(max_items = 40)]
    pub stage_ids: Vec<LeadStageId>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct KitItemPatch {
    /// What it is.
    #[schema(value_type = Option<KitKind>)]
    pub kind: Patch<KitKind>,
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub title: Patch<String>,
    /// Markdown.
    #[validate(length(max = 20_000))]
    #[schema(value_type = Option<String>, max_length = 20_000)]
    pub body: Patch<String>,
    /// `http` or `https`.
    #[validate(length(max = 2000), url)]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub url: Patch<String>,
    /// Replaces all of them.
    #[validate(length(max = 40))]
    #[schema(value_type = Option<Vec<LeadStageId>>, max_items = 40)]
    pub stage_ids: Patch<Vec<LeadStageId>>,
}

/// Which items are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct KitItemFilter {
    /// Kinds, separated by commas.
    #[param(value_type = Option<String>, example = "script,case")]
    pub kind: Option<Many<KitKind>>,
    /// Part of the title.
    #[param(max_length = 120)]
    pub q: Option<String>,
    /// The archived ones instead of the others.
    pub archived: Option<bool>,
}

/// The items of the kit, by title.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &KitItemFilter,
    page: &PageRequest,
) -> Result<Page<KitItem>, Error> {
    tx.require(Grant::LeadsRead)?;
    let archived = if filter.archived == Some(true) {
        Column::ArchivedAt.is_not_null()
    } else {
        Column::ArchivedAt.is_null()
    };
    let condition = Condition::all()
        .add(archived)
        .add_option(filter.kind.as_ref().map(|it| Column::Kind.is_in(it.0.iter().copied())))
        .add_option(filter.q.as_deref().map(|q| is_called(Column::Title, q)));
    let keyset = Keyset {
        sorts: &[Sort::by("title", Column::SortTitle), Sort::by("created_at", Column::CreatedAt)],
        default_sort: "title",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    Ok(rows.map(KitItem::from))
}

pub async fn get(tx: &WorkspaceTx, id: KitItemId) -> Result<KitItem, Error> {
    tx.require(Grant::LeadsRead)?;
    Ok(load(tx, id).await?.into())
}

pub async fn create(tx: &WorkspaceTx, input: NewKitItem) -> Result<KitItem, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let mut findings = Findings::of(&input);
    let title = findings.keep(input::required("/title", &input.title)).unwrap_or_default();
    let (body, url) = (input::text(input.body), input::text(input.url));
    let stage_ids = check_stages(tx, &mut findings, input.stage_ids).await?;
    if body.is_none() && url.is_none() && findings.is_empty() {
        findings.add(empty());
    }
    findings.finish()?;
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        kind: input.kind,
        sort_title: sort_key(&title),
        title,
        body,
        url,
        stage_ids,
        archived_at: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    let saved = row.into_active_model().reset_all().insert(&tx.db).await?;
    tx.record(DomainEvent::KitItemCreated { kit_item_id: saved.id }).await?;
    Ok(saved.into())
}

pub async fn update(
    tx: &WorkspaceTx,
    id: KitItemId,
    patch: KitItemPatch,
) -> Result<KitItem, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let before = load(tx, id).await?;
    tx.expect_version(before.version)?;
    let mut findings = Findings::of(&patch);
    let mut after = before.clone();
    if let Some(stages) = patch.stage_ids.into_change() {
        after.stage_ids = check_stages(tx, &mut findings, stages.unwrap_or_default()).await?;
    }
    input::patched(patch.body).apply(&mut after.body);
    input::patched(patch.url).apply(&mut after.url);
    if after.body.is_none() && after.url.is_none() {
        findings.add(empty());
    }
    findings.finish()?;
    crate::patching::all_applied([
        ("/kind", patch.kind.apply_required(&mut after.kind)),
        ("/title", patch.title.apply_required(&mut after.title)),
    ])?;
    if after == before {
        return Ok(before.into());
    }
    let changes = Changes::between(&KitItem::from(before), &KitItem::from(after.clone()));
    let saved = save(tx, after).await?;
    tx.record_change(DomainEvent::KitItemUpdated { kit_item_id: id }, changes).await?;
    Ok(saved.into())
}

/// Takes an item out of use. What it was used for stays.
pub async fn archive(tx: &WorkspaceTx, id: KitItemId) -> Result<KitItem, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.archived_at.is_some() {
        return Err(Error::wrong_state("the item is archived", "该资料已归档"));
    }
    let saved = save(tx, Model { archived_at: Some(tx.now()), ..row }).await?;
    tx.record(DomainEvent::KitItemArchived { kit_item_id: id }).await?;
    Ok(saved.into())
}

/// Brings an archived item back.
pub async fn unarchive(tx: &WorkspaceTx, id: KitItemId) -> Result<KitItem, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.archived_at.is_none() {
        return Err(Error::wrong_state("the item is not archived", "该资料未归档"));
    }
    let saved = save(tx, Model { archived_at: None, ..row }).await?;
    tx.record(DomainEvent::KitItemUnarchived { kit_item_id: id }).await?;
    Ok(saved.into())
}

/// What helps in a stage, by title; at most 200.
pub(crate) async fn of_stage(tx: &WorkspaceTx, id: LeadStageId) -> Result<Vec<KitItem>, Error> {
    let live = tx.find::<Entity>().filter(Column::ArchivedAt.is_null());
    let live = live.order_by_asc(Column::SortTitle).order_by_asc(Column::Id);
    let rows = live.limit(MOST_OF_STAGE).all(&tx.db).await?.into_iter().map(KitItem::from);
    let helps = |item: &KitItem| item.stage_ids.0.is_empty() || item.stage_ids.0.contains(&id);
    Ok(rows.filter(helps).collect())
}

pub(super) async fn load(tx: &WorkspaceTx, id: KitItemId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("sales kit item"))
}

async fn save(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    row.sort_title = sort_key(&row.title);
    row.version += 1;
    row.updated_at = tx.now();
    Ok(row.into_active_model().reset_all().update(&tx.db).await?)
}

async fn check_stages(
    tx: &WorkspaceTx,
    findings: &mut Findings,
    mut ids: Vec<LeadStageId>,
) -> Result<StageIds, Error> {
    let known = stage::rows(tx).await?;
    for (place, id) in ids.iter().enumerate() {
        if !known.iter().any(|stage| stage.id == *id) {
            findings.add(FieldError::new(format!("/stage_ids/{place}"), "not_found"));
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(StageIds(ids))
}

fn empty() -> FieldError {
    FieldError::new("", "one_of_required").with("fields", vec!["body", "url"])
}
