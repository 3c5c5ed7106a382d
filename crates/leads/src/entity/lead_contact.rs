use customers::affiliation::DecisionRole;
use kernel::{
    email::Email,
    ids::{LeadContactId, LeadId, WorkspaceId},
    phone::Phone,
};
use sea_orm::entity::prelude::*;

/// Somebody in the decision chain of a lead.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_contact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadContactId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    pub name: String,
    pub title: Option<String>,
    pub role: DecisionRole,
    pub concern: Option<String>,
    pub say: i32,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub wechat: Option<String>,
    pub note: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
