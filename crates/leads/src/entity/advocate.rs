use kernel::ids::{AccountId, AdvocateId, PersonId, WorkspaceId};
use kernel::{email::Email, phone::Phone};
use sea_orm::entity::prelude::*;

/// Somebody who refers others to us.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "advocate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AdvocateId,
    pub workspace_id: WorkspaceId,
    /// Unique in the whole installation, for it alone stands in the link.
    #[sea_orm(unique)]
    pub code: String,
    pub name: String,
    pub sort_name: String,
    pub person_id: Option<PersonId>,
    pub account_id: Option<AccountId>,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub wechat: Option<String>,
    pub blocked_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
