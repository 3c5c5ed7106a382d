use crate::{
    mrr::Fees,
    subscription::{EndReason, SubscriptionState, pauses::Pauses},
};
use kernel::ids::{AccountId, PlanId, SubscriptionId, WorkspaceId};
use kernel::money::Currency;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A paid term of an account, renewed until it ends.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "subscription")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubscriptionId,
    pub workspace_id: WorkspaceId,
    pub account_id: AccountId,
    pub plan_id: Option<PlanId>,
    pub external_id: Option<String>,
    pub state: SubscriptionState,
    pub starts_on: Date,
    /// Months of the current term.
    pub term_months: i32,
    /// Months of all terms together: ends of terms are counted from the first day.
    pub months_bought: i32,
    pub renews_on: Date,
    /// The fee that holds now.
    pub annual_fee: i64,
    pub fees: Fees,
    pub pauses: Pauses,
    pub currency: Currency,
    /// This subscription's part of the account's MRR; 0 unless active, or paused in a workspace that counts it still.
    pub mrr: i64,
    pub seats: Option<i32>,
    /// The first day on which it no longer runs.
    pub ended_on: Option<Date>,
    pub end_reason: Option<EndReason>,
    pub end_note: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
