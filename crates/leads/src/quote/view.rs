//! A quote, as operators see it.

use super::{
    Lines, QuoteBilling, QuoteSale, QuoteStatus, QuoteTotals, figures, figures::LineFigures,
    number, sale, send::token_of,
};
use crate::entity::quote::Model;
use chrono::{DateTime, NaiveDate, Utc};
use customers::settings;
use identity::member::{self, MemberRef};
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{AccountId, LeadId, PlanId, QuoteId},
    money::{Currency, Money},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A line of a quote, with what it costs.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct QuoteLine {
    /// The plan that the line is about.
    pub plan_id: Option<PlanId>,
    /// How many seats of the plan they take.
    pub seats: Option<i32>,
    /// What it is.
    pub text: String,
    /// How many of it.
    pub quantity: i32,
    /// What one costs, before the discount.
    pub unit_price: Money,
    /// Whether it is paid once or for each year.
    pub billing: QuoteBilling,
    /// In hundredths of a percent.
    pub discount_basis_points: i32,
    /// Quantity × unit price, before the discount.
    pub list_price: Money,
    /// After the discount, rounded half up to a whole minor unit.
    pub total: Money,
}

/// What lines cost.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct QuotePreview {
    /// Three letters.
    #[schema(value_type = String, example = "CNY")]
    pub currency: Currency,
    /// The lines, with what they cost.
    pub lines: Vec<QuoteLine>,
    /// What they add up to.
    pub totals: QuoteTotals,
}

/// A quote, as operators see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Quote {
    pub id: QuoteId,
    pub lead_id: LeadId,
    /// Counted in each workspace and year.
    #[schema(example = "Q-2026-0001")]
    pub number: String,
    /// Where it stands; `expired` is told when it is read.
    pub status: QuoteStatus,
    /// The quote that is withdrawn when this one is sent.
    pub replaces_id: Option<QuoteId>,
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
    pub lines: Vec<QuoteLine>,
    /// What the lines add up to.
    pub totals: QuoteTotals,
    /// The last day on which it can be accepted, in the workspace's time zone.
    pub valid_until: NaiveDate,
    /// Conditions, or a note to the customer.
    pub terms: Option<String>,
    /// Where the customer reads it, below the installation's public address; null where no link works, and for those
    /// without `leads:write`, as whoever has it may answer.
    #[schema(example = "/q/AY…")]
    pub public_url: Option<String>,
    /// Null where a program drafted it or a member who left.
    pub created_by: Option<MemberRef>,
    /// When it was sent; null for a draft.
    pub sent_at: Option<DateTime<Utc>>,
    /// When the customer first opened the link; null if nobody did.
    pub first_seen_at: Option<DateTime<Utc>>,
    /// When it was accepted or declined; null before.
    pub answered_at: Option<DateTime<Utc>>,
    /// Who answered, by their own word.
    pub answered_by_name: Option<String>,
    /// Who of ours entered the answer; null if it was given on the page.
    pub answered_by: Option<MemberRef>,
    /// Why they declined, or what they said.
    pub answer_reason: Option<String>,
    /// When it was taken back.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// The customer that the lead became by it.
    pub account_id: Option<AccountId>,
    /// What is sold when the lead is converted with it, unless said otherwise.
    pub sale: QuoteSale,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// The lines with what they cost, and what they add up to.
pub(super) fn priced(
    currency: Currency,
    lines: &Lines,
) -> Result<(Vec<QuoteLine>, QuoteTotals), Error> {
    let figures: Vec<LineFigures> =
        lines.0.iter().map(|line| line.figures(currency)).collect::<Result<_, _>>()?;
    let totals = figures::totals(currency, &figures).map_err(Error::internal)?;
    let view = |(line, figures): (&super::input::Line, &LineFigures)| {
        Ok(QuoteLine {
            plan_id: line.plan_id,
            seats: line.seats,
            text: line.text.clone(),
            quantity: line.quantity,
            unit_price: line.price(currency)?,
            billing: line.billing,
            discount_basis_points: line.discount_basis_points,
            list_price: figures.list_price,
            total: figures.total,
        })
    };
    let lines = lines.0.iter().zip(&figures).map(view).collect::<Result<_, Error>>()?;
    Ok((lines, totals))
}

/// Where it stands on a day: one that was sent expires after its last day, without anybody doing anything.
pub(super) fn status_on(row: &Model, today: NaiveDate) -> QuoteStatus {
    if row.status == QuoteStatus::Sent && row.valid_until < today {
        QuoteStatus::Expired
    } else {
        row.status
    }
}

pub(super) async fn view(tx: &WorkspaceTx, row: Model) -> Result<Quote, Error> {
    let view = views(tx, vec![row]).await?.pop();
    view.ok_or_else(|| Error::internal("one row in, none out"))
}

pub(super) async fn views(tx: &WorkspaceTx, rows: Vec<Model>) -> Result<Vec<Quote>, Error> {
    let today = settings::of_workspace(tx).await?.today(tx);
    let named = rows.iter().flat_map(|row| [row.created_by_id, row.answered_by_id]).flatten();
    let members = member::refs(tx, named).await?;
    let may_answer = tx.allows(Grant::LeadsWrite);
    let view = |row: Model| -> Result<Quote, Error> {
        let (lines, totals) = priced(row.currency, &row.lines)?;
        let token = token_of(tx.secret(), &row).filter(|_| may_answer);
        let status = status_on(&row, today);
        Ok(Quote {
            sale: sale::of(&row.lines, &totals),
            lines,
            totals,
            number: number::written(row.year, row.sequence),
            status,
            public_url: token.map(|token| format!("/q/{token}")),
            created_by: row.created_by_id.and_then(|id| members.get(&id).cloned()),
            answered_by: row.answered_by_id.and_then(|id| members.get(&id).cloned()),
            id: row.id,
            lead_id: row.lead_id,
            replaces_id: row.replaces_id,
            recipient_name: row.recipient_name,
            recipient_company: row.recipient_company,
            locale: row.locale,
            currency: row.currency,
            valid_until: row.valid_until,
            terms: row.terms,
            sent_at: row.sent_at,
            first_seen_at: row.first_seen_at,
            answered_at: row.answered_at,
            answered_by_name: row.answered_by_name,
            answer_reason: row.answer_reason,
            withdrawn_at: row.withdrawn_at,
            account_id: row.account_id,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    };
    rows.into_iter().map(view).collect()
}
