//! A quote as the customer reads it, without a credential: whoever has the link.

use super::{
    QuoteAnswer, QuoteBilling, QuoteDecision, QuoteStatus, QuoteTotals,
    answer::keep,
    number,
    send::PURPOSE,
    service::save,
    view::{QuoteLine, priced, status_on},
};
use crate::entity::quote::{Column, Entity, Model};
use chrono::{DateTime, NaiveDate, Utc};
use customers::{input, settings};
use identity::{entity::workspace, link_token};
use kernel::{
    Actor, Caller, Error, Findings, Grants, SystemTx, WorkspaceTx,
    ids::{QuoteId, WorkspaceId},
    money::{Currency, Money},
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use serde::Serialize;
use utoipa::ToSchema;
use validator::Validate as _;

/// A line of a quote, as the customer reads it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PublicQuoteLine {
    /// What it is.
    pub text: String,
    /// How many seats they take.
    pub seats: Option<i32>,
    /// How many of it.
    pub quantity: i32,
    /// What one costs, before the discount.
    pub unit_price: Money,
    /// Whether it is paid once or for each year.
    pub billing: QuoteBilling,
    /// In hundredths of a percent.
    pub discount_basis_points: i32,
    /// After the discount.
    pub total: Money,
}

impl From<QuoteLine> for PublicQuoteLine {
    fn from(line: QuoteLine) -> Self {
        Self {
            text: line.text,
            seats: line.seats,
            quantity: line.quantity,
            unit_price: line.unit_price,
            billing: line.billing,
            discount_basis_points: line.discount_basis_points,
            total: line.total,
        }
    }
}

/// A quote, as the customer reads it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PublicQuote {
    /// Who offers.
    pub seller: String,
    /// What people call it by.
    #[schema(example = "Q-2026-0001")]
    pub number: String,
    /// `sent`, `accepted`, `declined` or `expired`.
    pub status: QuoteStatus,
    /// For whom it is.
    pub recipient_name: Option<String>,
    /// Their company.
    pub recipient_company: Option<String>,
    /// `zh-CN` or `en`.
    pub locale: String,
    /// Three letters.
    #[schema(value_type = String, example = "CNY")]
    pub currency: Currency,
    /// What is offered, with what it costs.
    pub lines: Vec<PublicQuoteLine>,
    /// What the lines add up to.
    pub totals: QuoteTotals,
    /// The day on which it was sent, in the seller's time zone.
    pub sent_on: Option<NaiveDate>,
    /// The last day on which it can be accepted, in the seller's time zone.
    pub valid_until: NaiveDate,
    /// Conditions, or a note to the customer.
    pub terms: Option<String>,
    /// When it was accepted or declined; null before.
    pub answered_at: Option<DateTime<Utc>>,
    /// Who answered, by their own word.
    pub answered_by_name: Option<String>,
}

/// The quote that a link leads to, and the workspace that it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct FoundQuote {
    workspace_id: WorkspaceId,
    id: QuoteId,
}

impl FoundQuote {
    /// The customer's place in the workspace: with no grant at all.
    pub fn caller(self, request_id: String) -> Caller {
        Caller {
            workspace: self.workspace_id,
            actor: Actor::Visitor,
            grants: Grants::NONE,
            request_id,
            expected_version: None,
        }
    }
}

/// The quote behind a token. One that was made up, and one of a quote that was withdrawn, are equally unknown.
pub async fn find(tx: &SystemTx, token: &str) -> Result<FoundQuote, Error> {
    let unknown = || Error::not_found("quote");
    let id = link_token::row_of(token).ok_or_else(unknown)?;
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).one(&tx.db).await?;
    let row = row.ok_or_else(unknown)?;
    let opens = row
        .nonce
        .as_deref()
        .is_some_and(|nonce| link_token::opens(PURPOSE, token, row.id.uuid(), nonce, tx.secret()));
    if !opens {
        return Err(unknown());
    }
    Ok(FoundQuote { workspace_id: row.workspace_id, id: row.id })
}

/// The quote that an answer is meant for, once the answer has a shape: that is told whatever the token.
pub async fn find_to_answer(
    tx: &SystemTx,
    token: &str,
    input: &QuoteAnswer,
) -> Result<FoundQuote, Error> {
    input.validate()?;
    find(tx, token).await
}

/// What the customer reads, for a visitor's transaction in the workspace.
pub async fn read(tx: &WorkspaceTx, found: FoundQuote) -> Result<PublicQuote, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(found.id)).one(&tx.db).await?;
    public_view(tx, row.ok_or_else(|| Error::not_found("quote"))?).await
}

/// Notes that the customer has seen it, the first time.
pub async fn see(tx: &WorkspaceTx, found: FoundQuote) -> Result<(), Error> {
    let mut row = load(tx, found).await?;
    if row.first_seen_at.is_none() {
        row.first_seen_at = Some(tx.now());
        save(tx, row).await?;
    }
    Ok(())
}

/// Takes the customer's answer. Giving the same one again has no second effect and the same answer.
pub async fn answer(
    tx: &WorkspaceTx,
    found: FoundQuote,
    input: QuoteAnswer,
) -> Result<PublicQuote, Error> {
    let mut findings = Findings::of(&input);
    let name = input.name.as_deref().unwrap_or_default();
    findings.keep(input::required("/name", name));
    findings.finish()?;
    let row = load(tx, found).await?;
    let today = settings::of_workspace(tx).await?.today(tx);
    match (status_on(&row, today), input.decision) {
        (QuoteStatus::Sent, _) => public_view(tx, keep(tx, row, input).await?).await,
        (QuoteStatus::Accepted, QuoteDecision::Accepted)
        | (QuoteStatus::Declined, QuoteDecision::Declined) => public_view(tx, row).await,
        (QuoteStatus::Expired, _) => {
            Err(Error::wrong_state("the quote has expired", "该报价单已过有效期"))
        }
        _ => Err(Error::wrong_state("the quote was answered already", "该报价单已有答复")),
    }
}

async fn load(tx: &WorkspaceTx, found: FoundQuote) -> Result<Model, Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(found.id));
    let row = row.lock_exclusive().one(&tx.db).await?;
    // It may have been withdrawn since the link was looked up.
    row.filter(|row| row.nonce.is_some()).ok_or_else(|| Error::not_found("quote"))
}

async fn public_view(tx: &WorkspaceTx, row: Model) -> Result<PublicQuote, Error> {
    let seller = tx.find::<workspace::Entity>().one(&tx.db).await?;
    let seller = seller.ok_or_else(|| Error::not_found("workspace"))?.name;
    let settings = settings::of_workspace(tx).await?;
    let (lines, totals) = priced(row.currency, &row.lines)?;
    Ok(PublicQuote {
        seller,
        number: number::written(row.year, row.sequence),
        status: status_on(&row, settings.today(tx)),
        recipient_name: row.recipient_name,
        recipient_company: row.recipient_company,
        locale: row.locale,
        currency: row.currency,
        lines: lines.into_iter().map(PublicQuoteLine::from).collect(),
        totals,
        sent_on: row.sent_at.map(|at| settings.zone.day_of(at)),
        valid_until: row.valid_until,
        terms: row.terms,
        answered_at: row.answered_at,
        answered_by_name: row.answered_by_name,
    })
}
