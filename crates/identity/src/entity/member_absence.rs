use kernel::ids::{AbsenceId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// Days on which a member is away, both included, as the calendar of the member counts days.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_absence")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AbsenceId,
    pub workspace_id: WorkspaceId,
    pub member_id: MemberId,
    pub from_on: Date,
    pub until_on: Date,
    pub note: Option<String>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
