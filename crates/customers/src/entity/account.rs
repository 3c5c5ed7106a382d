use crate::{account::LifecycleStage, tags::Tags};
use kernel::ids::{AccountId, MemberId, PlanId, WorkspaceId};
use kernel::{money::Currency, phone::Phone};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A customer company.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountId,
    pub workspace_id: WorkspaceId,
    pub external_id: Option<String>,
    pub name: String,
    /// The name without what companies of one name differ in, for finding duplicates.
    pub name_key: String,
    pub short_name: Option<String>,
    pub industry: Option<String>,
    pub region: Option<String>,
    pub city: Option<String>,
    pub address: Option<String>,
    pub website: Option<String>,
    pub phone: Option<Phone>,
    pub size: Option<i32>,
    pub owner_id: Option<MemberId>,
    pub lifecycle_stage: LifecycleStage,
    pub stage_since: DateTimeUtc,
    pub tags: Tags,
    pub attributes: Json,
    pub people_count: i64,
    pub mrr: Option<i64>,
    pub mrr_currency: Option<Currency>,
    pub renews_on: Option<Date>,
    pub plan_id: Option<PlanId>,
    pub tier: Option<String>,
    pub health_band: Option<String>,
    pub churn_risk: Option<String>,
    /// What everybody may search by.
    pub sort_name: String,
    pub search_text: String,
    /// The same and contact data, for those who may see it.
    pub contact_text: String,
    pub archived_at: Option<DateTimeUtc>,
    pub merged_into_id: Option<AccountId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
