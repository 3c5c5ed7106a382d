use super::{
    EndSubscription, NewSubscription, RenewSubscription, Subscription, SubscriptionPatch,
    SubscriptionState, SubscriptionTerm, pause,
    pauses::Pauses,
    rules,
    sale::{fee_of, offered, same_currency},
    settle,
};
use crate::{
    account,
    entity::{
        subscription::{self, Column, Entity, Model},
        subscription_term as term,
    },
    input,
    mrr::Fees,
    plan,
    settings::{self, Settings},
    standing,
};
use chrono::NaiveDate;
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, OnConflict as _, WorkspaceTx,
    filter::Many,
    ids::{AccountId, PlanId, SubscriptionId},
    money::Money,
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, IntoActiveModel, QueryFilter, QueryOrder as _,
    QuerySelect as _,
};
use serde::Deserialize;
use std::collections::HashMap;
use utoipa::IntoParams;

/// Which subscriptions are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
pub struct SubscriptionFilter {
    /// Accounts, separated by commas.
    #[param(value_type = Option<String>)]
    pub account_id: Option<Many<AccountId>>,
    /// Plans, separated by commas.
    #[param(value_type = Option<String>)]
    pub plan_id: Option<Many<PlanId>>,
    /// `scheduled`, `active`, `paused`, `ended`, separated by commas.
    #[param(value_type = Option<String>, example = "active")]
    pub state: Option<Many<SubscriptionState>>,
    pub renews_on_gte: Option<NaiveDate>,
    pub renews_on_lt: Option<NaiveDate>,
    #[param(max_length = 200)]
    pub external_id: Option<String>,
}

/// Subscriptions, newest first.
pub async fn list(
    tx: &WorkspaceTx,
    filter: &SubscriptionFilter,
    page: &PageRequest,
) -> Result<Page<Subscription>, Error> {
    tx.require(Grant::CustomersRead)?;
    let condition = Condition::all()
        .add_option(
            filter.account_id.as_ref().map(|it| Column::AccountId.is_in(it.0.iter().copied())),
        )
        .add_option(filter.plan_id.as_ref().map(|it| Column::PlanId.is_in(it.0.iter().copied())))
        .add_option(filter.state.as_ref().map(|it| Column::State.is_in(it.0.iter().copied())))
        .add_option(filter.renews_on_gte.map(|day| Column::RenewsOn.gte(day)))
        .add_option(filter.renews_on_lt.map(|day| Column::RenewsOn.lt(day)))
        .add_option(filter.external_id.as_ref().map(|id| Column::ExternalId.eq(id)));
    let keyset = Keyset {
        sorts: &[
            Sort::by("created_at", Column::CreatedAt),
            Sort::by("starts_on", Column::StartsOn),
            Sort::by("renews_on", Column::RenewsOn),
        ],
        default_sort: "-created_at",
        id: Column::Id,
        filter: format!("{filter:?}"),
    };
    let mut rows = keyset.page(tx, tx.find::<Entity>().filter(condition), page).await?;
    let subscriptions = with_terms(tx, std::mem::take(&mut rows.data)).await?;
    Ok(rows.with(subscriptions))
}

async fn with_terms(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<Subscription>, Error> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let terms = terms_of(tx, &ids).await?;
    let mut of: HashMap<SubscriptionId, Vec<term::Model>> = HashMap::new();
    for term in terms {
        of.entry(term.subscription_id).or_default().push(term);
    }
    let view = |row: Model| {
        let terms = of.remove(&row.id).unwrap_or_default();
        let terms = terms.iter().map(|term| SubscriptionTerm::new(term, row.currency, &row.pauses));
        let terms = terms.collect::<Result<_, _>>()?;
        Subscription::new(row, terms)
    };
    rows.into_iter().map(view).collect()
}

/// The terms of these subscriptions as they were bought, the first first.
pub(super) async fn terms_of(
    tx: &WorkspaceTx,
    ids: &[SubscriptionId],
) -> Result<Vec<term::Model>, Error> {
    let terms = tx.find::<term::Entity>();
    let terms = terms.filter(term::Column::SubscriptionId.is_in(ids.iter().copied()));
    Ok(terms.order_by_asc(term::Column::Number).all(&tx.db).await?)
}

pub async fn get(tx: &WorkspaceTx, id: SubscriptionId) -> Result<Subscription, Error> {
    tx.require(Grant::CustomersRead)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let rows = vec![row.ok_or_else(|| Error::not_found("subscription"))?];
    let mut seen = with_terms(tx, rows).await?;
    seen.pop().ok_or_else(|| Error::not_found("subscription"))
}

pub async fn create(tx: &WorkspaceTx, input: NewSubscription) -> Result<Subscription, Error> {
    tx.require(Grant::CustomersWrite)?;
    let settings = settings::of_workspace(tx).await?;
    let mut findings = Findings::of(&input);
    if !account::exists(tx, input.account_id).await? {
        findings.add(FieldError::new("/account_id", "not_found"));
    }
    let terms = offered(tx, Some(input.account_id), input.plan_id, input.annual_fee).await?;
    let (plan, fee) = (terms.plan, terms.fee);
    findings.extend(terms.errors);
    let starts_on = input.starts_on.unwrap_or_else(|| settings.today(tx));
    let term_months = input.term_months.or(plan.map(|plan| plan.term_months)).unwrap_or(12);
    let renews_on = rules::term_end(starts_on, term_months);
    if renews_on.is_none() && input.starts_on.is_some() {
        findings.add(FieldError::new("/starts_on", "out_of_range"));
    }
    findings.finish()?;
    let fee = fee.unwrap_or(Money::zero(settings.currency));
    let row = Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        account_id: input.account_id,
        plan_id: input.plan_id,
        external_id: input::text(input.external_id),
        state: rules::state_on(settings.today(tx), starts_on, None, &Pauses::default()),
        starts_on,
        term_months,
        months_bought: term_months,
        renews_on: renews_on.unwrap_or(starts_on),
        annual_fee: fee.amount(),
        fees: Fees::of(starts_on, fee.amount()),
        pauses: Pauses::default(),
        currency: fee.currency(),
        mrr: 0,
        seats: input.seats,
        ended_on: None,
        end_reason: None,
        end_note: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    };
    let inserted = row.into_active_model().reset_all().insert(&tx.db).await;
    let row = inserted.or_conflict("subscription", "/external_id")?;
    add_term(tx, &row, 1, (row.starts_on, row.renews_on)).await?;
    settle::on(tx, settings.zone, &row).await?;
    let (subscription_id, account_id) = (row.id, row.account_id);
    tx.record(DomainEvent::SubscriptionCreated { subscription_id, account_id }).await?;
    standing::refresh(tx, account_id).await?;
    get_back(tx, row.id).await
}

async fn add_term(
    tx: &WorkspaceTx,
    row: &Model,
    number: i32,
    (starts_on, ends_on): (NaiveDate, NaiveDate),
) -> Result<(), Error> {
    let term = term::Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        subscription_id: row.id,
        number,
        plan_id: row.plan_id,
        starts_on,
        ends_on,
        months: row.term_months,
        annual_fee: row.annual_fee,
        seats: row.seats,
        created_at: tx.now(),
    };
    term.into_active_model().reset_all().insert(&tx.db).await?;
    Ok(())
}

pub async fn update(
    tx: &WorkspaceTx,
    id: SubscriptionId,
    patch: SubscriptionPatch,
) -> Result<Subscription, Error> {
    let before = load_to_change(tx, id).await?;
    let mut findings = Findings::of(&patch);
    findings.extend(check_plan(tx, patch.plan_id.value().copied()).await?);
    if let Some(fee) = patch.annual_fee {
        findings.keep(fee_of(Some(fee), None));
        findings.extend(same_currency(&before, fee));
    }
    findings.finish()?;
    let mut row = before.clone();
    patch.plan_id.apply(&mut row.plan_id);
    input::patched(patch.external_id).apply(&mut row.external_id);
    patch.seats.apply(&mut row.seats);
    if let Some(fee) = patch.annual_fee {
        row.annual_fee = fee.amount();
        row.fees.change(settings::of_workspace(tx).await?.today(tx), fee.amount());
    }
    if row == before {
        return get_back(tx, id).await;
    }
    let row = store(tx, row).await?;
    let changes = Changes::between(
        &Subscription::new(before, vec![])?,
        &Subscription::new(row.clone(), vec![])?,
    );
    let account_id = row.account_id;
    let event = DomainEvent::SubscriptionUpdated { subscription_id: id, account_id };
    tx.record_change(event, changes).await?;
    standing::refresh(tx, account_id).await?;
    get_back(tx, id).await
}

async fn check_plan(tx: &WorkspaceTx, id: Option<PlanId>) -> Result<Option<FieldError>, Error> {
    match id {
        Some(id) if plan::find(tx, id).await?.is_none() => {
            Ok(Some(FieldError::new("/plan_id", "not_found")))
        }
        _ => Ok(None),
    }
}

/// Buys the next term, from the end of the one before. Its fee holds from its first day on.
pub async fn renew(
    tx: &WorkspaceTx,
    id: SubscriptionId,
    input: RenewSubscription,
) -> Result<Subscription, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.ended_on.is_some() {
        return Err(Error::wrong_state(
            "the subscription ended or is about to",
            "该订阅已终止或即将终止",
        ));
    }
    let mut findings = Findings::of(&input);
    findings.extend(check_plan(tx, input.plan_id).await?);
    if let Some(fee) = input.annual_fee {
        findings.keep(fee_of(Some(fee), None));
        findings.extend(same_currency(&row, fee));
    }
    findings.finish()?;
    let fee_from = row.renews_on;
    let out_of_range = || Error::invalid_field("/term_months", "out_of_range");
    let bought = |row: &Model| rules::term_end(row.starts_on, row.months_bought);
    let starts_on = bought(&row).ok_or_else(out_of_range)?;
    row.term_months = input.term_months.unwrap_or(row.term_months);
    row.months_bought += row.term_months;
    let ends_on = bought(&row).ok_or_else(out_of_range)?;
    row.renews_on = row.pauses.moved(ends_on).ok_or_else(out_of_range)?;
    row.plan_id = input.plan_id.or(row.plan_id);
    row.seats = input.seats.or(row.seats);
    let settings = settings::of_workspace(tx).await?;
    let fee = input.annual_fee.map_or(row.annual_fee, Money::amount);
    row.fees.change(fee_from, fee);
    row.annual_fee = row.fees.on(settings.today(tx));
    let row = store(tx, row).await?;
    settle::on(tx, settings.zone, &row).await?;
    let last = tx.find::<term::Entity>().filter(term::Column::SubscriptionId.eq(id));
    let last = last.order_by_desc(term::Column::Number).one(&tx.db).await?;
    let number = last.map_or(1, |last| last.number + 1);
    add_term(tx, &Model { annual_fee: fee, ..row.clone() }, number, (starts_on, ends_on)).await?;
    let account_id = row.account_id;
    tx.record(DomainEvent::SubscriptionRenewed { subscription_id: id, account_id }).await?;
    standing::refresh(tx, account_id).await?;
    get_back(tx, id).await
}

/// Ends a subscription today, on a day of the past, or on one to come.
pub async fn end(
    tx: &WorkspaceTx,
    id: SubscriptionId,
    input: EndSubscription,
) -> Result<Subscription, Error> {
    let mut row = load_to_change(tx, id).await?;
    if row.state == SubscriptionState::Ended {
        return Err(Error::wrong_state("the subscription has ended", "该订阅已终止"));
    }
    let settings = settings::of_workspace(tx).await?;
    let ended_on = input.ended_on.unwrap_or_else(|| settings.today(tx));
    let mut findings = Findings::of(&input);
    if ended_on < row.starts_on {
        findings.add(FieldError::new("/ended_on", "before_start"));
    }
    findings.finish()?;
    let pauses = row.pauses.clone().until(ended_on);
    pause::put(&mut row, &terms_of(tx, &[id]).await?, pauses)
        .ok_or_else(|| Error::invalid_field("/ended_on", "out_of_range"))?;
    row.ended_on = Some(ended_on);
    row.end_reason = Some(input.reason);
    row.end_note = input::text(input.note);
    let row = store_as_of(tx, row, settings).await?;
    settle::on(tx, settings.zone, &row).await?;
    let (account_id, reason) = (row.account_id, Some(input.reason.as_str().to_owned()));
    tx.record(DomainEvent::SubscriptionEnded { subscription_id: id, account_id, reason }).await?;
    standing::refresh(tx, account_id).await?;
    get_back(tx, id).await
}

pub(super) async fn store_as_of(
    tx: &WorkspaceTx,
    mut row: Model,
    of: Settings,
) -> Result<Model, Error> {
    row.state = rules::state_on(of.today(tx), row.starts_on, row.ended_on, &row.pauses);
    store(tx, row).await
}

async fn store(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    row.updated_at = tx.now();
    row.version += 1;
    let row: subscription::ActiveModel = row.into_active_model().reset_all();
    row.update(&tx.db).await.or_conflict("subscription", "/external_id")
}

pub(super) async fn load_to_change(tx: &WorkspaceTx, id: SubscriptionId) -> Result<Model, Error> {
    tx.require(Grant::CustomersWrite)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("subscription"))?;
    tx.expect_version(row.version)?;
    Ok(row)
}

/// After a change, whose caller may be allowed to write without being allowed to read.
pub(super) async fn get_back(tx: &WorkspaceTx, id: SubscriptionId) -> Result<Subscription, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let mut seen = with_terms(tx, row.into_iter().collect()).await?;
    seen.pop().ok_or_else(|| Error::not_found("subscription"))
}
