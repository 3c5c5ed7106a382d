//! A visitor submits a form.
//!
//! A submission from somebody whose phone or e-mail an open lead has becomes a touch of that lead and fills in what
//! was empty; nobody's data is overwritten by a stranger. Everybody else becomes a new lead, also when a lead that
//! was won or lost has the same phone: their interest is new. The visitor reads the same answer in every case, so
//! the form doesn't tell who is known.

use super::{
    input::{ATTRIBUTE, FormField},
    service::load,
    token::{DIFFICULTY, Rendering, is_worked},
};
use crate::{
    entity::{
        lead, lead_form,
        lead_form_submission::{self as submission, Column, Entity},
    },
    lead::{
        Captured, Consent, LeadPatch, NewLead, capture, changes, load_for_change, patched, save,
    },
    source::{self, FormSource},
    touch::{self, ClickIds, NewTouch, Utm},
    words::{SubmissionOutcome, TouchKind},
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, WorkspaceTx,
    ids::{LeadFormId, LeadId, TouchId},
    patch::Patch,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::Validate;

/// How often one address may submit one form; whoever answers visitors enforces it.
pub const SUBMISSIONS_PER_MINUTE: u32 = 10;
const MAX_ANSWER: usize = 2000;
const MAX_MESSAGE: usize = 5000;

/// How a visitor came; channels and campaigns follow from it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema, Validate)]
#[serde(default, deny_unknown_fields)]
pub struct PublicTouch {
    #[validate(nested)]
    pub utm: Utm,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub referrer: Option<String>,
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub url: Option<String>,
    #[validate(length(max = 500))]
    #[schema(max_length = 500)]
    pub self_reported_source: Option<String>,
    /// Click ids of advertising platforms, by parameter; at most 20.
    #[validate(custom(function = touch::check_click_ids))]
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub click_ids: ClickIds,
    /// The id under which the page that has the form knows their browser (`anonymousId` of the Segment specification):
    /// the visits before and after become touches of the lead.
    #[validate(length(min = 1, max = 255))]
    #[schema(min_length = 1, max_length = 255)]
    pub anonymous_id: Option<String>,
}

/// The answer to the puzzle.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Work {
    #[validate(length(min = 1, max = 40))]
    #[schema(min_length = 1, max_length = 40)]
    pub nonce: String,
}

/// What a visitor sends.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// Field → answer.
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub fields: BTreeMap<String, String>,
    /// As the form came with it.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub render_token: String,
    #[validate(nested)]
    pub proof_of_work: Work,
    /// People don't see it and leave it empty.
    #[serde(default)]
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub website: String,
    #[serde(default)]
    #[validate(nested)]
    pub touch: PublicTouch,
    /// Whether they agree to the form's text, if it has one.
    #[serde(default)]
    pub consent: bool,
}

/// What a visitor reads afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Receipt {
    pub thank_you: String,
    pub redirect_url: Option<String>,
}

/// Takes a submission, for a visitor's transaction in the form's workspace. Sending the same rendering again has
/// no second effect and the same answer.
pub async fn submit(
    tx: &WorkspaceTx,
    form_id: LeadFormId,
    input: Submission,
) -> Result<Receipt, Error> {
    let form = load(tx, form_id).await?;
    let rendering = Rendering::read(tx.secret(), &input.render_token, form_id, tx.now())?;
    check(&form, &rendering, &input)?;
    let receipt =
        Receipt { thank_you: form.thank_you.clone(), redirect_url: form.redirect_url.clone() };
    let sent = tx.find::<Entity>().filter(Column::TokenId.eq(rendering.id)).one(&tx.db).await?;
    if sent.is_some() {
        return Ok(receipt);
    }
    let consent = consent_of(tx, &form, &input);
    let answers = json!(input.fields);
    let became = if input.website.is_empty() {
        Box::pin(take_in(tx, &form, input, consent.clone())).await?
    } else {
        Became { outcome: SubmissionOutcome::SuspectedSpam, lead_id: None, touch_id: None }
    };
    submission::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        form_id: Set(form.id),
        lead_id: Set(became.lead_id),
        touch_id: Set(became.touch_id),
        token_id: Set(rendering.id),
        outcome: Set(became.outcome),
        answers: Set(answers),
        consent: Set(consent),
        created_at: Set(tx.now()),
    }
    .insert(&tx.db)
    .await?;
    Ok(receipt)
}

/// What became of a submission.
struct Became {
    outcome: SubmissionOutcome,
    lead_id: Option<LeadId>,
    touch_id: Option<TouchId>,
}

fn check(form: &lead_form::Model, rendering: &Rendering, input: &Submission) -> Result<(), Error> {
    let mut findings = Findings::of(input);
    if !is_worked(&rendering.salt(), &input.proof_of_work.nonce, DIFFICULTY) {
        findings.add(FieldError::new("/proof_of_work/nonce", "not_worked"));
    }
    if form.consent_text.is_some() && !input.consent {
        findings.add(FieldError::new("/consent", "required"));
    }
    findings.extend(check_answers(&form.fields.0, &input.fields));
    findings.finish()
}

fn pointer(key: &str) -> String {
    format!("/fields/{}", key.replace('~', "~0").replace('/', "~1"))
}

fn check_answers(fields: &[FormField], answers: &BTreeMap<String, String>) -> Vec<FieldError> {
    let known = |key: &String| fields.iter().any(|field| field.key == *key);
    let unknown = answers.keys().filter(|key| !known(key));
    let mut errors: Vec<_> =
        unknown.map(|key| FieldError::new(pointer(key), "unknown_field")).collect();
    for field in fields {
        let answer = answers.get(&field.key).map(|answer| answer.trim()).unwrap_or_default();
        let max = if field.key == "message" { MAX_MESSAGE } else { MAX_ANSWER };
        let at = || pointer(&field.key);
        if answer.is_empty() {
            if field.required {
                errors.push(FieldError::new(at(), "required"));
            }
        } else if answer.chars().count() > max {
            errors.push(FieldError::new(at(), "too_long").with("max", max));
        } else if !field.options.is_empty() && !field.options.iter().any(|it| it == answer) {
            let allowed = field.options.clone();
            errors.push(FieldError::new(at(), "unknown_value").with("allowed", allowed));
        }
    }
    errors
}

fn consent_of(tx: &WorkspaceTx, form: &lead_form::Model, input: &Submission) -> Option<Consent> {
    let text = form.consent_text.clone()?;
    let (at, form_id) = (Some(tx.now()), Some(form.id));
    Some(Consent { given: input.consent, text: Some(text), at, form_id })
}

/// Makes a lead of it, or a touch of the one that is open already.
async fn take_in(
    tx: &WorkspaceTx,
    form: &lead_form::Model,
    input: Submission,
    consent: Option<Consent>,
) -> Result<Became, Error> {
    let from_form = FormSource { channel_id: form.channel_id, campaign_id: form.campaign_id };
    let captured = Captured { kind: TouchKind::Form, form_id: Some(form.id), source: from_form };
    let (mut new, touch) = (as_lead(tx, &input).await?, as_touch(&input));
    new.consent = consent;
    let probe = open_twin(tx, &new).await.map_err(to_fields)?;
    let Some(known) = probe else {
        new.touch = Some(touch);
        let lead = capture(tx, new, captured).await.map_err(to_fields)?;
        let outcome = SubmissionOutcome::LeadCreated;
        return Ok(Became { outcome, lead_id: Some(lead.id), touch_id: None });
    };
    let held = load_for_change(tx, known).await?;
    let lead = fill_in(tx, held, new).await?;
    let source = source::resolve(tx, &touch, from_form, "/touch").await?;
    let touch = touch::add_to(tx, lead, touch, &source, captured).await?;
    let outcome = SubmissionOutcome::LeadTouched;
    Ok(Became { outcome, lead_id: Some(touch.lead_id), touch_id: Some(touch.id) })
}

/// The open lead with the same phone or e-mail, the same phone first, of several the oldest.
async fn open_twin(tx: &WorkspaceTx, new: &NewLead) -> Result<Option<LeadId>, Error> {
    use crate::entity::lead::Column as Of;
    use crate::words::StatusType;
    let region = customers::settings::of_workspace(tx).await?.region;
    let mut findings = Findings::default();
    let phone = customers::input::phone("/phone", new.phone.as_deref(), region);
    let phone = findings.keep(phone).flatten();
    let email = findings.keep(customers::input::email("/email", new.email.as_deref())).flatten();
    findings.finish()?;
    let live: Vec<_> = StatusType::ALL.iter().copied().filter(|status| status.is_live()).collect();
    let same = [phone.map(|phone| Of::Phone.eq(phone)), email.map(|email| Of::Email.eq(email))];
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

async fn as_lead(tx: &WorkspaceTx, input: &Submission) -> Result<NewLead, Error> {
    let answer = |key: &str| input.fields.get(key).cloned();
    Ok(NewLead {
        name: answer("name"),
        company: answer("company"),
        title: answer("title"),
        phone: answer("phone"),
        email: answer("email"),
        wechat: answer("wechat"),
        industry: answer("industry"),
        city: answer("city"),
        attributes: as_attributes(tx, &input.fields).await?,
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

fn as_touch(input: &Submission) -> NewTouch {
    let touch = input.touch.clone();
    NewTouch {
        utm: touch.utm,
        referrer: touch.referrer,
        url: touch.url,
        self_reported_source: touch.self_reported_source,
        click_ids: touch.click_ids,
        message: input.fields.get("message").cloned(),
        anonymous_id: touch.anonymous_id,
        ..NewTouch::default()
    }
}
