use kernel::ids::{LeadId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A browser that a lead is known under.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_visitor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    /// The lead that it was told of, whatever that was merged into.
    pub told_of_id: LeadId,
    pub anonymous_id: String,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
