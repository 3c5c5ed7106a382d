use super::{
    AllocationRule, ChannelSpend, ChannelSpendPatch, NewChannelSpend, SpendKind, layout::days_of,
};
use crate::{
    entity::{
        campaign,
        channel_spend::{Column, Entity, Model},
    },
    source::check_channel,
};
use chrono::NaiveDate;
use customers::{input, settings};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx, ids::ChannelSpendId,
    money::Money,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter};

const MOST_DAYS: u32 = 1096;

pub async fn get(tx: &WorkspaceTx, id: ChannelSpendId) -> Result<ChannelSpend, Error> {
    tx.require(Grant::LeadsRead)?;
    load(tx, id).await?.try_into()
}

/// Enters what was spent.
pub async fn add(tx: &WorkspaceTx, input: NewChannelSpend) -> Result<ChannelSpend, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut findings = Findings::of(&input);
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        channel_id: input.channel_id,
        campaign_id: input.campaign_id,
        kind: input.kind.unwrap_or(SpendKind::Media),
        spent_on: input.spent_on,
        spent_until: input.spent_until.unwrap_or(input.spent_on),
        amount: input.amount.amount(),
        currency: input.amount.currency(),
        allocation: input.allocation,
        external_id: input::text(input.external_id),
        note: input::text(input.note),
        deleted_at: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    check(tx, None, &row, &mut findings).await?;
    findings.finish()?;
    let row = row.into_active_model().reset_all().insert(&tx.db);
    let saved: Model = row.await.or_conflict("channel_spend", "/external_id")?;
    tx.record(DomainEvent::ChannelSpendAdded {
        channel_spend_id: saved.id,
        channel_id: saved.channel_id,
        campaign_id: saved.campaign_id,
    })
    .await?;
    saved.try_into()
}

/// Corrects an entry.
pub async fn update(
    tx: &WorkspaceTx,
    id: ChannelSpendId,
    patch: ChannelSpendPatch,
) -> Result<ChannelSpend, Error> {
    tx.require(Grant::LeadsWrite)?;
    let before = load(tx, id).await?;
    tx.expect_version(before.version)?;
    if before.deleted_at.is_some() {
        return Err(Error::wrong_state("the entry is deleted", "该花费已删除"));
    }
    let mut findings = Findings::of(&patch);
    let mut after = before.clone();
    if let Err(Error::Refused { fields, .. }) = apply(patch, &mut after) {
        findings.extend(fields);
    }
    check(tx, Some(&before), &after, &mut findings).await?;
    findings.finish()?;
    if after == before {
        return before.try_into();
    }
    let changes =
        Changes::between(&ChannelSpend::try_from(before)?, &ChannelSpend::try_from(after.clone())?);
    let saved = save(tx, after).await?;
    let (channel_id, campaign_id) = (saved.channel_id, saved.campaign_id);
    let event = DomainEvent::ChannelSpendUpdated { channel_spend_id: id, channel_id, campaign_id };
    tx.record_change(event, changes).await?;
    saved.try_into()
}

/// Takes an entry out of all figures. It can be brought back.
pub async fn remove(tx: &WorkspaceTx, id: ChannelSpendId) -> Result<(), Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut row = load(tx, id).await?;
    tx.expect_version(row.version)?;
    if row.deleted_at.is_some() {
        return Err(Error::not_found("channel_spend"));
    }
    row.deleted_at = Some(tx.now());
    save(tx, row).await?;
    tx.record(DomainEvent::ChannelSpendDeleted { channel_spend_id: id }).await
}

/// Brings a deleted entry back.
pub async fn restore(tx: &WorkspaceTx, id: ChannelSpendId) -> Result<ChannelSpend, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut row = load(tx, id).await?;
    if row.deleted_at.is_none() {
        return Err(Error::wrong_state("the entry is not deleted", "该花费未被删除"));
    }
    row.deleted_at = None;
    let saved = save(tx, row).await?;
    tx.record(DomainEvent::ChannelSpendRestored { channel_spend_id: id }).await?;
    saved.try_into()
}

fn apply(patch: ChannelSpendPatch, row: &mut Model) -> Result<(), Error> {
    patch.channel_id.apply(&mut row.channel_id);
    patch.campaign_id.apply(&mut row.campaign_id);
    patch.allocation.apply(&mut row.allocation);
    input::patched(patch.external_id).apply(&mut row.external_id);
    input::patched(patch.note).apply(&mut row.note);
    let mut amount = Money::new(row.amount, row.currency).map_err(Error::internal)?;
    let applied = crate::patching::all_applied([
        ("/kind", patch.kind.apply_required(&mut row.kind)),
        ("/spent_on", patch.spent_on.apply_required(&mut row.spent_on)),
        ("/spent_until", patch.spent_until.apply_required(&mut row.spent_until)),
        ("/amount", patch.amount.apply_required(&mut amount)),
    ]);
    (row.amount, row.currency) = (amount.amount(), amount.currency());
    applied
}

/// What is wrong with an entry. What it had before, archived since, may stay.
async fn check(
    tx: &WorkspaceTx,
    before: Option<&Model>,
    row: &Model,
    findings: &mut Findings,
) -> Result<(), Error> {
    match (row.channel_id, &row.allocation) {
        (None, None) => findings.add(FieldError::new("/channel_id", "required")),
        (Some(_), Some(_)) => findings.add(FieldError::new("/allocation", "not_allowed")),
        (Some(id), None) if before.and_then(|row| row.channel_id) != Some(id) => {
            findings.extend(check_channel(tx, id, "/channel_id").await?);
        }
        (Some(_), None) => {}
        (None, Some(_)) => check_allocation(tx, before, row, findings).await?,
    }
    findings.extend(check_campaign(tx, row).await?);
    findings.extend(check_days(row, settings::of_workspace(tx).await?.today(tx)));
    Ok(())
}

async fn check_allocation(
    tx: &WorkspaceTx,
    before: Option<&Model>,
    row: &Model,
    findings: &mut Findings,
) -> Result<(), Error> {
    let Some(allocation) = &row.allocation else { return Ok(()) };
    let by_shares = allocation.rule == AllocationRule::ByShares;
    if by_shares && allocation.shares.is_empty() {
        findings.add(FieldError::new("/allocation/shares", "required"));
    }
    if !by_shares && !allocation.shares.is_empty() {
        findings.add(FieldError::new("/allocation/shares", "not_allowed"));
    }
    if before.and_then(|row| row.allocation.as_ref()) == Some(allocation) {
        return Ok(());
    }
    for (at, share) in allocation.shares.iter().enumerate() {
        let pointer = format!("/allocation/shares/{at}/channel_id");
        if allocation.shares[..at].iter().any(|other| other.channel_id == share.channel_id) {
            findings.add(FieldError::new(pointer, "already_exists"));
        } else {
            findings.extend(check_channel(tx, share.channel_id, &pointer).await?);
        }
    }
    Ok(())
}

fn check_days(row: &Model, today: NaiveDate) -> Option<FieldError> {
    if row.spent_on > today {
        return Some(FieldError::new("/spent_on", "in_the_future"));
    }
    if row.spent_until < row.spent_on {
        return Some(FieldError::new("/spent_until", "before_start"));
    }
    let too_long = days_of(row.spent_on, row.spent_until) > MOST_DAYS;
    too_long.then(|| FieldError::new("/spent_until", "too_large").with("max", MOST_DAYS))
}

/// The campaign must run through the channel.
async fn check_campaign(tx: &WorkspaceTx, row: &Model) -> Result<Option<FieldError>, Error> {
    let Some(id) = row.campaign_id else { return Ok(None) };
    let Some(channel_id) = row.channel_id else {
        return Ok(Some(FieldError::new("/campaign_id", "not_allowed")));
    };
    let found = tx.find::<campaign::Entity>().filter(campaign::Column::Id.eq(id));
    let runs = found.one(&tx.db).await?.is_some_and(|row| row.runs_through(channel_id));
    Ok((!runs).then(|| FieldError::new("/campaign_id", "not_found")))
}

async fn load(tx: &WorkspaceTx, id: ChannelSpendId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    row.ok_or_else(|| Error::not_found("channel_spend"))
}

async fn save(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    row.version += 1;
    row.updated_at = tx.now();
    let changed = row.into_active_model().reset_all();
    changed.update(&tx.db).await.or_conflict("channel_spend", "/external_id")
}
