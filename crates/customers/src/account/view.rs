use super::LifecycleStage;
use crate::{attribute::Values, entity::account::Model, subject::Labels};
use chrono::{DateTime, NaiveDate, Utc};
use identity::member::MemberRef;
use kernel::{
    Grant, WorkspaceTx,
    ids::{AccountId, MemberId, PlanId},
    money::Money,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What every domain needs to know of an account. Each fact is written only by the domain that owns it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Standing {
    /// Monthly recurring revenue: the annual fees of active subscriptions, divided by twelve. Null without one.
    pub mrr: Option<Money>,
    /// When the first of the active subscriptions is to be renewed.
    pub renews_on: Option<NaiveDate>,
    /// The plan of the largest active subscription.
    pub plan_id: Option<PlanId>,
    pub tier: Option<String>,
    pub health_band: Option<String>,
    pub churn_risk: Option<String>,
}

/// A plan, as far as one who reads a list needs to know it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PlanRef {
    pub id: PlanId,
    pub name: Option<String>,
}

/// A customer company, as clients see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Account {
    pub id: AccountId,
    pub external_id: Option<String>,
    pub name: String,
    pub short_name: Option<String>,
    pub industry: Option<String>,
    pub region: Option<String>,
    pub city: Option<String>,
    pub address: Option<String>,
    pub website: Option<String>,
    /// In E.164; masked for those who may not see contact data.
    #[schema(example = "+862160001234")]
    pub phone: Option<String>,
    /// Whether contact data is masked in this answer.
    pub contact_masked: bool,
    /// How many people work there.
    pub size: Option<i32>,
    pub owner_id: Option<MemberId>,
    /// Only with `include=owner` and on single accounts.
    pub owner: Option<MemberRef>,
    pub lifecycle_stage: LifecycleStage,
    /// Since when it is in that stage.
    pub stage_since: DateTime<Utc>,
    pub tags: Vec<String>,
    #[schema(value_type = HashMap<String, Value>)]
    pub attributes: Values,
    pub standing: Standing,
    /// Only with `include=plan` and on single accounts.
    pub plan: Option<PlanRef>,
    /// People that are contacts of the account.
    pub people_count: i64,
    pub archived_at: Option<DateTime<Utc>>,
    /// The account it was merged into.
    pub merged_into_id: Option<AccountId>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Account {
    /// As this caller may see it.
    pub(crate) fn seen_by(tx: &WorkspaceTx, row: Model) -> Self {
        Self::new(row, !tx.allows(Grant::CustomersContact))
    }

    pub(crate) fn new(row: Model, contact_masked: bool) -> Self {
        let phone = |phone: kernel::phone::Phone| {
            if contact_masked { phone.masked() } else { phone.to_string() }
        };
        let mrr = row.mrr.zip(row.mrr_currency);
        Self {
            id: row.id,
            external_id: row.external_id,
            name: row.name,
            short_name: row.short_name,
            industry: row.industry,
            region: row.region,
            city: row.city,
            address: row.address,
            website: row.website,
            phone: row.phone.map(phone),
            contact_masked,
            size: row.size,
            owner_id: row.owner_id,
            owner: None,
            lifecycle_stage: row.lifecycle_stage,
            stage_since: row.stage_since,
            tags: row.tags.0,
            attributes: values(row.attributes),
            standing: Standing {
                mrr: mrr.and_then(|(amount, currency)| Money::new(amount, currency).ok()),
                renews_on: row.renews_on,
                plan_id: row.plan_id,
                tier: row.tier,
                health_band: row.health_band,
                churn_risk: row.churn_risk,
            },
            plan: None,
            people_count: row.people_count,
            archived_at: row.archived_at,
            merged_into_id: row.merged_into_id,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }

    pub(super) fn with_owner(mut self, labels: &Labels) -> Self {
        self.owner = labels.member(self.owner_id);
        self
    }

    pub(super) fn with_plan(mut self, labels: &Labels) -> Self {
        self.plan = self.standing.plan_id.map(|id| PlanRef { id, name: labels.of(id) });
        self
    }
}

pub(crate) fn values(json: Value) -> Values {
    match json {
        Value::Object(values) => values,
        _ => Values::new(),
    }
}
