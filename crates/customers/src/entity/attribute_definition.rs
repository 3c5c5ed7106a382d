use crate::attribute::{AttributeKind, AttributeObject};
use kernel::ids::{AttributeDefinitionId, WorkspaceId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A custom attribute of a kind of object.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "attribute_definition")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttributeDefinitionId,
    pub workspace_id: WorkspaceId,
    pub object: AttributeObject,
    pub key: String,
    pub label: String,
    pub label_zh: Option<String>,
    pub kind: AttributeKind,
    pub options: Json,
    pub description: Option<String>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
