use super::{input::ATTRIBUTE, service::load};
use crate::{
    entity::lead_form_submission::{Column, Entity, Model},
    lead::Consent,
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
use utoipa::ToSchema;

/// What a visitor sent, and what became of it. Without `leads:contact` the answers that reach somebody are masked.
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
    pub created_at: DateTime<Utc>,
}

impl FormSubmission {
    fn new(row: Model, clear: bool) -> Self {
        Self {
            id: row.id,
            form_id: row.form_id,
            lead_id: row.lead_id,
            outcome: row.outcome,
            answers: if clear { row.answers } else { masked(row.answers) },
            consent: row.consent,
            created_at: row.created_at,
        }
    }
}

/// Answers are as they were typed, so only their first letter is shown; free text may hold a number as well.
fn masked(answers: Value) -> Value {
    let Value::Object(mut answers) = answers else { return answers };
    for (key, answer) in &mut answers {
        let hidden = matches!(key.as_str(), "phone" | "email" | "wechat" | "message")
            || key.starts_with(ATTRIBUTE);
        if hidden && let Some(text) = answer.as_str() {
            *answer = masked_wechat(text).into();
        }
    }
    Value::Object(answers)
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
    Ok(rows.map(|row| FormSubmission::new(row, clear)))
}
