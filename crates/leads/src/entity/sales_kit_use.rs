use kernel::ids::{KitItemId, KitUseId, LeadId, MemberId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// That an item of the kit was used with a lead.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sales_kit_use")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KitUseId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub kit_item_id: KitItemId,
    pub member_id: Option<MemberId>,
    pub used_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
