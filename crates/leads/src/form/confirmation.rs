//! Double opt-in: a submission waits until its visitor has opened the link in a mail and confirmed. Until then it is no
//! lead, so that nobody is entered by a stranger who knows their address.
//!
//! The link leads to a page with a button: programs that look through mails open links, and must not confirm. It works
//! once, and says the same when it is used again.

use super::{
    public::Found,
    service::load,
    submit::{Receipt, Submission},
    taking::{Given, prepare, take_in},
    token::Rendering,
};
use crate::{
    entity::{
        lead_form,
        lead_form_submission::{ActiveModel, Column, Entity, Model},
    },
    lead::Consent,
    words::SubmissionOutcome,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use identity::{
    link_token,
    mail::{Content, Kind, Mail, Mailer},
};
use jobs::{Enqueue as _, JobSpec, Lane, Perform, Run, When};
use kernel::{
    Code, Error, Inserts, SystemTx, WorkspaceTx,
    ids::{FormSubmissionId, LeadFormId},
    locale::Locale,
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _,
    QuerySelect as _, Set,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use validator::Validate;

const PURPOSE: &str = "lead-form-confirmation";
const ADDRESS: &str = "lead-form-address";
/// How long a link works.
pub const VALID_FOR: TimeDelta = TimeDelta::hours(48);
/// Mails about one submission.
const MAILS: i32 = 3;
const BETWEEN_MAILS: TimeDelta = TimeDelta::minutes(1);
/// Mails to one address per hour, whoever asks for them.
const MAILS_PER_HOUR: i64 = 5;

/// Asks for the mail once more.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ResendConfirmation {
    /// As the form came with it, and was sent.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    pub render_token: String,
}

/// Confirms a submission.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmSubmission {
    /// What stands behind `token=` in the link.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub token: String,
}

/// Mails the link of a submission.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SendConfirmation {
    submission: FormSubmissionId,
    /// The first mail about it, or the second…
    number: i32,
}

impl JobSpec for SendConfirmation {
    const KIND: &'static str = "leads.send_form_confirmation";
    const LANE: Lane = Lane::Mail;
}

/// Keeps a submission until it is confirmed, and has the link sent.
pub(super) async fn begin(
    tx: &WorkspaceTx,
    form: &lead_form::Model,
    rendering: &Rendering,
    input: Submission,
    consent: Option<Consent>,
) -> Result<(), Error> {
    let address = address_of(&input.fields).unwrap_or_default();
    let mut nonce = [0; 16];
    tx.random().fill(&mut nonce);
    let row = ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        form_id: Set(form.id),
        lead_id: Set(None),
        touch_id: Set(None),
        token_id: Set(rendering.id),
        outcome: Set(SubmissionOutcome::Pending),
        answers: Set(json!(input.fields)),
        touch: Set(Some(json!(input.touch))),
        consent: Set(consent),
        address_key: Set(Some(address_key(tx, &address))),
        nonce: Set(Some(URL_SAFE_NO_PAD.encode(nonce))),
        mails: Set(0),
        mailed_at: Set(None),
        confirm_by: Set(Some(tx.now() + VALID_FOR)),
        confirmed_at: Set(None),
        created_at: Set(tx.now()),
    };
    let row = row.insert(&tx.db).await?;
    send(tx, row).await
}

/// Sends the link once more, if it was not sent too often or just now; the answer doesn't tell.
pub async fn resend(
    tx: &WorkspaceTx,
    form_id: LeadFormId,
    input: ResendConfirmation,
) -> Result<(), Error> {
    input.validate()?;
    let rendering = Rendering::read(tx.secret(), &input.render_token, form_id, tx.now())?;
    let row = tx.find::<Entity>().filter(Column::TokenId.eq(rendering.id));
    let row = row.lock_exclusive().one(&tx.db).await?;
    match row.filter(|row| is_open(row, tx)) {
        Some(row) => send(tx, row).await,
        None => Ok(()),
    }
}

async fn send(tx: &WorkspaceTx, mut row: Model) -> Result<(), Error> {
    let just_now = row.mailed_at.is_some_and(|at| at > tx.now() - BETWEEN_MAILS);
    if just_now || row.mails >= MAILS || mailed_lately(tx, &row).await? >= MAILS_PER_HOUR {
        return Ok(());
    }
    row.mails += 1;
    row.mailed_at = Some(tx.now());
    let job = SendConfirmation { submission: row.id, number: row.mails };
    row.into_active_model().reset_all().update(&tx.db).await?;
    tx.enqueue(&job, When::Now).await
}

/// How many mails went to the address in the last hour.
async fn mailed_lately(tx: &WorkspaceTx, row: &Model) -> Result<i64, Error> {
    let lately = tx
        .find::<Entity>()
        .filter(Column::AddressKey.eq(row.address_key.as_deref()))
        .filter(Column::MailedAt.gt(tx.now() - TimeDelta::hours(1)))
        .select_only()
        .column_as(Column::Mails.sum(), "mails");
    let mails: Option<Option<i64>> = lately.into_tuple().one(&tx.db).await?;
    Ok(mails.flatten().unwrap_or(0))
}

/// Who has the address is nobody's business who reads the table.
fn address_key(tx: &WorkspaceTx, address: &str) -> String {
    URL_SAFE_NO_PAD.encode(tx.secret().sign(ADDRESS, address.as_bytes()))
}

fn address_of(answers: &BTreeMap<String, String>) -> Option<String> {
    let email = customers::input::email("/email", answers.get("email").map(String::as_str));
    email.ok().flatten().map(|email| email.to_string())
}

fn is_open(row: &Model, tx: &WorkspaceTx) -> bool {
    row.outcome == SubmissionOutcome::Pending && row.confirm_by.is_some_and(|by| by > tx.now())
}

/// The submission that a link speaks of, wherever it is. A link that was never sent is as good as one that has expired.
pub async fn find_confirmation(
    tx: &SystemTx,
    input: &ConfirmSubmission,
) -> Result<(Found, FormSubmissionId), Error> {
    input.validate()?;
    let gone = || Error::refused(Code::Gone);
    let id = link_token::row_of(&input.token).ok_or_else(gone)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?.ok_or_else(gone)?;
    let opens = row.nonce.as_deref().is_some_and(|nonce| {
        link_token::opens(PURPOSE, &input.token, row.id.uuid(), nonce, tx.secret())
    });
    if !opens {
        return Err(gone());
    }
    Ok((Found { workspace_id: row.workspace_id }, row.id))
}

/// Makes a lead of the submission, for a visitor's transaction in its workspace. Confirming again has no second effect and
/// the same answer.
pub async fn confirm(tx: &WorkspaceTx, id: FormSubmissionId) -> Result<Receipt, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let mut row = row.ok_or_else(|| Error::refused(Code::Gone))?;
    let form = load(tx, row.form_id).await?;
    if row.confirmed_at.is_some() {
        return Ok(Receipt::done(&form));
    }
    if !is_open(&row, tx) {
        return Err(Error::refused(Code::Gone));
    }
    let fields = serde_json::from_value(row.answers.clone()).map_err(Error::internal)?;
    let touch = row.touch.take().unwrap_or_default();
    let touch = serde_json::from_value(touch).map_err(Error::internal)?;
    let given = Given { fields: &fields, touch: &touch, at: row.created_at };
    let ready = prepare(tx, &form, &given, row.consent.clone()).await?;
    let became = Box::pin(take_in(tx, ready, |_| Inserts::default())).await?;
    row.outcome = became.outcome;
    row.lead_id = became.lead_id;
    row.touch_id = became.touch_id;
    row.confirmed_at = Some(tx.now());
    row.into_active_model().reset_all().update(&tx.db).await?;
    Ok(Receipt::done(&form))
}

/// Performs [`SendConfirmation`].
pub struct ConfirmationSender(pub Mailer);

#[async_trait::async_trait]
impl Perform for ConfirmationSender {
    type Job = SendConfirmation;

    async fn perform(&self, job: SendConfirmation, run: &Run) -> Result<(), Error> {
        let tx = run.read().await?;
        let row = tx.find::<Entity>().filter(Column::Id.eq(job.submission)).one(&tx.db).await?;
        let Some(row) = row.filter(|row| is_open(row, &tx) && row.mails == job.number) else {
            return Ok(());
        };
        let mail = self.write(&tx, row, job.number).await?;
        // The mail server may be slow, and a transaction must not wait for it.
        drop(tx);
        match mail {
            Some(mail) => self.0.send(mail).await,
            None => Ok(()),
        }
    }
}

impl ConfirmationSender {
    async fn write(
        &self,
        tx: &WorkspaceTx,
        row: Model,
        number: i32,
    ) -> Result<Option<Mail>, Error> {
        let answers = serde_json::from_value(row.answers).map_err(Error::internal)?;
        let Some((to, nonce)) = address_of(&answers).zip(row.nonce) else { return Ok(None) };
        let form = load(tx, row.form_id).await?;
        let workspace = tx.find::<identity::entity::workspace::Entity>().one(&tx.db).await?;
        let workspace = workspace.ok_or_else(|| Error::not_found("workspace"))?;
        let token = link_token::make(PURPOSE, row.id.uuid(), &nonce, tx.secret());
        let (slug, locale) = (form.slug, form.locale);
        let path = format!("/f/{slug}/confirm?lang={locale}&token={token}");
        let values = [
            ("title", form.title),
            ("workspace_name", workspace.name),
            ("link", self.0.link(&path)),
            ("hours", VALID_FOR.num_hours().to_string()),
        ];
        let locale = locale.parse::<Locale>().unwrap_or_default();
        let content = Content::render(Kind::FormConfirmation, locale, &values)?;
        let key = format!("{}-{number}", row.id);
        Ok(Some(Mail { to, content, at: tx.now(), key }))
    }
}
