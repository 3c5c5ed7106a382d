use crate::{
    account::values,
    affiliation::DecisionRole,
    attribute::Values,
    entity::{affiliation, person::Model},
    input,
    subject::Labels,
};
use chrono::{DateTime, Utc};
use kernel::{
    Grant, WorkspaceTx,
    ids::{AccountId, PersonId},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A person's part in an account, seen from the person.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PersonAffiliation {
    pub account_id: AccountId,
    /// The account's name.
    pub name: Option<String>,
    pub role: DecisionRole,
    /// What they are called there.
    pub title: Option<String>,
    /// What matters to them in buying.
    pub concern: Option<String>,
    /// How much they have to say, 0 to 3.
    pub say: i32,
    pub is_primary: bool,
}

impl PersonAffiliation {
    pub(super) fn new(row: affiliation::Model, labels: &Labels) -> Self {
        Self {
            account_id: row.account_id,
            name: labels.of(row.account_id),
            role: row.role,
            title: row.title,
            concern: row.concern,
            say: row.say,
            is_primary: row.is_primary,
        }
    }
}

/// A person, as clients see them.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Person {
    pub id: PersonId,
    pub external_id: Option<String>,
    pub name: String,
    /// In E.164; masked for those who may not see contact data.
    #[schema(example = "+8613800001234")]
    pub phone: Option<String>,
    /// Masked for those who may not see contact data.
    pub email: Option<String>,
    /// Masked for those who may not see contact data.
    pub wechat: Option<String>,
    /// Whether contact data is masked in this answer.
    pub contact_masked: bool,
    pub title: Option<String>,
    pub locale: Option<String>,
    pub tags: Vec<String>,
    #[schema(value_type = HashMap<String, Value>)]
    pub attributes: Values,
    /// The accounts they belong to, the primary one first.
    pub accounts: Vec<PersonAffiliation>,
    pub archived_at: Option<DateTime<Utc>>,
    /// The person they were merged into.
    pub merged_into_id: Option<PersonId>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Person {
    /// As this caller may see them, without accounts.
    pub(crate) fn seen_by(tx: &WorkspaceTx, row: Model) -> Self {
        Self::new(row, !tx.allows(Grant::CustomersContact))
    }

    pub(crate) fn new(row: Model, contact_masked: bool) -> Self {
        let (phone, email, wechat) = if contact_masked {
            let wechat = row.wechat.as_deref().map(input::masked_wechat);
            (row.phone.map(|it| it.masked()), row.email.map(|it| it.masked()), wechat)
        } else {
            (row.phone.map(|it| it.to_string()), row.email.map(|it| it.to_string()), row.wechat)
        };
        Self {
            id: row.id,
            external_id: row.external_id,
            name: row.name,
            phone,
            email,
            wechat,
            contact_masked,
            title: row.title,
            locale: row.locale,
            tags: row.tags.0,
            attributes: values(row.attributes),
            accounts: Vec::new(),
            archived_at: row.archived_at,
            merged_into_id: row.merged_into_id,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
