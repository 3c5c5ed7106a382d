//! The steps of the sales process. A workspace names and orders them as it likes; reports go by their type.

use crate::{
    checklist::{self, ChecklistItem, StageChecklist},
    entity::{
        lead,
        lead_stage::{self, Column, Entity, Model},
    },
    words::{JourneyStage, StatusType},
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Grant, OnConflict as _, WorkspaceTx, ids::LeadStageId, patch::Patch,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, Set,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

const MAX_STAGES: usize = 40;

/// A step of the sales process, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Stage {
    pub id: LeadStageId,
    /// The stable word for programs.
    pub key: String,
    pub name: String,
    /// What it means for reports.
    #[serde(rename = "type")]
    pub status_type: StatusType,
    /// The part of the customer journey that leads in it are in.
    pub journey_stage: JourneyStage,
    /// Its place in the process, from 0.
    pub position: i32,
    /// How likely a lead in it is to be won, as the workspace estimates; 0 to 1.
    pub probability: Option<f64>,
    /// What is to be done in it.
    pub checklist: StageChecklist,
    /// Whether a lead needs an open task to come here.
    pub next_step_required: bool,
    pub archived_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for Stage {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            key: row.key,
            name: row.name,
            status_type: row.status_type,
            journey_stage: row.journey_stage,
            position: row.position,
            probability: row.probability,
            checklist: row.checklist,
            next_step_required: row.next_step_required,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewStage {
    /// The stable word for programs, unique in the workspace.
    #[validate(length(min = 1, max = 60), custom(function = crate::key::validate))]
    #[schema(min_length = 1, max_length = 60, pattern = "^[a-z0-9][a-z0-9_-]*$", example = "demo")]
    pub key: String,
    #[validate(length(min = 1, max = 60))]
    #[schema(min_length = 1, max_length = 60, example = "演示")]
    pub name: String,
    #[serde(rename = "type")]
    pub status_type: StatusType,
    pub journey_stage: JourneyStage,
    /// How likely a lead in it is to be won; 0 to 1.
    #[validate(range(min = 0.0, max = 1.0))]
    #[schema(minimum = 0, maximum = 1)]
    pub probability: Option<f64>,
    /// What is to be done in it; keys are unique.
    #[serde(default)]
    #[validate(length(max = 20), nested, custom(function = checklist::validate))]
    #[schema(max_items = 20)]
    pub checklist: Vec<ChecklistItem>,
    /// Whether a lead needs an open task to come here. For stages of type `open`, `ongoing` and `on_hold`.
    #[serde(default)]
    pub next_step_required: bool,
}

#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct StagePatch {
    #[validate(length(min = 1, max = 60))]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 60)]
    pub name: Patch<String>,
    #[serde(rename = "type")]
    #[schema(value_type = Option<StatusType>)]
    pub status_type: Patch<StatusType>,
    #[schema(value_type = Option<JourneyStage>)]
    pub journey_stage: Patch<JourneyStage>,
    #[validate(range(min = 0.0, max = 1.0))]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 1)]
    pub probability: Patch<f64>,
    /// Replaces the whole checklist.
    #[validate(length(max = 20), nested, custom(function = checklist::validate_patch))]
    #[schema(value_type = Option<Vec<ChecklistItem>>, max_items = 20)]
    pub checklist: Patch<Vec<ChecklistItem>>,
    /// Whether a lead needs an open task to come here.
    #[schema(value_type = Option<bool>)]
    pub next_step_required: Patch<bool>,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct StageOrder {
    /// Every stage that is not archived, in the new order.
    #[validate(length(min = 1, max = 40))]
    #[schema(min_items = 1, max_items = 40)]
    pub stage_ids: Vec<LeadStageId>,
}

/// All stages in their order, without the archived ones.
pub async fn list(tx: &WorkspaceTx) -> Result<Vec<Stage>, Error> {
    tx.require(Grant::LeadsRead)?;
    Ok(rows(tx).await?.into_iter().map(Stage::from).collect())
}

pub async fn get(tx: &WorkspaceTx, id: LeadStageId) -> Result<Stage, Error> {
    tx.require(Grant::LeadsRead)?;
    Ok(load(tx, id).await?.into())
}

/// Adds a stage at the end of the process.
pub async fn create(tx: &WorkspaceTx, input: NewStage) -> Result<Stage, Error> {
    tx.require(Grant::LeadsConfigure)?;
    input.validate()?;
    let stages = rows(tx).await?;
    if stages.len() >= MAX_STAGES {
        let too_many = FieldError::new("", "too_many").with("max", MAX_STAGES);
        return Err(Error::invalid(vec![too_many]));
    }
    let row = new_row(tx, input, next_position(&stages));
    let saved: Model = row.insert(&tx.db).await.or_conflict("lead stage", "/key")?;
    tx.record(DomainEvent::LeadStageCreated { lead_stage_id: saved.id }).await?;
    Ok(saved.into())
}

/// A change of the type moves the leads in it along: they are of the stage's type.
pub async fn update(tx: &WorkspaceTx, id: LeadStageId, patch: StagePatch) -> Result<Stage, Error> {
    tx.require(Grant::LeadsConfigure)?;
    patch.validate()?;
    let before = load(tx, id).await?;
    tx.expect_version(before.version)?;
    let mut after = before.clone();
    apply(patch, &mut after)?;
    if after == before {
        return Ok(before.into());
    }
    let retyped = after.status_type != before.status_type;
    if retyped && has_leads(tx, id).await? && closes_otherwise(&before, &after) {
        return Err(wrong_type());
    }
    let changes = Changes::between(&Stage::from(before), &Stage::from(after.clone()));
    let saved = save(tx, after).await?;
    if retyped {
        follow_stage(tx, &saved).await?;
    }
    tx.record_change(DomainEvent::LeadStageUpdated { lead_stage_id: id }, changes).await?;
    Ok(saved.into())
}

/// Takes a stage out of the process. Its leads must have moved on, and an open stage must be left for new ones.
pub async fn archive(tx: &WorkspaceTx, id: LeadStageId) -> Result<Stage, Error> {
    tx.require(Grant::LeadsConfigure)?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.archived_at.is_some() {
        return Err(Error::wrong_state("the stage is archived", "该阶段已归档"));
    }
    if has_leads(tx, id).await? {
        return Err(Error::wrong_state("there are leads in this stage", "该阶段中还有线索"));
    }
    let left = rows(tx).await?;
    let is_needed =
        |status| !left.iter().any(|other| other.id != id && other.status_type == status);
    if is_needed(row.status_type) && row.status_type != StatusType::OnHold {
        return Err(Error::wrong_state("it is the only stage of its type", "它是该类型唯一的阶段"));
    }
    row.archived_at = Some(tx.now());
    let saved = save(tx, row).await?;
    tx.record(DomainEvent::LeadStageArchived { lead_stage_id: id }).await?;
    Ok(saved.into())
}

/// Puts the stages into a new order.
pub async fn reorder(tx: &WorkspaceTx, order: StageOrder) -> Result<Vec<Stage>, Error> {
    tx.require(Grant::LeadsConfigure)?;
    order.validate()?;
    let stages = rows(tx).await?;
    let (mut known, mut asked): (Vec<_>, Vec<_>) =
        (stages.iter().map(|stage| stage.id).collect(), order.stage_ids.clone());
    known.sort_unstable();
    asked.sort_unstable();
    if known != asked {
        return Err(Error::invalid_field("/stage_ids", "incomplete_order"));
    }
    for (position, id) in (0..).zip(&order.stage_ids) {
        let stage = stages.iter().find(|stage| stage.id == *id);
        let Some(stage) = stage.filter(|stage| stage.position != position) else { continue };
        let changes = Changes::between(
            &serde_json::json!({ "position": stage.position }),
            &serde_json::json!({ "position": position }),
        );
        let moved = save(tx, Model { position, ..stage.clone() }).await?;
        follow_stage(tx, &moved).await?;
        tx.record_change(DomainEvent::LeadStageUpdated { lead_stage_id: *id }, changes).await?;
    }
    list(tx).await
}

/// The stages that are not archived, in their order.
pub(crate) async fn rows(tx: &WorkspaceTx) -> Result<Vec<Model>, Error> {
    let live = tx.find::<Entity>().filter(Column::ArchivedAt.is_null());
    let ordered = live.order_by_asc(Column::Position).order_by_asc(Column::Id);
    Ok(ordered.all(&tx.db).await?)
}

/// A stage that leads may be put into, named by a field of an input.
pub(crate) async fn find_live(
    tx: &WorkspaceTx,
    id: LeadStageId,
    pointer: &str,
) -> Result<Result<Model, FieldError>, Error> {
    let live = tx.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::ArchivedAt.is_null());
    Ok(live.one(&tx.db).await?.ok_or_else(|| FieldError::new(pointer, "not_found")))
}

/// Where a new lead begins: the first stage of type `open`.
pub(crate) async fn first_open(tx: &WorkspaceTx) -> Result<Model, Error> {
    first_of(tx, StatusType::Open).await
}

/// The first stage of a type.
pub(crate) async fn first_of(tx: &WorkspaceTx, status_type: StatusType) -> Result<Model, Error> {
    let stages = rows(tx).await?;
    let found = stages.into_iter().find(|stage| stage.status_type == status_type);
    found.ok_or_else(|| {
        Error::wrong_state(
            "the workspace has no lead stage of this type",
            "工作区没有该类型的线索阶段",
        )
    })
}

pub(crate) fn new_row(tx: &WorkspaceTx, input: NewStage, position: i32) -> lead_stage::ActiveModel {
    lead_stage::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        key: Set(input.key),
        name: Set(input.name),
        status_type: Set(input.status_type),
        journey_stage: Set(input.journey_stage),
        position: Set(position),
        probability: Set(input.probability),
        checklist: Set(StageChecklist(input.checklist)),
        next_step_required: Set(input.next_step_required),
        archived_at: Set(None),
        created_at: Set(tx.now()),
        updated_at: Set(tx.now()),
        version: Set(1),
    }
}

fn next_position(stages: &[Model]) -> i32 {
    stages.iter().map(|stage| stage.position + 1).max().unwrap_or(0)
}

fn apply(patch: StagePatch, row: &mut Model) -> Result<(), Error> {
    patch.probability.apply(&mut row.probability);
    crate::patching::all_applied([
        ("/checklist", patch.checklist.apply_required(&mut row.checklist.0)),
        (
            "/next_step_required",
            patch.next_step_required.apply_required(&mut row.next_step_required),
        ),
        ("/name", patch.name.apply_required(&mut row.name)),
        ("/type", patch.status_type.apply_required(&mut row.status_type)),
        ("/journey_stage", patch.journey_stage.apply_required(&mut row.journey_stage)),
    ])
}

/// Leads that are won or lost carry when and why; a stage can't turn them into the other or back to open ones.
fn closes_otherwise(before: &Model, after: &Model) -> bool {
    !(before.status_type.is_live() && after.status_type.is_live())
}

fn wrong_type() -> Error {
    Error::wrong_state(
        "there are leads in this stage that would be closed or reopened by it",
        "该阶段中还有线索，此更改会使它们被关闭或重新打开",
    )
}

async fn has_leads(tx: &WorkspaceTx, id: LeadStageId) -> Result<bool, Error> {
    let leads = tx.find::<lead::Entity>().filter(lead::Column::StageId.eq(id));
    Ok(leads.filter(lead::Column::ArchivedAt.is_null()).count(&tx.db).await? > 0)
}

/// Leads keep their stage's type and position, so that lists need no join.
async fn follow_stage(tx: &WorkspaceTx, stage: &Model) -> Result<(), Error> {
    tx.update::<lead::Entity>()
        .col_expr(lead::Column::StatusType, Expr::value(stage.status_type))
        .col_expr(lead::Column::StagePosition, Expr::value(stage.position))
        .filter(lead::Column::StageId.eq(stage.id))
        .exec(&tx.db)
        .await?;
    Ok(())
}

pub(crate) async fn load(tx: &WorkspaceTx, id: LeadStageId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("lead stage"))
}

async fn save(tx: &WorkspaceTx, row: Model) -> Result<Model, Error> {
    let version = row.version + 1;
    let mut changed = row.into_active_model().reset_all();
    changed.version = Set(version);
    changed.updated_at = Set(tx.now());
    Ok(changed.update(&tx.db).await?)
}
