use crate::attribute::AttributeObject;
use kernel::ids::WorkspaceId;
use sea_orm::entity::prelude::*;

/// What a field of an account or a person held, and until when.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "past_value")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub workspace_id: WorkspaceId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: Uuid,
    /// A column, or `attributes.` and the key of a custom attribute.
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub until: DateTimeUtc,
    pub object: AttributeObject,
    /// Null where it was empty.
    pub value: Option<Json>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
