use crate::order::OrderKind;
use kernel::ids::{AccountId, OrderId, PlanId, SubscriptionId, WorkspaceId};
use kernel::money::Currency;
use sea_orm::entity::prelude::*;

/// One entry of the ledger of orders. Its amount never changes; a wrong one is declared void.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "customer_order")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrderId,
    pub workspace_id: WorkspaceId,
    pub account_id: AccountId,
    pub plan_id: Option<PlanId>,
    pub subscription_id: Option<SubscriptionId>,
    pub external_id: Option<String>,
    pub kind: OrderKind,
    pub amount: i64,
    pub currency: Currency,
    pub ordered_on: Date,
    pub note: Option<String>,
    pub voided_at: Option<DateTimeUtc>,
    pub void_reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
