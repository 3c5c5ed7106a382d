//! A lead becomes a customer: an account, a person in it, what they bought, and the lead is won.

use crate::{
    decision_chain,
    entity::{lead::Model, quote::Model as QuoteRow},
    lead::{Lead, Target, hydrate_one, load_for_change, move_row, save},
    pool, quote, stage,
    words::StatusType,
};
use customers::{
    account::{self, NewAccount},
    affiliation::{DecisionRole, NewAffiliation},
    order::{self, NewOrder, OrderKind},
    person::{self, NewPerson},
    plan,
    subscription::{self, NewSubscription, Subscription},
};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Error, FieldError, Findings, Grant, WorkspaceTx,
    email::Email,
    ids::{AccountId, LeadId, PersonId, PlanId, QuoteId},
    money::Money,
    phone::Phone,
};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

/// The account that a lead becomes part of. With neither field a new one is made of what the lead says.
#[derive(Clone, Debug, Default, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConvertLead {
    /// A new account.
    pub account: Option<NewAccount>,
    /// An account that is there already.
    pub account_id: Option<AccountId>,
    /// A person who is there already; left out one is made of what the lead says.
    pub person_id: Option<PersonId>,
    /// What they have to do with buying; `decider` unless said otherwise.
    pub role: Option<DecisionRole>,
    /// The plan that they buy: its subscription starts today.
    pub plan_id: Option<PlanId>,
    /// What a year of the plan costs them; its own fee unless said otherwise.
    pub annual_fee: Option<Money>,
    /// What they pay once, at the beginning; the plan's own fee unless said otherwise, and no order where it is nothing.
    pub opening_fee: Option<Money>,
    /// How many seats of the plan they take.
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub seats: Option<i32>,
    /// A quote that the lead accepted: it says plan, seats and fees where nothing else is said. What it asks for each year is
    /// the annual fee, and what it asks once the opening fee.
    pub quote_id: Option<QuoteId>,
}

/// Makes a customer of a lead.
pub async fn convert(tx: &WorkspaceTx, id: LeadId, mut input: ConvertLead) -> Result<Lead, Error> {
    tx.require(Grant::LeadsWrite)?;
    tx.require(Grant::CustomersWrite)?;
    let lead = load_for_change(tx, id).await?;
    if lead.account_id.is_some() {
        return Err(Error::wrong_state("the lead is a customer already", "该线索已转为客户"));
    }
    pool::refuse_unclaimed(tx, &lead)?;
    let (accepted, wrong) = follow_quote(tx, id, &mut input).await?;
    check(tx, &input, wrong).await?;
    let account_id = if let Some(id) = input.account_id {
        id
    } else {
        let new = input.account.unwrap_or_else(|| account_of(&lead));
        account::create(tx, new).await.map_err(below_account)?.id
    };
    let person_id = match input.person_id {
        Some(id) => id,
        None => person::create(tx, person_of(&lead, account_id, input.role)).await?.id,
    };
    if input.plan_id.is_some() || accepted.is_some() {
        let sold = Sold {
            plan_id: input.plan_id,
            annual_fee: input.annual_fee,
            opening_fee: input.opening_fee,
            seats: input.seats,
        };
        Box::pin(sell(tx, account_id, sold)).await?;
    }
    if let Some(accepted) = accepted {
        quote::convert(tx, accepted, account_id).await?;
    }
    Box::pin(decision_chain::become_people(tx, id, account_id)).await?;
    let won = Box::pin(win(tx, lead)).await?;
    let (account_id, person_id) = (Some(account_id), Some(person_id));
    let saved = save(tx, Model { account_id, person_id, ..won }).await?;
    if let Some(account_id) = account_id {
        tx.record(DomainEvent::LeadConverted { lead_id: id, account_id, person_id }).await?;
    }
    hydrate_one(tx, saved).await
}

/// Says by the quote what was left unsaid.
async fn follow_quote(
    tx: &WorkspaceTx,
    id: LeadId,
    input: &mut ConvertLead,
) -> Result<(Option<QuoteRow>, Vec<FieldError>), Error> {
    let Some(quote_id) = input.quote_id else { return Ok((None, Vec::new())) };
    let (row, sale) = match Box::pin(quote::accepted(tx, id, quote_id)).await? {
        Ok(found) => found,
        Err(wrong) => return Ok((None, vec![wrong])),
    };
    let mut wrong = Vec::new();
    if input.plan_id.is_none() && sale.several_plans {
        wrong.push(FieldError::new("/plan_id", "required"));
    }
    input.plan_id = input.plan_id.or(sale.plan_id);
    input.seats = input.seats.or(sale.seats);
    input.annual_fee = input.annual_fee.or(Some(sale.annual_fee));
    input.opening_fee = input.opening_fee.or(Some(sale.opening_fee));
    Ok((Some(row), wrong))
}

async fn check(tx: &WorkspaceTx, input: &ConvertLead, wrong: Vec<FieldError>) -> Result<(), Error> {
    let mut findings = Findings::of(input);
    findings.extend(wrong);
    if input.account.is_some() && input.account_id.is_some() {
        let error = FieldError::new("", "not_both");
        findings.add(error.with("fields", vec!["account", "account_id"]));
    }
    if let Some(id) = input.account_id
        && !account::exists(tx, id).await?
    {
        findings.add(FieldError::new("/account_id", "not_found"));
    }
    if let Some(id) = input.person_id
        && !person::exists(tx, id).await?
    {
        findings.add(FieldError::new("/person_id", "not_found"));
    }
    if let Some(plan_id) = input.plan_id {
        let wrong = subscription::check_sale(tx, input.account_id, plan_id, input.annual_fee);
        findings.extend(wrong.await?);
    } else if input.quote_id.is_none()
        && (input.annual_fee.is_some() || input.opening_fee.is_some() || input.seats.is_some())
    {
        findings.add(FieldError::new("/plan_id", "required"));
    }
    findings.finish()
}

/// What is wrong with the new account is wrong below `/account`.
fn below_account(error: Error) -> Error {
    match error {
        Error::Refused { code, params, fields } => {
            let below = |field: FieldError| FieldError {
                pointer: format!("/account{}", field.pointer),
                ..field
            };
            Error::Refused { code, params, fields: fields.into_iter().map(below).collect() }
        }
        other => other,
    }
}

/// What they buy.
struct Sold {
    /// None where a quote names no plan.
    plan_id: Option<PlanId>,
    annual_fee: Option<Money>,
    opening_fee: Option<Money>,
    seats: Option<i32>,
}

/// The subscription, and an order for each fee that is not nothing. What is only paid once needs no subscription.
async fn sell(tx: &WorkspaceTx, account_id: AccountId, sold: Sold) -> Result<(), Error> {
    let opening = match (sold.opening_fee, sold.plan_id) {
        (Some(fee), _) => Some(fee),
        (None, Some(plan_id)) => Some(plan::get(tx, plan_id).await?.opening_fee),
        (None, None) => None,
    };
    let is_subscribed = sold.plan_id.is_some() || sold.annual_fee.is_some_and(|fee| !fee.is_zero());
    let subscription =
        if is_subscribed { Some(subscribe(tx, account_id, &sold).await?) } else { None };
    let annual = subscription.as_ref().map(|subscription| subscription.annual_fee);
    let fees = [(OrderKind::Opening, opening), (OrderKind::Annual, annual)];
    let fees = fees.into_iter().filter_map(|(kind, fee)| Some((kind, fee?)));
    for (kind, amount) in fees.filter(|(_, amount)| !amount.is_zero()) {
        let order = NewOrder {
            account_id,
            kind,
            amount,
            plan_id: sold.plan_id,
            subscription_id: subscription.as_ref().map(|subscription| subscription.id),
            external_id: None,
            ordered_on: None,
            note: None,
        };
        order::create(tx, order).await?;
    }
    Ok(())
}

async fn subscribe(
    tx: &WorkspaceTx,
    account_id: AccountId,
    sold: &Sold,
) -> Result<Subscription, Error> {
    let bought = NewSubscription {
        account_id,
        plan_id: sold.plan_id,
        external_id: None,
        starts_on: None,
        term_months: None,
        annual_fee: sold.annual_fee,
        seats: sold.seats,
    };
    subscription::create(tx, bought).await
}

async fn win(tx: &WorkspaceTx, lead: Model) -> Result<Model, Error> {
    if lead.status_type == StatusType::Won {
        return Ok(lead);
    }
    let stage = stage::first_of(tx, StatusType::Won).await?;
    move_row(tx, lead, &Target::top_of(stage)).await
}

/// What people call a lead: by whatever is known of it.
fn called(lead: &Model) -> String {
    let name = lead.name.clone().or_else(|| lead.company.clone());
    let name = name.or_else(|| lead.wechat.clone());
    let name = name.or_else(|| lead.email.as_ref().map(Email::to_string));
    name.or_else(|| lead.phone.as_ref().map(Phone::display)).unwrap_or_default()
}

/// As much of a text as fits.
fn cut(text: Option<&String>, max: usize) -> Option<String> {
    text.map(|text| text.chars().take(max).collect())
}

fn account_of(lead: &Model) -> NewAccount {
    NewAccount {
        name: lead.company.clone().unwrap_or_else(|| called(lead)),
        industry: cut(lead.industry.as_ref(), 100),
        region: cut(lead.region.as_ref(), 100),
        city: cut(lead.city.as_ref(), 100),
        size: lead.employees,
        owner_id: lead.owner_id,
        tags: lead.tags.0.clone(),
        ..NewAccount::default()
    }
}

fn person_of(lead: &Model, account_id: AccountId, role: Option<DecisionRole>) -> NewPerson {
    let role = Some(role.unwrap_or(DecisionRole::Decider));
    let (title, concern, say) = (cut(lead.title.as_ref(), 100), None, Some(3));
    let is_primary = true;
    NewPerson {
        name: called(lead).chars().take(100).collect(),
        phone: lead.phone.as_ref().map(Phone::to_string),
        email: lead.email.as_ref().map(Email::to_string),
        wechat: lead.wechat.clone(),
        title: title.clone(),
        accounts: vec![NewAffiliation { account_id, role, title, concern, say, is_primary }].into(),
        ..NewPerson::default()
    }
}
