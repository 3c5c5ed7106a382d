//! A submission becomes a lead, or a touch of the one that is open already.

use super::{input::ATTRIBUTE, submit::PublicTouch};
use crate::{
    entity::{lead, lead_form},
    lead::{
        Captured, Consent, LeadPatch, NewLead, ReadyLead, changes, load_for_change, patched, save,
    },
    source::FormSource,
    touch::{self, NewTouch},
    words::{SubmissionOutcome, TouchKind},
};
use chrono::{DateTime, Utc};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Inserts, OnConflict as _, WorkspaceTx,
    ids::{LeadId, TouchId},
    patch::Patch,
};
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What became of a submission.
pub(super) struct Became {
    pub outcome: SubmissionOutcome,
    pub lead_id: Option<LeadId>,
    pub touch_id: Option<TouchId>,
}

impl Became {
    /// Nobody's, as far as we know.
    pub const fn spam() -> Self {
        Self { outcome: SubmissionOutcome::SuspectedSpam, lead_id: None, touch_id: None }
    }
}

/// What a visitor sent, and when.
pub(super) struct Given<'a> {
    pub fields: &'a BTreeMap<String, String>,
    pub touch: &'a PublicTouch,
    pub at: DateTime<Utc>,
}

const fn captured_by(form: &lead_form::Model) -> Captured {
    let source = FormSource { channel_id: form.channel_id, campaign_id: form.campaign_id };
    Captured { kind: TouchKind::Form, form_id: Some(form.id), source }
}

/// A submission as the lead that it may become.
pub(super) struct ReadySubmission {
    new: NewLead,
    lead: ReadyLead,
}

/// Tells everything that is wrong with the lead that it would become, whether it becomes one or not.
pub(super) async fn prepare(
    tx: &WorkspaceTx,
    form: &lead_form::Model,
    given: &Given<'_>,
    consent: Option<Consent>,
) -> Result<ReadySubmission, Error> {
    let touch = Some(as_touch(given));
    let new = NewLead { consent, touch, ..as_lead(tx, given).await? };
    let lead = ReadyLead::check(tx, new.clone(), captured_by(form)).await.map_err(to_fields)?;
    Ok(ReadySubmission { new, lead })
}

/// Makes a lead of it, or a touch of the one that is open already, and writes what is to be written of what became of it.
pub(super) async fn take_in(
    tx: &WorkspaceTx,
    ready: ReadySubmission,
    told: impl FnOnce(&Became) -> Inserts,
) -> Result<Became, Error> {
    let ReadySubmission { mut new, lead: ready } = ready;
    let Some(known) = open_twin(tx, &ready.row).await? else {
        let outcome = SubmissionOutcome::LeadCreated;
        let became = Became { outcome, lead_id: Some(ready.row.id), touch_id: None };
        ready.store(tx, told(&became)).await.map_err(to_fields)?;
        return Ok(became);
    };
    let held = load_for_change(tx, known).await?;
    let touch = new.touch.take().unwrap_or_default();
    let lead = fill_in(tx, held, new).await?;
    let touch = touch::add_to(tx, lead, touch, &ready.source, ready.captured).await?;
    let outcome = SubmissionOutcome::LeadTouched;
    let became = Became { outcome, lead_id: Some(touch.lead_id), touch_id: Some(touch.id) };
    told(&became).write(tx).await.or_conflict("submission", "/render_token")?;
    Ok(became)
}

/// The open lead with the same phone or e-mail, the same phone first, of several the oldest.
async fn open_twin(tx: &WorkspaceTx, new: &lead::Model) -> Result<Option<LeadId>, Error> {
    use crate::entity::lead::Column as Of;
    use crate::words::StatusType;
    let live: Vec<_> = StatusType::ALL.iter().copied().filter(|status| status.is_live()).collect();
    let phone = new.phone.clone().map(|phone| Of::Phone.eq(phone));
    let email = new.email.clone().map(|email| Of::Email.eq(email));
    let same = [phone, email];
    for same in same.into_iter().flatten() {
        use sea_orm::QueryOrder as _;
        let open = tx
            .find::<lead::Entity>()
            .filter(same)
            .filter(Of::ArchivedAt.is_null())
            .filter(Of::StatusType.is_in(live.clone()));
        if let Some(row) = open.order_by_asc(Of::Id).one(&tx.db).await? {
            return Ok(Some(row.id));
        }
    }
    Ok(None)
}

/// Fills what was empty; what is known stays, for anybody can type anybody's number.
async fn fill_in(
    tx: &WorkspaceTx,
    before: lead::Model,
    new: NewLead,
) -> Result<lead::Model, Error> {
    let missing = |known: bool, answer: Option<String>| match answer {
        Some(answer) if !known => Patch::Value(answer),
        _ => Patch::Absent,
    };
    let present = before.attributes.as_object().cloned().unwrap_or_default();
    let added = new.attributes.into_iter().filter(|(key, _)| !present.contains_key(key));
    let patch = LeadPatch {
        name: missing(before.name.is_some(), new.name),
        company: missing(before.company.is_some(), new.company),
        title: missing(before.title.is_some(), new.title),
        phone: missing(before.phone.is_some(), new.phone),
        email: missing(before.email.is_some(), new.email),
        wechat: missing(before.wechat.is_some(), new.wechat),
        industry: missing(before.industry.is_some(), new.industry),
        city: missing(before.city.is_some(), new.city),
        attributes: Patch::Value(added.collect()),
        consent: new.consent.map_or(Patch::Absent, Patch::Value),
        ..LeadPatch::default()
    };
    let after = patched(tx, patch, before.clone()).await.map_err(to_fields)?;
    let changes = changes(&before, &after);
    if changes.is_empty() {
        return Ok(before);
    }
    let saved = save(tx, after).await?;
    tx.record_change(DomainEvent::LeadUpdated { lead_id: saved.id }, changes).await?;
    Ok(saved)
}

/// What is wrong with the lead is wrong with the answer of that name.
fn to_fields(error: Error) -> Error {
    match error {
        Error::Refused { code, params, fields } => {
            let fields = fields.into_iter().map(|field| {
                let key = field.pointer.trim_start_matches('/');
                let pointer = match key.strip_prefix("attributes/") {
                    Some(attribute) => format!("/fields/{ATTRIBUTE}{attribute}"),
                    // Visitors name none: what exists already is their submission, which came at the same time.
                    None if key == "external_id" => "/render_token".to_owned(),
                    None if key.is_empty() || key.starts_with("touch") => field.pointer.clone(),
                    None => format!("/fields/{key}"),
                };
                FieldError { pointer, ..field }
            });
            Error::Refused { code, params, fields: fields.collect() }
        }
        other => other,
    }
}

async fn as_lead(tx: &WorkspaceTx, given: &Given<'_>) -> Result<NewLead, Error> {
    let answer = |key: &str| given.fields.get(key).cloned();
    Ok(NewLead {
        name: answer("name"),
        company: answer("company"),
        title: answer("title"),
        phone: answer("phone"),
        email: answer("email"),
        wechat: answer("wechat"),
        industry: answer("industry"),
        city: answer("city"),
        attributes: as_attributes(tx, given.fields).await?,
        captured_at: Some(given.at),
        ..NewLead::default()
    })
}

/// Answers are text; attributes have types.
async fn as_attributes(
    tx: &WorkspaceTx,
    answers: &BTreeMap<String, String>,
) -> Result<Map<String, Value>, Error> {
    use customers::attribute::{AttributeKind, AttributeObject, Definitions};
    let given = answers.iter().filter_map(|(key, answer)| {
        let answer = answer.trim();
        key.strip_prefix(ATTRIBUTE).filter(|_| !answer.is_empty()).map(|key| (key, answer))
    });
    let given: Vec<_> = given.collect();
    if given.is_empty() {
        return Ok(Map::new());
    }
    let definitions = Definitions::of(tx, AttributeObject::Lead).await?;
    let typed = given.into_iter().map(|(key, answer)| {
        let kind = definitions.get(key).map(|definition| definition.kind);
        let value = match kind {
            Some(AttributeKind::Number) => serde_json::from_str::<serde_json::Number>(answer)
                .map_or(answer.into(), Value::Number),
            Some(AttributeKind::Boolean) => {
                Value::Bool(matches!(answer.to_lowercase().as_str(), "true" | "yes" | "是" | "1"))
            }
            Some(AttributeKind::MultiChoice) => json!([answer]),
            _ => answer.into(),
        };
        (key.to_owned(), value)
    });
    Ok(typed.collect())
}

fn as_touch(given: &Given<'_>) -> NewTouch {
    let touch = given.touch.clone();
    NewTouch {
        utm: touch.utm,
        referrer: touch.referrer,
        url: touch.url,
        self_reported_source: touch.self_reported_source,
        referral_code: touch.referral_code,
        click_ids: touch.click_ids,
        message: given.fields.get("message").cloned(),
        occurred_at: Some(given.at),
        anonymous_id: touch.anonymous_id,
        ..NewTouch::default()
    }
}
