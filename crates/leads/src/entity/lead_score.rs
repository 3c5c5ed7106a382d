use crate::score::{Above, definition::Grade};
use kernel::ids::{LeadId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// What lists filter and sort leads by. It never is the truth: a score is computed when it is read.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_score")]
pub struct Model {
    /// That of the lead.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LeadId,
    pub workspace_id: WorkspaceId,
    pub rules_number: i32,
    pub model_number: Option<i32>,
    pub fit: f64,
    pub engagement: f64,
    pub score: f64,
    pub grade: Grade,
    pub probability: Option<f64>,
    pub above: Above,
    pub scored_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
