//! Channels: where leads come from.

use crate::{
    entity::{
        channel::{self, Column, Entity, Model},
        lead,
    },
    words::ChannelKind,
};
use chrono::{DateTime, Utc};
use customers::input;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    filter::Many,
    ids::ChannelId,
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::{normal_form, sort_key},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ExprTrait as _, IntoActiveModel, QueryFilter,
    QuerySelect as _, Set,
    sea_query::{Expr, LikeExpr},
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// A channel, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Channel {
    pub id: ChannelId,
    /// The stable word for programs and links.
    pub key: String,
    pub name: String,
    pub kind: ChannelKind,
    pub external_id: Option<String>,
    pub description: Option<String>,
    /// How many leads that aren't archived came by it.
    pub leads_count: u64,
    pub archived_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Channel {
    fn new(row: Model, leads_count: u64) -> Self {
        Self {
            id: row.id,
            key: row.key,
            name: row.name,
            kind: row.kind,
            external_id: row.external_id,
            description: row.description,
            leads_count,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewChannel {
    /// The stable word for programs and links, unique in the workspace. A link with `utm_source` of this word
    /// is of this channel.
    #[validate(length(min = 1, max = 60), custom(function = crate::key::validate))]
    #[schema(
        min_length = 1,
        max_length = 60,
        pattern = "^[a-z0-9][a-z0-9_-]*$",
        example = "douyin"
    )]
    pub key: String,
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "抖音")]
    pub name: String,
    pub kind: ChannelKind,
    /// Its id in your system, unique in the workspace.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub external_id: Option<String>,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub description: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct ChannelPatch {
    #[validate(length(min = 1, max = 60), custom(function = crate::key::validate_patch))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 60, pattern = "^[a-z0-9][a-z0-9_-]*$")]
    pub key: Patch<String>,
    #[validate(length(min = 1, max = 120))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 120)]
    pub name: Patch<String>,
    #[schema(value_type = Option<ChannelKind>)]
    pub kind: Patch<ChannelKind>,
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub external_id: Patch<String>,
    #[validate(length(max = 2000))]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub description: Patch<String>,
}

/// Which channels are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct ChannelFilter {
    /// Kinds, separated by commas.
    #[param(value_type = Option<String>, example = "search,social")]
    pub kind: Option<Many<ChannelKind>>,
    pub key: Option<String>,
    pub external_id: Option<String>,
    /// Part of the name.
    #[param(max_length = 120)]
    pub q: Option<String>,
    /// The archived ones instead of the others.
    pub archived: Option<bool>,
}

/// Channels, by name.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &ChannelFilter,
    page: &PageRequest,
) -> Result<Page<Channel>, Error> {
    tx.require(Grant::LeadsRead)?;
    let archived = if filter.archived == Some(true) {
        Column::ArchivedAt.is_not_null()
    } else {
        Column::ArchivedAt.is_null()
    };
    let condition = Condition::all()
        .add(archived)
        .add_option(filter.kind.as_ref().map(|it| Column::Kind.is_in(it.0.iter().copied())))
        .add_option(filter.key.as_ref().map(|key| Column::Key.eq(key)))
        .add_option(filter.external_id.as_ref().map(|id| Column::ExternalId.eq(id)))
        .add_option(filter.q.as_deref().map(|q| is_called(Column::Name, q)));
    let keyset = Keyset {
        sorts: &[Sort::by("name", Column::SortName), Sort::by("created_at", Column::CreatedAt)],
        default_sort: "name",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let data = std::mem::take(&mut rows.data);
    let counts = leads_of(tx, data.iter().map(|row| row.id).collect()).await?;
    let count = |row: &Model| counts.get(&row.id).copied().unwrap_or(0);
    Ok(rows.with(data.into_iter().map(|row| Channel::new(row.clone(), count(&row))).collect()))
}

/// Whether a name contains the words, whatever their case.
pub(crate) fn is_called<C: ColumnTrait>(column: C, question: &str) -> Condition {
    let pattern = kernel::text::like_pattern(&normal_form(question));
    let lower = Expr::expr(sea_orm::sea_query::Func::lower(Expr::col(column.as_column_ref())));
    Condition::all().add(lower.like(LikeExpr::new(pattern).escape('\\')))
}

pub async fn get(tx: &WorkspaceTx, id: ChannelId) -> Result<Channel, Error> {
    tx.require(Grant::LeadsRead)?;
    let row = load(tx, id).await?;
    with_count(tx, row).await
}

pub async fn create(tx: &WorkspaceTx, input: NewChannel) -> Result<Channel, Error> {
    tx.require(Grant::LeadsWrite)?;
    Findings::of(&input).finish()?;
    check_unique(tx, None, Some(&input.key), input.external_id.as_deref()).await?;
    let saved: Model = new_row(tx, input).insert(&tx.db).await.or_conflict("channel", "/key")?;
    tx.record(DomainEvent::ChannelCreated { channel_id: saved.id }).await?;
    Ok(Channel::new(saved, 0))
}

pub async fn update(
    tx: &WorkspaceTx,
    id: ChannelId,
    patch: ChannelPatch,
) -> Result<Channel, Error> {
    tx.require(Grant::LeadsWrite)?;
    let before = load(tx, id).await?;
    tx.expect_version(before.version)?;
    Findings::of(&patch).finish()?;
    let (key, external_id) = (patch.key.value(), patch.external_id.value());
    let (key, external_id) = (key.map(String::as_str), external_id.map(String::as_str));
    check_unique(tx, Some(id), key, external_id).await?;
    let mut after = before.clone();
    input::patched(patch.external_id).apply(&mut after.external_id);
    input::patched(patch.description).apply(&mut after.description);
    crate::patching::all_applied([
        ("/key", patch.key.apply_required(&mut after.key)),
        ("/name", patch.name.apply_required(&mut after.name)),
        ("/kind", patch.kind.apply_required(&mut after.kind)),
    ])?;
    if after == before {
        return with_count(tx, before).await;
    }
    let view = |row: &Model| Channel::new(row.clone(), 0);
    let changes = Changes::between(&view(&before), &view(&after));
    let saved = save(tx, after).await?;
    tx.record_change(DomainEvent::ChannelUpdated { channel_id: id }, changes).await?;
    with_count(tx, saved).await
}

/// Takes a channel out of use. Leads and touches keep it.
pub async fn archive(tx: &WorkspaceTx, id: ChannelId) -> Result<Channel, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.archived_at.is_some() {
        return Err(Error::wrong_state("the channel is archived", "该渠道已归档"));
    }
    row.archived_at = Some(tx.now());
    let saved = save(tx, row).await?;
    tx.record(DomainEvent::ChannelArchived { channel_id: id }).await?;
    with_count(tx, saved).await
}

pub(crate) fn new_row(tx: &WorkspaceTx, input: NewChannel) -> channel::ActiveModel {
    channel::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        key: Set(input.key),
        sort_name: Set(sort_key(&input.name)),
        name: Set(input.name),
        kind: Set(input.kind),
        external_id: Set(input::text(input.external_id)),
        description: Set(input::text(input.description)),
        archived_at: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    }
}

/// Refuses with all unique values that another channel has, where the database would name the first.
async fn check_unique(
    tx: &WorkspaceTx,
    own: Option<ChannelId>,
    key: Option<&str>,
    external_id: Option<&str>,
) -> Result<(), Error> {
    let others = tx.find::<Entity>().filter(
        Condition::all().add_option(own.map(|id| Column::Id.ne(id))).add(
            Condition::any()
                .add_option(key.map(|key| Column::Key.eq(key)))
                .add_option(external_id.map(|id| Column::ExternalId.eq(id)))
                .add(Expr::val(false).eq(true)),
        ),
    );
    let others = others.all(&tx.db).await?;
    let same_key = others.iter().any(|other| Some(other.key.as_str()) == key);
    let same_id = external_id.is_some()
        && others.iter().any(|other| other.external_id.as_deref() == external_id);
    let taken = [(same_key, "/key"), (same_id, "/external_id")];
    let mut fields = taken.into_iter().filter(|(taken, _)| *taken);
    let Some((_, first)) = fields.next() else { return Ok(()) };
    let conflict = Error::conflict("channel", first);
    let more = |error: Error, (_, pointer): (bool, &str)| {
        error.about(FieldError::new(pointer, "already_exists"))
    };
    Err(fields.fold(conflict, more))
}

async fn with_count(tx: &WorkspaceTx, row: Model) -> Result<Channel, Error> {
    let counts = leads_of(tx, vec![row.id]).await?;
    let count = counts.get(&row.id).copied().unwrap_or(0);
    Ok(Channel::new(row, count))
}

async fn leads_of(tx: &WorkspaceTx, ids: Vec<ChannelId>) -> Result<HashMap<ChannelId, u64>, Error> {
    let grouped = tx
        .find::<lead::Entity>()
        .select_only()
        .column(lead::Column::ChannelId)
        .column_as(lead::Column::Id.count(), "count")
        .filter(lead::Column::ChannelId.is_in(ids))
        .filter(lead::Column::ArchivedAt.is_null())
        .group_by(lead::Column::ChannelId);
    let rows: Vec<(ChannelId, i64)> = grouped.into_tuple().all(&tx.db).await?;
    Ok(rows.into_iter().map(|(id, count)| (id, count.unsigned_abs())).collect())
}

async fn load(tx: &WorkspaceTx, id: ChannelId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("channel"))
}

async fn save(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    row.sort_name = sort_key(&row.name);
    row.version += 1;
    row.updated_at = tx.now();
    row.into_active_model().reset_all().update(&tx.db).await.or_conflict("channel", "/key")
}
