use kernel::ids::{PlanId, SubscriptionId, WorkspaceId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// One term of a subscription, as it was bought. Never changed afterwards.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "subscription_term")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: WorkspaceId,
    pub subscription_id: SubscriptionId,
    /// 1 for the first.
    pub number: i32,
    pub plan_id: Option<PlanId>,
    /// As it was bought: pauses that extend the term are not in it.
    pub starts_on: Date,
    pub ends_on: Date,
    pub months: i32,
    pub annual_fee: i64,
    pub seats: Option<i32>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
