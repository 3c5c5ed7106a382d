//! What the customer says to a quote.

use super::{
    Quote, QuoteStatus,
    service::{load_for_change, save, told},
    view::view,
};
use crate::entity::quote::Model;
use customers::input;
use jobs::{DomainEvent, Record as _};
use kernel::{Error, Findings, Grant, WorkspaceTx, ids::QuoteId};
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;

kernel::words! {
    /// Yes or no to a quote.
    pub enum QuoteDecision { Accepted = "accepted", Declined = "declined" }
}

/// The answer to a quote.
#[derive(Clone, Debug, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct QuoteAnswer {
    /// Yes or no.
    pub decision: QuoteDecision,
    /// Who says so. The customer's page must name somebody.
    #[validate(length(max = 100))]
    #[schema(max_length = 100)]
    pub name: Option<String>,
    /// Why they decline, or what they say to it.
    #[validate(length(max = 2000))]
    #[schema(max_length = 2000)]
    pub reason: Option<String>,
}

/// Enters an answer that the customer gave by word of mouth. It may come after the last day: honouring it is ours to decide.
pub async fn answer(tx: &WorkspaceTx, id: QuoteId, input: QuoteAnswer) -> Result<Quote, Error> {
    tx.require(Grant::LeadsWrite)?;
    let row = load_for_change(tx, id).await?;
    Findings::of(&input).finish()?;
    if row.status != QuoteStatus::Sent {
        return Err(Error::wrong_state(
            "only a sent quote that has no answer yet can be answered",
            "只有已发出且尚无答复的报价单可以登记答复",
        ));
    }
    let saved = keep(tx, row, input).await?;
    view(tx, saved).await
}

pub(super) async fn keep(tx: &WorkspaceTx, row: Model, input: QuoteAnswer) -> Result<Model, Error> {
    let status = match input.decision {
        QuoteDecision::Accepted => QuoteStatus::Accepted,
        QuoteDecision::Declined => QuoteStatus::Declined,
    };
    let saved = Model {
        status,
        answered_at: Some(tx.now()),
        answered_by_name: input::text(input.name),
        answered_by_id: tx.caller.member(),
        answer_reason: input::text(input.reason),
        ..row
    };
    let saved = save(tx, saved).await?;
    let (quote_id, lead_id, number) = told(&saved);
    let event = match input.decision {
        QuoteDecision::Accepted => DomainEvent::QuoteAccepted { quote_id, lead_id, number },
        QuoteDecision::Declined => DomainEvent::QuoteDeclined { quote_id, lead_id, number },
    };
    tx.record(event).await?;
    Ok(saved)
}
