use crate::quote::{Lines, QuoteStatus};
use kernel::{
    ids::{AccountId, LeadId, MemberId, QuoteId, WorkspaceId},
    money::Currency,
};
use sea_orm::entity::prelude::*;

/// What a lead is offered, at which price.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quote")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuoteId,
    pub workspace_id: WorkspaceId,
    pub lead_id: LeadId,
    /// With the sequence it makes the number that people read.
    pub year: i32,
    pub sequence: i32,
    /// Never `expired`: that follows from the day.
    pub status: QuoteStatus,
    /// The quote that is withdrawn when this one is sent.
    pub replaces_id: Option<QuoteId>,
    pub recipient_name: Option<String>,
    pub recipient_company: Option<String>,
    pub locale: String,
    pub currency: Currency,
    pub lines: Lines,
    pub valid_until: Date,
    pub terms: Option<String>,
    /// What the token of the link is made of; none where no link works.
    pub nonce: Option<String>,
    pub created_by_id: Option<MemberId>,
    pub sent_at: Option<DateTimeUtc>,
    pub first_seen_at: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
    pub answered_by_name: Option<String>,
    /// Who of ours entered the answer; none if it was given on the page.
    pub answered_by_id: Option<MemberId>,
    pub answer_reason: Option<String>,
    pub withdrawn_at: Option<DateTimeUtc>,
    /// The customer that its lead became by it.
    pub account_id: Option<AccountId>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl kernel::WorkspaceScoped for Entity {
    const WORKSPACE: Column = Column::WorkspaceId;
}
