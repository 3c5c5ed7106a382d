use crate::words::RulesKind;
use kernel::ids::{LeadRulesId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// One version of a set of rules. Rows are never changed; the one with the highest version holds.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_rules")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadRulesId,
    pub workspace_id: WorkspaceId,
    pub kind: RulesKind,
    pub version: i64,
    pub document: Json,
    pub created_by_id: Option<MemberId>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
