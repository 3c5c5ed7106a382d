//! A visitor submits a form.
//!
//! A submission from somebody whose phone or e-mail an open lead has becomes a touch of that lead and fills in what
//! was empty; nobody's data is overwritten by a stranger. Everybody else becomes a new lead, also when a lead that
//! was won or lost has the same phone: their interest is new. The visitor reads the same answer in every case, so
//! the form doesn't tell who is known.

use super::{
    confirmation,
    input::FormField,
    public::PublicFormPage,
    taking::{Became, Given, ReadySubmission, prepare, take_in},
    token::{DIFFICULTY, Rendering, is_worked},
};
use crate::{
    entity::{
        lead_form,
        lead_form_submission::{self as submission, Column, Entity},
    },
    lead::Consent,
    touch::{self, ClickIds, Utm},
};
use kernel::{Error, FieldError, Findings, Inserts, WorkspaceTx, locale::Locale};
use sea_orm::{ColumnTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;
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
    /// The code of whoever sent them.
    #[validate(length(max = 60))]
    #[schema(max_length = 60)]
    pub referral_code: Option<String>,
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
    /// Whether they have to open the link in a mail first.
    pub confirm_by_email: bool,
}

impl Receipt {
    pub(super) fn done(form: &lead_form::Model) -> Self {
        Self {
            thank_you: form.thank_you.clone(),
            redirect_url: form.redirect_url.clone(),
            confirm_by_email: false,
        }
    }

    /// The same for everybody, whether somebody has the address or not.
    fn unconfirmed(form: &lead_form::Model) -> Self {
        let locale = form.locale.parse::<Locale>().unwrap_or_default();
        let zh = "我们给您的邮箱发了一封邮件，请在 48 小时内打开其中的链接确认。";
        let en = "We have sent you a mail. Please open the link in it within 48 hours.";
        let thank_you = locale.pick(zh, en).to_owned();
        Self { thank_you, redirect_url: None, confirm_by_email: true }
    }
}

/// A submission that has been checked.
pub struct CheckedSubmission {
    form: lead_form::Model,
    rendering: Rendering,
    input: Submission,
    consent: Option<Consent>,
    /// Left out where it looks like a program's.
    lead: Option<Box<ReadySubmission>>,
}

/// Reads and checks a submission, for a visitor's transaction in the form's workspace that only reads: others who submit
/// wait for the writing, and for nothing else.
pub async fn check(
    tx: &WorkspaceTx,
    page: PublicFormPage,
    input: Submission,
) -> Result<CheckedSubmission, Error> {
    let form = page.into_form();
    let rendering = Rendering::read(tx.secret(), &input.render_token, form.id, tx.now())?;
    check_input(&form, &rendering, &input)?;
    let consent = consent_of(tx, &form, &input);
    let lead = if input.website.is_empty() {
        let given = Given { fields: &input.fields, touch: &input.touch, at: tx.now() };
        Some(Box::new(prepare(tx, &form, &given, consent.clone()).await?))
    } else {
        None
    };
    Ok(CheckedSubmission { form, rendering, input, consent, lead })
}

/// Takes a submission. Sending the same rendering again has no second effect and the same answer.
pub async fn submit(tx: &WorkspaceTx, checked: CheckedSubmission) -> Result<Receipt, Error> {
    let CheckedSubmission { form, rendering, input, consent, lead } = checked;
    let receipt =
        if form.double_opt_in { Receipt::unconfirmed(&form) } else { Receipt::done(&form) };
    let sent = tx.find::<Entity>().filter(Column::TokenId.eq(rendering.id)).one(&tx.db).await?;
    if sent.is_some() {
        return Ok(receipt);
    }
    let row = |became: &Became| {
        let mut rows = Inserts::default();
        rows.add(submission::ActiveModel {
            id: Set(tx.new_id()),
            workspace_id: Set(tx.workspace()),
            form_id: Set(form.id),
            lead_id: Set(became.lead_id),
            touch_id: Set(became.touch_id),
            token_id: Set(rendering.id),
            outcome: Set(became.outcome),
            answers: Set(json!(input.fields)),
            touch: Set(None),
            consent: Set(consent.clone()),
            address_key: Set(None),
            nonce: Set(None),
            mails: Set(0),
            mailed_at: Set(None),
            confirm_by: Set(None),
            confirmed_at: Set(None),
            created_at: Set(tx.now()),
        });
        rows
    };
    match lead {
        Some(_) if form.double_opt_in => {
            confirmation::begin(tx, &form, &rendering, input, consent).await?;
        }
        Some(lead) => {
            Box::pin(take_in(tx, *lead, row)).await?;
        }
        None => row(&Became::spam()).write(tx).await?,
    }
    Ok(receipt)
}

fn check_input(
    form: &lead_form::Model,
    rendering: &Rendering,
    input: &Submission,
) -> Result<(), Error> {
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
