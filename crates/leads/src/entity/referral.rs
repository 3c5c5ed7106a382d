use crate::referral::{ReferralState, ReferralVerdict, Suspicions};
use kernel::ids::{AdvocateId, LeadId, MemberId, ReferralId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// That somebody sent us a lead.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referral")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReferralId,
    pub workspace_id: WorkspaceId,
    pub advocate_id: AdvocateId,
    pub lead_id: LeadId,
    /// The version of the programme whose promises hold for it.
    pub programme_version: i64,
    pub state: ReferralState,
    pub suspicions: Suspicions,
    /// Something is suspicious, and nobody has said yet what to make of it.
    pub needs_review: bool,
    pub verdict: Option<ReferralVerdict>,
    pub verdict_note: Option<String>,
    pub verdict_by_id: Option<MemberId>,
    pub verdict_at: Option<DateTimeUtc>,
    pub referred_at: DateTimeUtc,
    /// When the lead was first seen to be valid.
    pub qualified_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
