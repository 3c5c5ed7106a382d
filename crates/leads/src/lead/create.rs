//! A lead comes in: entered by an operator, sent by a program, from a form, from a file.

use crate::{
    attributes,
    duplicate::{self, Duplicate},
    entity::lead::Model,
    lead::{
        Lead, NewLead, contact,
        contact::Contact,
        list::hydrate_one,
        store::{self, derive_columns},
    },
    referral,
    routing::{self, Reception},
    source::{self, FormSource, Source},
    stage,
    stay::{self, Entered},
    touch::{self, NewTouch},
    visitor,
    words::TouchKind,
};
use customers::{
    input, owner,
    settings::{self, Settings},
    tags::Tags,
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Actor, Error, FieldError, Findings, Grant, Inserts, OnConflict as _, WorkspaceTx,
    ids::LeadFormId,
    money::{Currency, Money},
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A new lead, with a warning of who it may be already.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NewLeadAnswer {
    #[serde(flatten)]
    pub lead: Lead,
    /// Other leads with the same phone or e-mail, or nearly the same company name.
    pub duplicates: Vec<Duplicate>,
}

/// Where a lead is captured, and by which form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Captured {
    pub kind: TouchKind,
    pub form_id: Option<LeadFormId>,
    /// What the form knows of those who fill it in.
    pub source: FormSource,
}

impl Captured {
    /// By whoever called: an operator or a program.
    pub fn by_caller(tx: &WorkspaceTx) -> Self {
        let by_program = matches!(tx.caller.actor, Actor::ApiKey(_));
        let kind = if by_program { TouchKind::Api } else { TouchKind::Manual };
        Self { kind, form_id: None, source: FormSource::default() }
    }
}

/// Enters a lead. One that has the phone or e-mail of another is entered all the same, and both are named.
pub async fn create(tx: &WorkspaceTx, input: NewLead) -> Result<NewLeadAnswer, Error> {
    tx.require(Grant::LeadsWrite)?;
    let ready = ReadyLead::check(tx, input, Captured::by_caller(tx)).await?;
    let row = Box::pin(ready.store(tx, Inserts::default())).await?;
    let duplicates = duplicate::of(tx, &row).await?;
    let lead = hydrate_one(tx, row).await?;
    Ok(NewLeadAnswer { lead, duplicates })
}

/// A lead that has been checked, with everything that tells where it goes. Reading that takes longer than writing the lead;
/// whoever does it in a transaction before keeps no other lead waiting.
pub(crate) struct ReadyLead {
    pub row: Model,
    pub source: Source,
    pub captured: Captured,
    touch: Option<NewTouch>,
    reception: Reception,
}

impl ReadyLead {
    /// Tells everything that is wrong with a lead; for callers that have been let in already.
    pub async fn check(
        tx: &WorkspaceTx,
        input: NewLead,
        captured: Captured,
    ) -> Result<Self, Error> {
        let touch = input.touch.clone();
        let Checked { row, source } = check(tx, input, captured).await?;
        let reception = Reception::read(tx).await?;
        Ok(Self { row, source, captured, touch, reception })
    }

    /// Stores the lead with its first touch, and along with them what refers to them.
    pub async fn store(self, tx: &WorkspaceTx, along: Inserts) -> Result<Model, Error> {
        let Self { mut row, source, captured, touch, reception } = self;
        let captured_at = row.first_touch_at;
        let browser = touch.as_ref().and_then(|touch| touch.anonymous_id.clone());
        let visits = match &browser {
            Some(browser) => Some(visitor::Visits::of(tx, row.id, Some(browser)).await?),
            None => None,
        };
        // Rules of assignment see the channel of the first visit.
        if let Some(visits) = &visits {
            visits.begin(&mut row, &source);
        }
        // Recorded before there is anybody to wait for: workers are told of the first event.
        let mut events = Inserts::default();
        let created = DomainEvent::LeadCreated {
            lead_id: row.id,
            channel_id: row.channel_id,
            campaign_id: row.campaign_id,
            form_id: captured.form_id,
        };
        tx.record_with(&mut events, &created).await?;
        let arrival = Box::pin(routing::arrive(tx, reception, &mut row)).await?;
        let mut rows = Inserts::default();
        rows.add(row.clone().into_active_model().reset_all());
        let mut came_by = None;
        if touch.is_some() || captured.kind == TouchKind::Form {
            let touch = touch::new_row(tx, row.id, touch.unwrap_or_default(), &source, captured);
            came_by.clone_from(&touch.referral_code);
            rows.add(touch.into_active_model().reset_all());
        }
        stay::begin(tx, Entered::of(&row, captured_at), &mut rows);
        rows.append(events);
        arrival.store_with(tx, &row, &mut rows).await?;
        rows.append(along);
        rows.write(tx).await.or_conflict("lead", "/external_id")?;
        if let Some((browser, visits)) = browser.zip(visits) {
            visitor::know(tx, row.id, &browser).await?;
            visits.store(tx).await?;
        }
        if let Some(code) = came_by {
            Box::pin(referral::arrive(tx, &row, &code, true)).await?;
        }
        Ok(row)
    }
}

struct Checked {
    row: Model,
    source: Source,
}

/// What a lead is expected to pay is not negative, and in the workspace's currency, so that it can be added up.
pub(crate) fn check_expected(amount: Option<Money>, currency: Currency) -> Vec<FieldError> {
    let Some(amount) = amount else { return Vec::new() };
    let mut errors = Vec::new();
    if amount.is_negative() {
        errors.push(FieldError::new("/expected_amount/amount", "too_small").with("min", 0));
    }
    if amount.currency() != currency {
        let error = FieldError::new("/expected_amount/currency", "unknown_value");
        errors.push(error.with("allowed", vec![currency.code()]));
    }
    errors
}

/// Finds everything that is wrong before it refuses.
async fn check(tx: &WorkspaceTx, input: NewLead, captured: Captured) -> Result<Checked, Error> {
    let mut findings = Findings::of(&input);
    let Settings { region, currency, .. } = settings::of_workspace(tx).await?;
    findings.extend(check_expected(input.expected_amount, currency));
    let contact = Contact {
        phone: contact::read_phone(&mut findings, input.phone.as_deref(), region),
        email: contact::read_email(&mut findings, input.email.as_deref()),
        wechat: input::text(input.wechat),
    };
    let name = input::text(input.name);
    let says_nothing = name.is_none() && contact == Contact::default();
    if says_nothing && findings.is_empty() {
        findings.add(contact::nobody());
    }
    let tags = findings.keep(Tags::read(&input.tags)).unwrap_or_default();
    findings.extend(owner::check(tx, "/owner_id", input.owner_id).await?);
    let stage = match input.stage_id {
        None => Some(stage::first_open(tx).await?),
        Some(id) => findings.keep(stage::find_live(tx, id, "/stage_id").await?),
    };
    if stage.as_ref().is_some_and(|stage| !stage.status_type.is_live()) {
        findings.add(FieldError::new("/stage_id", "not_allowed"));
    }
    let captured_at = input.captured_at.unwrap_or(tx.now());
    if captured_at > tx.now() {
        findings.add(FieldError::new("/captured_at", "in_the_future"));
    }
    let touch = input.touch.unwrap_or_default();
    let source = source::resolve(tx, &touch, captured.source, "/touch").await?;
    findings.extend(source.errors.iter().cloned());
    let attributes = attributes::change(tx, &mut findings, &Value::Null, &input.attributes).await?;
    findings.finish()?;
    let stage = stage.ok_or_else(|| Error::internal("a stage without a finding"))?;
    let mut row = Model {
        external_id: input::text(input.external_id),
        name,
        company: input::text(input.company),
        title: input::text(input.title),
        phone: contact.phone,
        email: contact.email,
        wechat: contact.wechat,
        industry: input::text(input.industry),
        city: input::text(input.city),
        region: input::text(input.region),
        employees: input.employees,
        note: input::text(input.note),
        tags,
        attributes,
        consent: input.consent,
        owner_id: input.owner_id,
        expected_amount: input.expected_amount.map(Money::amount),
        expected_currency: input.expected_amount.map(Money::currency),
        expected_close_on: input.expected_close_on,
        channel_id: source.channel_id,
        campaign_id: source.campaign_id,
        first_touch_at: captured_at,
        last_touch_at: captured_at,
        ..store::blank(tx, &stage)
    };
    derive_columns(&mut row);
    Ok(Checked { row, source })
}
