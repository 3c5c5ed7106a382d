//! Drafting quotes, and finding them.

use super::{
    NewQuote, PreviewQuote, Quote, QuotePatch, QuotePreview, QuoteStatus,
    input::read_lines,
    number,
    view::{priced, view, views},
};
use crate::{
    entity::{
        lead,
        quote::{Column, Entity, Model},
    },
    lead::load as load_lead,
    pool,
};
use chrono::{Datelike as _, Days, NaiveDate};
use customers::{input, settings};
use jobs::{DomainEvent, Record as _};
use kernel::{
    Changes, Error, FieldError, Findings, Grant, WorkspaceTx,
    ids::{LeadId, QuoteId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel, QueryFilter, QuerySelect};

/// How long a quote is valid where nobody says otherwise.
const VALID_FOR: Days = Days::new(30);
/// Longer than any other text of the recipient, of which a lead's may be.
const LONGEST_NAME: usize = 200;

/// The quotes of a lead, newest first.
pub async fn list(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    page: &PageRequest,
) -> Result<Page<Quote>, Error> {
    tx.require(Grant::LeadsRead)?;
    load_lead(tx, lead_id).await?;
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: lead_id.to_string(),
    };
    let select = tx.find::<Entity>().filter(Column::LeadId.eq(lead_id));
    let mut rows = keyset.page(tx, select, page).await?;
    let data = std::mem::take(&mut rows.data);
    Ok(rows.with(views(tx, data).await?))
}

pub async fn get(tx: &WorkspaceTx, id: QuoteId) -> Result<Quote, Error> {
    tx.require(Grant::LeadsRead)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    view(tx, row.ok_or_else(|| Error::not_found("quote"))?).await
}

/// What lines cost, before anything is saved.
pub async fn preview(tx: &WorkspaceTx, input: PreviewQuote) -> Result<QuotePreview, Error> {
    tx.require(Grant::LeadsWrite)?;
    let currency = settings::of_workspace(tx).await?.currency;
    let mut findings = Findings::of(&input);
    let lines = read_lines(tx, &mut findings, currency, input.lines.0, true).await?;
    findings.finish()?;
    let (lines, totals) = priced(currency, &lines)?;
    Ok(QuotePreview { currency, lines, totals })
}

/// Drafts a quote for a lead. It has its number from now on.
pub async fn create(tx: &WorkspaceTx, lead_id: LeadId, input: NewQuote) -> Result<Quote, Error> {
    tx.require(Grant::LeadsWrite)?;
    let lead = load_lead(tx, lead_id).await?;
    refuse_closed(tx, &lead)?;
    let settings = settings::of_workspace(tx).await?;
    let today = settings.today(tx);
    let mut findings = Findings::of(&input);
    let valid_until = input.valid_until.unwrap_or(today + VALID_FOR);
    check_day(&mut findings, today, valid_until);
    let lines = read_lines(tx, &mut findings, settings.currency, input.lines.0, false).await?;
    findings.finish()?;
    let locale = match input.locale {
        Some(locale) => locale,
        None => settings::locale(tx).await?,
    };
    let cut = |text: String| text.chars().take(LONGEST_NAME).collect();
    let row = Model {
        recipient_name: input::text(input.recipient_name).or_else(|| lead.name.map(cut)),
        recipient_company: input::text(input.recipient_company).or_else(|| lead.company.map(cut)),
        terms: input::text(input.terms),
        lines,
        valid_until,
        ..blank(tx, lead_id, today, settings.currency, locale.to_string())
    };
    insert(tx, row).await
}

/// A draft that says nothing yet.
pub(super) fn blank(
    tx: &WorkspaceTx,
    lead_id: LeadId,
    today: NaiveDate,
    currency: kernel::money::Currency,
    locale: String,
) -> Model {
    Model {
        id: tx.new_id(),
        workspace_id: tx.workspace(),
        lead_id,
        year: today.year(),
        sequence: 0,
        status: QuoteStatus::Draft,
        replaces_id: None,
        recipient_name: None,
        recipient_company: None,
        locale,
        currency,
        lines: super::Lines::default(),
        valid_until: today + VALID_FOR,
        terms: None,
        nonce: None,
        created_by_id: tx.caller.member(),
        sent_at: None,
        first_seen_at: None,
        answered_at: None,
        answered_by_name: None,
        answered_by_id: None,
        answer_reason: None,
        withdrawn_at: None,
        account_id: None,
        created_at: tx.now(),
        updated_at: tx.now(),
        version: 1,
    }
}

/// Gives a draft its number and keeps it.
pub(super) async fn insert(tx: &WorkspaceTx, mut row: Model) -> Result<Quote, Error> {
    row.sequence = number::next(tx, row.year).await?;
    let row = row.into_active_model().reset_all().insert(&tx.db).await?;
    let (quote_id, lead_id, number) = told(&row);
    tx.record(DomainEvent::QuoteCreated { quote_id, lead_id, number }).await?;
    view(tx, row).await
}

/// Changes a draft.
pub async fn update(tx: &WorkspaceTx, id: QuoteId, patch: QuotePatch) -> Result<Quote, Error> {
    tx.require(Grant::LeadsWrite)?;
    let before = load_for_change(tx, id).await?;
    if before.status != QuoteStatus::Draft {
        return Err(Error::wrong_state(
            "the quote is no draft any more; revise it instead",
            "该报价单已不是草稿，请改用“修订”",
        ));
    }
    let today = settings::of_workspace(tx).await?.today(tx);
    let mut findings = Findings::of(&patch);
    let mut after = before.clone();
    if let Some(day) = patch.valid_until {
        check_day(&mut findings, today, day);
        after.valid_until = day;
    }
    if let Some(lines) = patch.lines {
        after.lines = read_lines(tx, &mut findings, after.currency, lines.0, false).await?;
    }
    findings.finish()?;
    input::patched(patch.recipient_name).apply(&mut after.recipient_name);
    input::patched(patch.recipient_company).apply(&mut after.recipient_company);
    input::patched(patch.terms).apply(&mut after.terms);
    if let Some(locale) = patch.locale {
        after.locale = locale.to_string();
    }
    if after == before {
        return view(tx, before).await;
    }
    let was = view(tx, before).await?;
    let (quote_id, lead_id, number) = told(&after);
    let quote = view(tx, save(tx, after).await?).await?;
    let changes = Changes::between(&was, &quote);
    tx.record_change(DomainEvent::QuoteUpdated { quote_id, lead_id, number }, changes).await?;
    Ok(quote)
}

fn check_day(findings: &mut Findings, today: NaiveDate, day: NaiveDate) {
    if day < today {
        findings.add(FieldError::new("/valid_until", "in_the_past"));
    }
}

/// Nobody is offered anything who is out of reach.
pub(super) fn refuse_closed(tx: &WorkspaceTx, lead: &lead::Model) -> Result<(), Error> {
    if lead.merged_into_id.is_some() {
        return Err(Error::wrong_state(
            "the lead was merged into another one",
            "该线索已合并到其他线索",
        ));
    }
    if lead.archived_at.is_some() {
        return Err(Error::wrong_state("the lead is archived", "该线索已归档"));
    }
    pool::refuse_unclaimed(tx, lead)
}

/// What events say of a quote.
pub(super) fn told(row: &Model) -> (QuoteId, LeadId, String) {
    (row.id, row.lead_id, number::written(row.year, row.sequence))
}

/// Held until the transaction ends, so that of two answers one is the first.
pub(super) async fn load_for_change(tx: &WorkspaceTx, id: QuoteId) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let row = row.ok_or_else(|| Error::not_found("quote"))?;
    tx.expect_version(row.version)?;
    Ok(row)
}

pub(super) async fn save(tx: &WorkspaceTx, mut row: Model) -> Result<Model, Error> {
    row.version += 1;
    row.updated_at = tx.now();
    Ok(row.into_active_model().reset_all().update(&tx.db).await?)
}
