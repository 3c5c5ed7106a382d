use kernel::ids::{EventNameId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// A name that events came under.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event_name")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EventNameId,
    pub workspace_id: WorkspaceId,
    /// What the index counts it under.
    pub number: i32,
    pub name: String,
    pub display_name_zh: Option<String>,
    pub display_name_en: Option<String>,
    pub description: Option<String>,
    /// The name and what it is called.
    pub search_text: String,
    /// Events of this name are not taken any more.
    pub denied: bool,
    /// How many events of it the index has.
    pub volume: i64,
    /// Milliseconds since 1970, by the events' own time.
    pub first_seen_at: i64,
    pub last_seen_at: i64,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
