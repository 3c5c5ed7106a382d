//! What is to be done in a stage before a lead moves on, and what has been done with a lead: with the sales kit of the stage,
//! what a rep needs on one look.

use crate::{
    entity::lead_check::{Column, Entity, Model},
    kit::{self, KitItem, KitUse},
    lead::{load, load_for_change},
    stage,
};
use chrono::{DateTime, Utc};
use identity::member::{self, MemberRef};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{LeadId, LeadStageId, MemberId},
    patch::Patch,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, FromJsonQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder as _,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use validator::{Validate, ValidationError};

/// A stage asks for so much at most.
pub const MOST_ITEMS: usize = 20;

/// One thing to do in a stage.
#[derive(
    Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, Validate, FromJsonQueryResult,
)]
#[serde(deny_unknown_fields)]
pub struct ChecklistItem {
    /// The stable word by which it is ticked, unique in its stage.
    #[validate(length(min = 1, max = 60), custom(function = crate::key::validate))]
    #[schema(
        min_length = 1,
        max_length = 60,
        pattern = "^[a-z0-9][a-z0-9_-]*$",
        example = "budget"
    )]
    pub key: String,
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "Asked for the budget")]
    pub text: String,
}

/// What is to be done in a stage, in its order.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromJsonQueryResult,
)]
#[serde(transparent)]
pub struct StageChecklist(pub Vec<ChecklistItem>);

/// Refuses lists that are too long and keys that stand twice.
pub(crate) fn validate(items: &[ChecklistItem]) -> Result<(), ValidationError> {
    let twice = |(place, item): (usize, &ChecklistItem)| {
        items[..place].iter().any(|other| other.key == item.key)
    };
    if items.iter().enumerate().any(twice) {
        return Err(ValidationError::new("duplicate"));
    }
    Ok(())
}

/// The same for a PATCH.
pub(crate) fn validate_patch(items: &Patch<Vec<ChecklistItem>>) -> Result<(), ValidationError> {
    items.value().map_or(Ok(()), |items| validate(items))
}

/// One thing to do with a lead, and whether it is done.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageCheck {
    pub key: String,
    pub text: String,
    /// When it was done; null while it is not.
    pub checked_at: Option<DateTime<Utc>>,
    /// Who did it; null for programs and members who left.
    pub checked_by: Option<MemberRef>,
}

/// An item of the kit, and when it was last used with the lead.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageKitItem {
    #[serde(flatten)]
    pub item: KitItem,
    /// Null while it was not used.
    pub last_use: Option<KitUse>,
}

/// What a rep needs for a lead in the stage where it is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StageKit {
    pub stage_id: LeadStageId,
    /// What the stage is called.
    pub stage_name: String,
    /// What is to be done here, in its order.
    pub checklist: Vec<StageCheck>,
    /// What helps in this stage: scripts, cases, price lists, competitor cards.
    pub kit: Vec<StageKitItem>,
    /// Whether a lead needs an open task to come here.
    pub next_step_required: bool,
}

#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct CheckItems {
    /// The keys that are done; all others of the stage are not.
    #[validate(length(max = 20))]
    #[schema(max_items = 20, example = json!(["budget"]))]
    pub checked: Vec<String>,
}

/// What a rep needs for a lead in its stage.
pub async fn stage_kit(tx: &WorkspaceTx, id: LeadId) -> Result<StageKit, Error> {
    tx.require(Grant::LeadsRead)?;
    let lead = load(tx, id).await?;
    view(tx, id, lead.stage_id).await
}

/// Says what of the checklist of its stage is done with a lead.
pub async fn check(tx: &WorkspaceTx, id: LeadId, input: CheckItems) -> Result<StageKit, Error> {
    tx.require(Grant::LeadsWrite)?;
    let lead = load_for_change(tx, id).await?;
    let stage = stage::load(tx, lead.stage_id).await?;
    let mut findings = Findings::of(&input);
    let known: Vec<_> = stage.checklist.0.iter().map(|item| item.key.clone()).collect();
    for (place, key) in input.checked.iter().enumerate() {
        if !known.contains(key) {
            let error = FieldError::new(format!("/checked/{place}"), "unknown_value");
            findings.add(error.with("allowed", known.clone()));
        }
    }
    findings.finish()?;
    let done = checks(tx, id, stage.id).await?;
    let mut changed = false;
    for key in known {
        match (input.checked.contains(&key), done.contains_key(&key)) {
            (true, false) => tick(tx, id, stage.id, key).await?,
            (false, true) => untick(tx, id, stage.id, &key).await?,
            _ => continue,
        }
        changed = true;
    }
    if changed {
        tx.record(DomainEvent::LeadChecklistChanged { lead_id: id, stage_id: stage.id }).await?;
    }
    view(tx, id, stage.id).await
}

async fn tick(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    stage_id: LeadStageId,
    item: String,
) -> Result<(), Error> {
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id,
        stage_id,
        item,
        member_id: tx.caller.member(),
        checked_at: tx.now(),
    };
    row.into_active_model().reset_all().insert(&tx.db).await?;
    Ok(())
}

async fn untick(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    stage_id: LeadStageId,
    item: &str,
) -> Result<(), Error> {
    let rows = tx.delete::<Entity>().filter(Column::LeadId.eq(lead_id));
    let rows = rows.filter(Column::StageId.eq(stage_id)).filter(Column::Item.eq(item));
    rows.exec(&tx.db).await?;
    Ok(())
}

async fn view(tx: &WorkspaceTx, id: LeadId, stage_id: LeadStageId) -> Result<StageKit, Error> {
    let stage = stage::load(tx, stage_id).await?;
    let done = checks(tx, id, stage_id).await?;
    let members = member::refs(tx, done.values().filter_map(|(_, member)| *member)).await?;
    let checklist = stage.checklist.0.into_iter().map(|item| {
        let check = done.get(&item.key);
        StageCheck {
            checked_at: check.map(|(at, _)| *at),
            checked_by: check.and_then(|(_, id)| members.get(&(*id)?).cloned()),
            key: item.key,
            text: item.text,
        }
    });
    let mut uses = kit::latest_of_lead(tx, id).await?;
    let kit = kit::of_stage(tx, stage_id).await?.into_iter().map(|item| {
        let last_use = uses.remove(&item.id);
        StageKitItem { item, last_use }
    });
    Ok(StageKit {
        stage_id,
        stage_name: stage.name,
        checklist: checklist.collect(),
        kit: kit.collect(),
        next_step_required: stage.next_step_required,
    })
}

/// Key → when it was ticked, and by whom; of leads that were merged the first time.
async fn checks(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    stage_id: LeadStageId,
) -> Result<HashMap<String, (DateTime<Utc>, Option<MemberId>)>, Error> {
    let rows = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    let rows = rows.filter(Column::StageId.eq(stage_id)).order_by_desc(Column::CheckedAt);
    let rows = rows.order_by_desc(Column::Id).all(&tx.db).await?;
    Ok(rows.into_iter().map(|row| (row.item, (row.checked_at, row.member_id))).collect())
}
