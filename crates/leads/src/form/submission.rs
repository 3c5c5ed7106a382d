use super::{input::ATTRIBUTE, service::load};
use crate::{
    entity::{
        lead,
        lead_form_submission::{Column, Entity, Model},
    },
    lead::Consent,
    pool,
    words::SubmissionOutcome,
};
use chrono::{DateTime, Utc};
use customers::input::masked_wechat;
use kernel::{
    Error, Grant, WorkspaceTx,
    ids::{FormSubmissionId, LeadFormId, LeadId},
    page::{Keyset, Page, PageRequest, Sort},
};
use sea_orm::{ColumnTrait, QueryFilter};
use serde::Serialize;
use serde_json::Value;
use std::collections::HashSet;
use utoipa::ToSchema;

/// No phone number has fewer.
const FEWEST_DIGITS: usize = 7;

/// What a visitor sent, and what became of it. The answers that reach somebody are masked without `leads:contact`, and as
/// long as their lead is in a public pool.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FormSubmission {
    pub id: FormSubmissionId,
    pub form_id: LeadFormId,
    pub lead_id: Option<LeadId>,
    pub outcome: SubmissionOutcome,
    /// Field → answer.
    #[schema(value_type = std::collections::HashMap<String, String>)]
    pub answers: Value,
    pub consent: Option<Consent>,
    /// Until when their visitor can confirm it; null where nothing has to be confirmed.
    pub confirm_by: Option<DateTime<Utc>>,
    /// When their visitor confirmed it.
    pub confirmed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

impl FormSubmission {
    fn new(row: Model, clear: bool, now: DateTime<Utc>) -> Self {
        let is_late =
            row.outcome == SubmissionOutcome::Pending && row.confirm_by.is_some_and(|by| by <= now);
        Self {
            id: row.id,
            form_id: row.form_id,
            lead_id: row.lead_id,
            outcome: if is_late { SubmissionOutcome::Expired } else { row.outcome },
            answers: if clear { row.answers } else { masked(row.answers) },
            consent: row.consent,
            confirm_by: row.confirm_by,
            confirmed_at: row.confirmed_at,
            created_at: row.created_at,
        }
    }
}

/// Answers are as they were typed, so only their first letter is shown; so is any text that holds a number or an address.
fn masked(answers: Value) -> Value {
    let Value::Object(mut answers) = answers else { return answers };
    for (key, answer) in &mut answers {
        let hidden = matches!(key.as_str(), "phone" | "email" | "wechat" | "message")
            || key.starts_with(ATTRIBUTE);
        if let Some(text) = answer.as_str()
            && (hidden || tells_contact(text))
        {
            *answer = masked_wechat(text).into();
        }
    }
    Value::Object(answers)
}

/// Whether a text may hold a phone number, however it is parted, or an address.
fn tells_contact(text: &str) -> bool {
    let mut digits = 0;
    let holds_number = text.chars().any(|letter| {
        match letter {
            _ if letter.is_numeric() => digits += 1,
            ' ' | '-' | '.' | '(' | ')' | '/' | '+' | '\u{3000}' => {}
            _ => digits = 0,
        }
        digits >= FEWEST_DIGITS
    });
    holds_number || text.contains(['@', '＠'])
}

/// What was sent with a form, newest first.
pub async fn list_submissions(
    tx: &WorkspaceTx,
    form_id: LeadFormId,
    page: &PageRequest,
) -> Result<Page<FormSubmission>, Error> {
    tx.require(Grant::LeadsRead)?;
    load(tx, form_id).await?;
    let keyset = Keyset {
        sorts: &[Sort::by("created_at", Column::CreatedAt)],
        default_sort: "-created_at",
        id: Column::Id,
        filter: form_id.to_string(),
    };
    let clear = tx.allows(Grant::LeadsContact);
    let select = tx.find::<Entity>().filter(Column::FormId.eq(form_id));
    let rows = keyset.page(tx, select, page).await?;
    let concealed = concealed(tx, &rows.data).await?;
    Ok(rows.map(|row| {
        let clear = clear && row.lead_id.is_none_or(|lead| !concealed.contains(&lead));
        FormSubmission::new(row, clear, tx.now())
    }))
}

/// The leads of these submissions whose contact data is kept back until somebody takes them.
async fn concealed(tx: &WorkspaceTx, rows: &[Model]) -> Result<HashSet<LeadId>, Error> {
    let ids: Vec<LeadId> = rows.iter().filter_map(|row| row.lead_id).collect();
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let leads = tx.find::<lead::Entity>().filter(lead::Column::Id.is_in(ids)).all(&tx.db).await?;
    let concealed = leads.iter().filter(|lead| pool::is_concealed(tx, lead));
    Ok(concealed.map(|lead| lead.id).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_holds_a_number_or_an_address_is_known_for_it() {
        for (text, expected) in [
            ("请打 138 0000 1234", true),
            ("１３８００００１２３４", true),
            ("(021) 6123-4567", true),
            ("a@b.cn", true),
            ("3 家门店，2026 年 5 月开业", false),
            ("12 people, 3 shops", false),
            ("杭州", false),
        ] {
            assert_eq!(tells_contact(text), expected, "{text}");
        }
    }
}
