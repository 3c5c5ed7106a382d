//! The rules that somebody works on, and how they become a version.

use super::{
    check,
    definition::ScoreDefinition,
    keep::RescoreWorkspace,
    usual,
    versions::{self, ScoreVersion},
};
use crate::{
    condition::LeadFields,
    entity::{
        lead_score_draft::{Entity, Model},
        lead_score_version,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use customers::settings;
use jobs::{DomainEvent, Enqueue as _, Record as _, When};
use kernel::{Code, Error, Findings, Grant, OnConflict as _, WorkspaceTx, locale::Locale};
use sea_orm::{ActiveModelTrait, IntoActiveModel, PaginatorTrait, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// The rules that somebody works on.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ScoreDraft {
    /// The rules.
    pub definition: ScoreDefinition,
    /// The number of the published version that it began as.
    pub based_on: i32,
    /// Whether it differs from the version that is in force.
    pub is_changed: bool,
    /// To be named in `If-Match` by whoever changes or publishes it.
    pub version: i64,
    /// When it was changed last.
    pub updated_at: DateTime<Utc>,
}

/// Publishes the draft.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PublishRules {
    /// Why.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000, example = "店长权重上调")]
    pub note: Option<String>,
}

/// The draft.
pub async fn get_draft(tx: &WorkspaceTx) -> Result<ScoreDraft, Error> {
    tx.require(Grant::LeadsRead)?;
    let row = load(tx, false).await?;
    view(tx, row).await
}

/// Replaces the draft. Whoever changes it says which version they saw.
pub async fn update_draft(
    tx: &WorkspaceTx,
    definition: ScoreDefinition,
) -> Result<ScoreDraft, Error> {
    tx.require(Grant::LeadsConfigure)?;
    must_name_version(tx)?;
    let row = load(tx, true).await?;
    tx.expect_version(row.version)?;
    let fields = LeadFields::read(tx).await?;
    check::check(tx, &definition, &fields, today(tx).await?, "").await?;
    if definition == row.definition {
        return view(tx, row).await;
    }
    let saved = save(tx, Model { definition, ..row }).await?;
    tx.record(DomainEvent::LeadScoreDraftUpdated { workspace_id: tx.workspace() }).await?;
    view(tx, saved).await
}

/// Makes the draft the version in force, and has every lead scored anew.
pub async fn publish(tx: &WorkspaceTx, input: PublishRules) -> Result<ScoreVersion, Error> {
    tx.require(Grant::LeadsConfigure)?;
    Findings::of(&input).finish()?;
    must_name_version(tx)?;
    let row = load(tx, true).await?;
    tx.expect_version(row.version)?;
    let fields = LeadFields::read(tx).await?;
    check::check(tx, &row.definition, &fields, today(tx).await?, "/definition").await?;
    let last = versions::published(tx).await?;
    if last.as_ref().is_some_and(|last| last.definition == row.definition) {
        return Err(Error::wrong_state(
            "the draft is what is in force already",
            "草稿与当前生效的版本相同",
        ));
    }
    let number = last.map_or(0, |last| last.number) + 1;
    let note = customers::input::text(input.note);
    let published = insert_version(tx, number, row.definition.clone(), note).await?;
    save(tx, Model { based_on: number, ..row }).await?;
    tx.record(DomainEvent::LeadScorePublished { workspace_id: tx.workspace(), number }).await?;
    tx.enqueue(&RescoreWorkspace { only_moving: false, rules_number: number }, When::Now).await?;
    let version = versions::hydrate(tx, vec![published]).await?.pop();
    version.ok_or_else(|| Error::internal("one version in, none out"))
}

/// The first version and the draft of a new workspace, unless it has them.
pub async fn furnish(tx: &WorkspaceTx, locale: Locale) -> Result<(), Error> {
    if tx.find::<Entity>().count(&tx.db).await? > 0 {
        return Ok(());
    }
    let definition = usual::definition(locale);
    let version = insert_version(tx, 1, definition.clone(), None).await?;
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        definition,
        based_on: version.number,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    row.into_active_model().reset_all().insert(&tx.db).await?;
    Ok(())
}

async fn insert_version(
    tx: &WorkspaceTx,
    number: i32,
    definition: ScoreDefinition,
    note: Option<String>,
) -> Result<lead_score_version::Model, Error> {
    let row = lead_score_version::Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        number,
        definition,
        note,
        published_by: tx.caller.member(),
        published_at: tx.now(),
    };
    let row = row.into_active_model().reset_all();
    row.insert(&tx.db).await.or_conflict("score version", "/number")
}

/// The day by which conditions are read.
pub(super) async fn today(tx: &WorkspaceTx) -> Result<NaiveDate, Error> {
    Ok(settings::of_workspace(tx).await?.zone.day_of(tx.now()))
}

fn must_name_version(tx: &WorkspaceTx) -> Result<(), Error> {
    match tx.caller.expected_version {
        Some(_) => Ok(()),
        None => Err(Error::refused(Code::PreconditionRequired)),
    }
}

async fn view(tx: &WorkspaceTx, row: Model) -> Result<ScoreDraft, Error> {
    let last = versions::published(tx).await?;
    Ok(ScoreDraft {
        is_changed: last.is_none_or(|last| last.definition != row.definition),
        definition: row.definition,
        based_on: row.based_on,
        version: row.version,
        updated_at: row.updated_at,
    })
}

pub(super) async fn load(tx: &WorkspaceTx, to_change: bool) -> Result<Model, Error> {
    let mut select = tx.find::<Entity>();
    if to_change {
        select = select.lock_exclusive();
    }
    let row = select.one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("score draft"))
}

async fn save(tx: &WorkspaceTx, row: Model) -> Result<Model, Error> {
    let version = row.version + 1;
    let mut changed = row.into_active_model().reset_all();
    changed.version = Set(version);
    changed.updated_at = Set(tx.now());
    Ok(changed.update(&tx.db).await?)
}
