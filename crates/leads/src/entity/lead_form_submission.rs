use crate::{lead::Consent, words::SubmissionOutcome};
use kernel::ids::{FormSubmissionId, LeadFormId, LeadId, TouchId, WorkspaceId};
use sea_orm::entity::prelude::*;

/// What a visitor sent, kept whatever became of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_form_submission")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FormSubmissionId,
    pub workspace_id: WorkspaceId,
    pub form_id: LeadFormId,
    pub lead_id: Option<LeadId>,
    pub touch_id: Option<TouchId>,
    /// Of the rendering that was filled in.
    pub token_id: Uuid,
    pub outcome: SubmissionOutcome,
    pub answers: Json,
    /// How they came, until it is confirmed.
    pub touch: Option<Json>,
    pub consent: Option<Consent>,
    /// A keyed hash of the address that has to be confirmed.
    pub address_key: Option<String>,
    /// Makes the link in the mail.
    pub nonce: Option<String>,
    /// How often it was mailed.
    pub mails: i32,
    pub mailed_at: Option<DateTimeUtc>,
    /// Until when it can be confirmed.
    pub confirm_by: Option<DateTimeUtc>,
    pub confirmed_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
