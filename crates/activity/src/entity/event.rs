use kernel::ids::WorkspaceId;
use sea_orm::entity::prelude::*;

/// A fact about behaviour, as it was sent: never changed afterwards.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub workspace_id: WorkspaceId,
    /// Its number in the workspace, in the order of arrival.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Milliseconds since 1970, by our clock: see [`crate::skew`].
    pub occurred_at: i64,
    pub received_at: i64,
    /// Who did it and for whom, by the ids it came with: see [`crate::who`].
    pub person_unit: Option<i32>,
    pub account_unit: Option<i32>,
    pub name_number: i32,
    /// Sent with a publishable key, which anybody can read out of a page.
    pub from_client: bool,
    pub name: String,
    pub message_id: String,
    pub anonymous_id: Option<String>,
    pub person_external_id: Option<String>,
    pub account_external_id: Option<String>,
    pub properties: Option<Json>,
    pub context: Option<Json>,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
