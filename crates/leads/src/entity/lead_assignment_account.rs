use kernel::ids::{AssignmentAccountId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// What a member has earned of their capacity (with an empty `rule_key`), and how far they are from their share of a rule.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_assignment_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AssignmentAccountId,
    pub workspace_id: WorkspaceId,
    pub member_id: MemberId,
    pub rule_key: String,
    pub credit: i64,
    pub credited_at: DateTimeUtc,
    pub balance: i64,
    pub last_assigned_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
