use crate::referral::{RewardState, RewardTrigger};
use kernel::{
    ids::{AdvocateId, MemberId, OrderId, ReferralId, ReferralRewardId, WorkspaceId},
    money::Currency,
};
use sea_orm::entity::prelude::*;

/// What an advocate earned by a referral.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referral_reward")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReferralRewardId,
    pub workspace_id: WorkspaceId,
    pub referral_id: ReferralId,
    pub advocate_id: AdvocateId,
    pub trigger: RewardTrigger,
    pub order_id: Option<OrderId>,
    /// What makes it one of a kind within the referral: the trigger, or the order.
    pub earned_for: String,
    pub amount: i64,
    pub currency: Currency,
    pub earned_on: Date,
    pub due_on: Date,
    pub state: RewardState,
    pub paid_amount: Option<i64>,
    pub paid_at: Option<DateTimeUtc>,
    pub paid_by_id: Option<MemberId>,
    pub payment_reference: Option<String>,
    /// Why somebody of ours cancelled it; null where it was not earned any more.
    pub cancel_reason: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
