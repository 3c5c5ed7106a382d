use crate::tags::Tags;
use kernel::ids::{PersonId, WorkspaceId};
use kernel::{email::Email, phone::Phone};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A human: contact of accounts, user of the vendor's product, or both.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    pub workspace_id: WorkspaceId,
    pub external_id: Option<String>,
    pub name: String,
    pub phone: Option<Phone>,
    pub email: Option<Email>,
    pub wechat: Option<String>,
    pub title: Option<String>,
    pub locale: Option<String>,
    pub tags: Tags,
    pub attributes: Json,
    /// What everybody may search by.
    pub sort_name: String,
    pub search_text: String,
    /// The same and contact data, for those who may see it.
    pub contact_text: String,
    pub archived_at: Option<DateTimeUtc>,
    pub merged_into_id: Option<PersonId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
