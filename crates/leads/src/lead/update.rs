use crate::{
    attributes,
    entity::lead::Model,
    lead::{
        Lead, LeadPatch, Tags, contact,
        create::check_expected,
        list::hydrate_one,
        store::{changes, load_for_change, save},
    },
    source,
};
use customers::{
    input,
    settings::{self, Settings},
};
use jobs::{DomainEvent, Record as _};
use kernel::{Error, Findings, Grant, WorkspaceTx, ids::LeadId, money::Money, patch::Patch};

/// Changes what is known of a lead.
pub async fn update(tx: &WorkspaceTx, id: LeadId, patch: LeadPatch) -> Result<Lead, Error> {
    tx.require(Grant::LeadsWrite)?;
    let before = load_for_change(tx, id).await?;
    let after = patched(tx, patch, before.clone()).await?;
    let changes = changes(&before, &after);
    if changes.is_empty() {
        return hydrate_one(tx, before).await;
    }
    let saved = save(tx, after).await?;
    tx.record_change(DomainEvent::LeadUpdated { lead_id: id }, changes).await?;
    hydrate_one(tx, saved).await
}

/// The row after the patch, or everything that is wrong with it.
pub(crate) async fn patched(
    tx: &WorkspaceTx,
    patch: LeadPatch,
    mut row: Model,
) -> Result<Model, Error> {
    let mut findings = Findings::of(&patch);
    let Settings { region, currency, .. } = settings::of_workspace(tx).await?;
    findings.extend(check_expected(patch.expected_amount.value().copied(), currency));
    if let Some(text) = patch.phone.into_change() {
        row.phone = contact::read_phone(&mut findings, text.as_deref(), region);
    }
    if let Some(text) = patch.email.into_change() {
        row.email = contact::read_email(&mut findings, text.as_deref());
    }
    if let Some(tags) = patch.tags.into_change() {
        row.tags = findings.keep(Tags::read(&tags.unwrap_or_default())).unwrap_or_default();
    }
    if let Patch::Value(id) = patch.channel_id {
        findings.extend(source::check_channel(tx, id, "/channel_id").await?);
    }
    if let Patch::Value(id) = patch.campaign_id {
        findings.extend(source::check_campaign(tx, id, "/campaign_id").await?);
    }
    if let Some(attributes) = patch.attributes.into_change() {
        let change = attributes.unwrap_or_default();
        row.attributes = attributes::change(tx, &mut findings, &row.attributes, &change).await?;
    }
    input::patched(patch.external_id).apply(&mut row.external_id);
    input::patched(patch.name).apply(&mut row.name);
    input::patched(patch.company).apply(&mut row.company);
    input::patched(patch.title).apply(&mut row.title);
    input::patched(patch.wechat).apply(&mut row.wechat);
    input::patched(patch.industry).apply(&mut row.industry);
    input::patched(patch.city).apply(&mut row.city);
    input::patched(patch.region).apply(&mut row.region);
    input::patched(patch.note).apply(&mut row.note);
    patch.employees.apply(&mut row.employees);
    if let Some(expected) = patch.expected_amount.into_change() {
        row.expected_amount = expected.map(Money::amount);
        row.expected_currency = expected.map(Money::currency);
    }
    patch.expected_close_on.apply(&mut row.expected_close_on);
    patch.channel_id.apply(&mut row.channel_id);
    patch.campaign_id.apply(&mut row.campaign_id);
    patch.consent.apply(&mut row.consent);
    let reachable = row.phone.is_some() || row.email.is_some() || row.wechat.is_some();
    if !reachable && row.name.is_none() && findings.is_empty() {
        findings.add(contact::nobody());
    }
    findings.finish()?;
    Ok(row)
}
