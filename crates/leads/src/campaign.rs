//! Campaigns: a planned, dated, costed push through a channel.

mod plan;

pub use plan::{Decision, MoreChannels, NewReview, Review, Targets, review};

use crate::{
    channel::is_called,
    entity::campaign::{self, Column, Entity, Model},
    source::check_channel,
};
use chrono::{DateTime, NaiveDate, Utc};
use customers::{input, owner, owner::OwnerChoice, settings};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    filter::Many,
    ids::{CampaignId, ChannelId, MemberId},
    money::Money,
    page::{Keyset, Page, PageRequest, Sort},
    patch::Patch,
    text::sort_key,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ExprTrait as _, IntoActiveModel, QueryFilter, Set,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

kernel::words! {
    /// Where a campaign stands today, in the workspace's time zone.
    pub enum CampaignState {
        /// It has not begun.
        Planned = "planned",
        /// It runs.
        Running = "running",
        /// Its last day has passed.
        Finished = "finished",
    }
}

/// A campaign, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Campaign {
    pub id: CampaignId,
    /// The stable word for programs and links.
    pub key: String,
    pub name: String,
    pub external_id: Option<String>,
    pub channel_id: ChannelId,
    pub owner_id: Option<MemberId>,
    pub starts_on: NaiveDate,
    /// Its last day; null while it is open.
    pub ends_on: Option<NaiveDate>,
    pub budget: Option<Money>,
    /// What it is to achieve.
    pub goal: Option<String>,
    /// The `utm_campaign` of its links.
    pub utm_campaign: Option<String>,
    /// The channels that it runs through beside `channel_id`.
    pub more_channel_ids: Vec<ChannelId>,
    /// Fixed once it has begun.
    pub targets: Targets,
    /// What was learnt of it; null until somebody wrote that.
    pub review: Option<Review>,
    pub state: CampaignState,
    pub archived_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Campaign {
    fn new(row: Model, today: NaiveDate) -> Self {
        let budget = row.budget_amount.zip(row.budget_currency);
        Self {
            state: state_on(today, row.starts_on, row.ends_on),
            id: row.id,
            key: row.key,
            name: row.name,
            external_id: row.external_id,
            channel_id: row.channel_id,
            owner_id: row.owner_id,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            budget: budget.and_then(|(amount, currency)| Money::new(amount, currency).ok()),
            goal: row.goal,
            utm_campaign: row.utm_campaign,
            more_channel_ids: row.more_channels.0,
            targets: row.targets,
            review: row.review,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

fn state_on(today: NaiveDate, starts_on: NaiveDate, ends_on: Option<NaiveDate>) -> CampaignState {
    if today < starts_on {
        CampaignState::Planned
    } else if ends_on.is_some_and(|last| last < today) {
        CampaignState::Finished
    } else {
        CampaignState::Running
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewCampaign {
    /// The stable word for programs and links, unique in the workspace.
    #[validate(length(min = 1, max = 60), custom(function = crate::key::validate))]
    #[schema(
        min_length = 1,
        max_length = 60,
        pattern = "^[a-z0-9][a-z0-9_-]*$",
        example = "spring-2026"
    )]
    pub key: String,
    #[validate(length(min = 1, max = 120))]
    #[schema(min_length = 1, max_length = 120, example = "春季获客")]
    pub name: String,
    /// Its id in your system, unique in the workspace.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub external_id: Option<String>,
    pub channel_id: ChannelId,
    pub owner_id: Option<MemberId>,
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    pub budget: Option<Money>,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub goal: Option<String>,
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub utm_campaign: Option<String>,
    /// The channels that it runs through beside `channel_id`; at most 20.
    #[serde(default)]
    #[validate(length(max = 20))]
    #[schema(max_items = 20)]
    pub more_channel_ids: Vec<ChannelId>,
    /// What it is to achieve; fixed once it has begun.
    #[serde(default)]
    #[validate(nested)]
    pub targets: Targets,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct CampaignPatch {
    #[validate(length(min = 1, max = 60), custom(function = crate::key::validate_patch))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 60, pattern = "^[a-z0-9][a-z0-9_-]*$")]
    pub key: Patch<String>,
    #[validate(length(min = 1, max = 120))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 120)]
    pub name: Patch<String>,
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub external_id: Patch<String>,
    #[schema(value_type = Option<ChannelId>)]
    pub channel_id: Patch<ChannelId>,
    #[schema(value_type = Option<MemberId>)]
    pub owner_id: Patch<MemberId>,
    #[schema(value_type = Option<NaiveDate>)]
    pub starts_on: Patch<NaiveDate>,
    #[schema(value_type = Option<NaiveDate>)]
    pub ends_on: Patch<NaiveDate>,
    #[schema(value_type = Option<Money>)]
    pub budget: Patch<Money>,
    #[validate(length(max = 2000))]
    #[schema(value_type = Option<String>, max_length = 2000)]
    pub goal: Patch<String>,
    #[validate(length(min = 1, max = 200))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    pub utm_campaign: Patch<String>,
    /// The channels beside `channel_id`; at most 20.
    #[schema(value_type = Option<Vec<ChannelId>>)]
    pub more_channel_ids: Patch<Vec<ChannelId>>,
    #[validate(nested)]
    #[schema(value_type = Option<Targets>)]
    pub targets: Patch<Targets>,
}

/// Which campaigns are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct CampaignFilter {
    /// Ids of channels, separated by commas.
    #[param(value_type = Option<String>)]
    pub channel_id: Option<Many<ChannelId>>,
    /// Ids of members, `me` or `none`, separated by commas.
    #[param(value_type = Option<String>, example = "me")]
    pub owner_id: Option<Many<OwnerChoice>>,
    /// `planned`, `running` or `finished`, separated by commas.
    #[param(value_type = Option<String>, example = "running")]
    pub state: Option<Many<CampaignState>>,
    pub key: Option<String>,
    pub external_id: Option<String>,
    /// Part of the name.
    #[param(max_length = 120)]
    pub q: Option<String>,
    /// The archived ones instead of the others.
    pub archived: Option<bool>,
}

/// Campaigns, the latest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &CampaignFilter,
    page: &PageRequest,
) -> Result<Page<Campaign>, Error> {
    tx.require(Grant::LeadsRead)?;
    let today = settings::of_workspace(tx).await?.today(tx);
    let keyset = Keyset {
        sorts: &[
            Sort::by("starts_on", Column::StartsOn),
            Sort::by("name", Column::SortName),
            Sort::by("created_at", Column::CreatedAt),
        ],
        default_sort: "-starts_on",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let select = tx.find::<Entity>().filter(condition(tx, filter, today));
    Ok(keyset.page(tx, select, page).await?.map(|row| Campaign::new(row, today)))
}

fn condition(tx: &WorkspaceTx, filter: &CampaignFilter, today: NaiveDate) -> Condition {
    let archived = if filter.archived == Some(true) {
        Column::ArchivedAt.is_not_null()
    } else {
        Column::ArchivedAt.is_null()
    };
    let in_state = |states: &Many<CampaignState>| {
        states.0.iter().fold(Condition::any(), |any, state| {
            let begun = Column::StartsOn.lte(today);
            let over = Column::EndsOn.is_not_null().and(Column::EndsOn.lt(today));
            any.add(match state {
                CampaignState::Planned => Column::StartsOn.gt(today),
                CampaignState::Running => {
                    begun.and(Column::EndsOn.is_null().or(Column::EndsOn.gte(today)))
                }
                CampaignState::Finished => begun.and(over),
            })
        })
    };
    Condition::all()
        .add(archived)
        .add_option(filter.channel_id.as_ref().map(|it| Column::ChannelId.is_in(it.0.clone())))
        .add_option(filter.owner_id.as_ref().map(|it| owner::is_one_of(tx, Column::OwnerId, it)))
        .add_option(filter.state.as_ref().map(in_state))
        .add_option(filter.key.as_ref().map(|key| Column::Key.eq(key)))
        .add_option(filter.external_id.as_ref().map(|id| Column::ExternalId.eq(id)))
        .add_option(filter.q.as_deref().map(|q| is_called(Column::Name, q)))
}

pub async fn get(tx: &WorkspaceTx, id: CampaignId) -> Result<Campaign, Error> {
    tx.require(Grant::LeadsRead)?;
    let row = load(tx, id).await?;
    view(tx, row).await
}

pub async fn create(tx: &WorkspaceTx, input: NewCampaign) -> Result<Campaign, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut findings = Findings::of(&input);
    findings.extend(check_channel(tx, input.channel_id, "/channel_id").await?);
    findings.extend(owner::check(tx, "/owner_id", input.owner_id).await?);
    findings.extend(check_days(input.starts_on, input.ends_on));
    findings.extend(check_budget(input.budget));
    let more = &input.more_channel_ids;
    findings.extend(plan::check_channels(tx, None, input.channel_id, more).await?);
    findings.extend(plan::check_targets(None, &input.targets));
    findings.finish()?;
    let row = campaign::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        key: Set(input.key),
        sort_name: Set(sort_key(&input.name)),
        name: Set(input.name),
        external_id: Set(input::text(input.external_id)),
        channel_id: Set(input.channel_id),
        owner_id: Set(input.owner_id),
        starts_on: Set(input.starts_on),
        ends_on: Set(input.ends_on),
        budget_amount: Set(input.budget.map(Money::amount)),
        budget_currency: Set(input.budget.map(Money::currency)),
        goal: Set(input::text(input.goal)),
        utm_campaign: Set(input::text(input.utm_campaign)),
        more_channels: Set(MoreChannels(input.more_channel_ids)),
        targets: Set(input.targets),
        review: Set(None),
        archived_at: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    };
    let saved: Model = row.insert(&tx.db).await.or_conflict("campaign", "/key")?;
    tx.record(DomainEvent::CampaignCreated { campaign_id: saved.id }).await?;
    view(tx, saved).await
}

pub async fn update(
    tx: &WorkspaceTx,
    id: CampaignId,
    patch: CampaignPatch,
) -> Result<Campaign, Error> {
    tx.require(Grant::LeadsWrite)?;
    let before = load(tx, id).await?;
    tx.expect_version(before.version)?;
    let mut findings = Findings::of(&patch);
    if let Patch::Value(id) = patch.channel_id {
        findings.extend(check_channel(tx, id, "/channel_id").await?);
    }
    findings.extend(owner::check(tx, "/owner_id", patch.owner_id.value().copied()).await?);
    findings.extend(check_budget(patch.budget.value().copied()));
    let mut after = before.clone();
    if let Err(Error::Refused { fields, .. }) = apply(patch, &mut after) {
        findings.extend(fields);
    }
    findings.extend(check_days(after.starts_on, after.ends_on));
    let today = settings::of_workspace(tx).await?.today(tx);
    let state = state_on(today, before.starts_on, before.ends_on);
    findings.extend(plan::check_targets(Some((&before.targets, state)), &after.targets));
    let more = &after.more_channels.0;
    findings.extend(plan::check_channels(tx, Some(&before), after.channel_id, more).await?);
    findings.finish()?;
    if after == before {
        return view(tx, before).await;
    }
    let seen = |row: &Model| Campaign::new(row.clone(), today);
    let changes = Changes::between(&seen(&before), &seen(&after));
    let saved = save(tx, after).await?;
    tx.record_change(DomainEvent::CampaignUpdated { campaign_id: id }, changes).await?;
    Ok(Campaign::new(saved, today))
}

/// Takes a campaign out of use. Leads and touches keep it.
pub async fn archive(tx: &WorkspaceTx, id: CampaignId) -> Result<Campaign, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.archived_at.is_some() {
        return Err(Error::wrong_state("the campaign is archived", "该活动已归档"));
    }
    row.archived_at = Some(tx.now());
    let saved = save(tx, row).await?;
    tx.record(DomainEvent::CampaignArchived { campaign_id: id }).await?;
    view(tx, saved).await
}

fn apply(patch: CampaignPatch, row: &mut Model) -> Result<(), Error> {
    input::patched(patch.external_id).apply(&mut row.external_id);
    input::patched(patch.goal).apply(&mut row.goal);
    input::patched(patch.utm_campaign).apply(&mut row.utm_campaign);
    patch.owner_id.apply(&mut row.owner_id);
    patch.ends_on.apply(&mut row.ends_on);
    if let Some(budget) = patch.budget.into_change() {
        row.budget_amount = budget.map(Money::amount);
        row.budget_currency = budget.map(Money::currency);
    }
    crate::patching::all_applied([
        ("/more_channel_ids", patch.more_channel_ids.apply_required(&mut row.more_channels.0)),
        ("/targets", patch.targets.apply_required(&mut row.targets)),
        ("/key", patch.key.apply_required(&mut row.key)),
        ("/name", patch.name.apply_required(&mut row.name)),
        ("/channel_id", patch.channel_id.apply_required(&mut row.channel_id)),
        ("/starts_on", patch.starts_on.apply_required(&mut row.starts_on)),
    ])
}

fn check_days(starts_on: NaiveDate, ends_on: Option<NaiveDate>) -> Option<FieldError> {
    let backwards = ends_on.is_some_and(|last| last < starts_on);
    backwards.then(|| FieldError::new("/ends_on", "before_start"))
}

fn check_budget(budget: Option<Money>) -> Option<FieldError> {
    let negative = budget.is_some_and(Money::is_negative);
    negative.then(|| FieldError::new("/budget/amount", "too_small").with("min", 0))
}

async fn view(tx: &WorkspaceTx, row: Model) -> Result<Campaign, Error> {
    let today = settings::of_workspace(tx).await?.today(tx);
    Ok(Campaign::new(row, today))
}

async fn load(tx: &WorkspaceTx, id: CampaignId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("campaign"))
}

async fn save(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    row.sort_name = sort_key(&row.name);
    row.version += 1;
    row.updated_at = tx.now();
    row.into_active_model().reset_all().update(&tx.db).await.or_conflict("campaign", "/key")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_runs_from_its_first_day_to_its_last() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let on = |today, last| state_on(day(today), day(10), last);
        assert_eq!(on(9, Some(day(20))), CampaignState::Planned);
        assert_eq!(on(10, Some(day(20))), CampaignState::Running);
        assert_eq!(on(20, Some(day(20))), CampaignState::Running);
        assert_eq!(on(21, Some(day(20))), CampaignState::Finished);
        assert_eq!(on(31, None), CampaignState::Running);
    }
}
