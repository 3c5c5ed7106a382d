//! A quote leaves the house, is taken back, or is written anew.
//!
//! The token of its link is made of the row's id and nonce and the installation's secret, so nothing that opens it is
//! stored, and a quote without a nonce has no link.

use super::{
    Quote, QuoteStatus,
    service::{blank, insert, load_for_change, refuse_closed, save, told},
    view::{status_on, view},
};
use crate::{
    entity::quote::{Column, Entity, Model},
    lead::load as load_lead,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use customers::settings;
use identity::link_token;
use jobs::{DomainEvent, Record as _};
use kernel::{Error, FieldError, Findings, Grant, Secret, WorkspaceTx, ids::QuoteId};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

pub(super) const PURPOSE: &str = "quote";

/// The token of its link, if it has one.
pub(super) fn token_of(secret: &Secret, row: &Model) -> Option<String> {
    let nonce = row.nonce.as_deref()?;
    Some(link_token::make(PURPOSE, row.id.uuid(), nonce, secret))
}

/// Sends a draft: its link works from now on, and what it says stays. The quote that it replaces is withdrawn.
pub async fn send(tx: &WorkspaceTx, id: QuoteId) -> Result<Quote, Error> {
    tx.require(Grant::LeadsWrite)?;
    let mut row = load_for_change(tx, id).await?;
    if row.status != QuoteStatus::Draft {
        return Err(Error::wrong_state("only a draft can be sent", "只有草稿可以发出"));
    }
    refuse_closed(tx, &load_lead(tx, row.lead_id).await?)?;
    let today = settings::of_workspace(tx).await?.today(tx);
    let mut findings = Findings::default();
    if row.lines.0.is_empty() {
        findings.add(FieldError::new("/lines", "too_few").with("min", 1));
    }
    if row.valid_until < today {
        findings.add(FieldError::new("/valid_until", "in_the_past"));
    }
    findings.finish()?;
    if let Some(old) = row.replaces_id {
        replace(tx, old).await?;
    }
    let mut nonce = [0; 16];
    tx.random().fill(&mut nonce);
    row.nonce = Some(URL_SAFE_NO_PAD.encode(nonce));
    row.status = QuoteStatus::Sent;
    row.sent_at = Some(tx.now());
    let saved = save(tx, row).await?;
    let (quote_id, lead_id, number) = told(&saved);
    tx.record(DomainEvent::QuoteSent { quote_id, lead_id, number }).await?;
    view(tx, saved).await
}

/// Withdraws the old quote, if it waits for an answer; one that was accepted meanwhile can't be replaced.
async fn replace(tx: &WorkspaceTx, id: QuoteId) -> Result<(), Error> {
    let old = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    match old {
        Some(old) if old.status == QuoteStatus::Accepted => Err(Error::wrong_state(
            "the quote that it replaces was accepted meanwhile",
            "被替换的报价单已被接受",
        )),
        Some(old) if old.status == QuoteStatus::Sent => take_back(tx, old).await.map(drop),
        _ => Ok(()),
    }
}

/// Takes a draft or a sent quote back. Its link leads nowhere any more.
pub async fn withdraw(tx: &WorkspaceTx, id: QuoteId) -> Result<Quote, Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = load_for_change(tx, id).await?;
    if !matches!(row.status, QuoteStatus::Draft | QuoteStatus::Sent) {
        return Err(Error::wrong_state(
            "the quote was answered or withdrawn already",
            "该报价单已有答复或已撤回",
        ));
    }
    let saved = take_back(tx, row).await?;
    view(tx, saved).await
}

async fn take_back(tx: &WorkspaceTx, row: Model) -> Result<Model, Error> {
    let (status, withdrawn_at) = (QuoteStatus::Withdrawn, Some(tx.now()));
    let saved = save(tx, Model { status, withdrawn_at, nonce: None, ..row }).await?;
    let (quote_id, lead_id, number) = told(&saved);
    tx.record(DomainEvent::QuoteWithdrawn { quote_id, lead_id, number }).await?;
    Ok(saved)
}

/// Drafts a new quote that says the same, to be changed and sent in place of the old one, which stands until then.
pub async fn revise(tx: &WorkspaceTx, id: QuoteId) -> Result<Quote, Error> {
    tx.require(Grant::LeadsWrite)?;
    let old = load_for_change(tx, id).await?;
    let settings = settings::of_workspace(tx).await?;
    let today = settings.today(tx);
    if matches!(status_on(&old, today), QuoteStatus::Draft | QuoteStatus::Accepted) {
        return Err(Error::wrong_state(
            "a draft is changed directly, and what was accepted stays",
            "草稿可直接修改，已接受的报价单不能修订",
        ));
    }
    refuse_closed(tx, &load_lead(tx, old.lead_id).await?)?;
    let new = blank(tx, old.lead_id, today, old.currency, old.locale);
    let row = Model {
        replaces_id: Some(old.id),
        recipient_name: old.recipient_name,
        recipient_company: old.recipient_company,
        lines: old.lines,
        terms: old.terms,
        ..new
    };
    insert(tx, row).await
}
