use crate::validity::{Answer, Criterion};
use kernel::ids::{LeadId, LeadReviewId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// An answer to one criterion of a lead. Rows are only added; the latest holds.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadReviewId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub criterion: Criterion,
    pub answer: Answer,
    pub evidence: Option<String>,
    /// Who answered; none if a program or somebody who left.
    pub member_id: Option<MemberId>,
    pub reviewed_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
