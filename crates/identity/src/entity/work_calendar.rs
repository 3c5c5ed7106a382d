use crate::work_calendar::WorkHours;
use kernel::{
    ids::{WorkCalendarId, WorkspaceId},
    zone::Zone,
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// When people work.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "work_calendar")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkCalendarId,
    pub workspace_id: WorkspaceId,
    pub name: String,
    pub time_zone: Zone,
    pub hours: WorkHours,
    /// Of those who have no calendar of their own.
    pub is_default: bool,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
