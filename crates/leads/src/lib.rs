//! Leads: who may buy, where they came from, who looks after them, and what becomes of them.
//!
//! Tables: `lead`, `lead_stage`, `channel`, `campaign`, `channel_spend`, `touch`, `lead_form`,
//! `lead_form_submission`, `lead_merge`, `lead_score`, `lead_score_draft`, `lead_score_model`,
//! `lead_score_version`. Events: everything that begins with `lead`, `channel` or `campaign` in
//! the catalogue of `jobs`.

pub mod campaign;
pub mod channel;
pub mod condition;
pub mod convert;
pub mod defaults;
pub mod duplicate;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod campaign;
    pub mod channel;
    pub mod channel_spend;
    pub mod lead;
    pub mod lead_activity;
    pub mod lead_form;
    pub mod lead_form_submission;
    pub mod lead_merge;
    pub mod lead_score;
    pub mod lead_score_draft;
    pub mod lead_score_model;
    pub mod lead_score_version;
    pub mod lead_stage;
    pub mod touch;
}
mod attributes;
pub mod export;
pub mod form;
pub mod import;
mod key;
pub mod lead;
pub mod merge;
mod patching;
pub mod score;
mod source;
pub mod spend;
pub mod stage;
pub mod timeline;
pub mod touch;
pub mod words;

use jobs::Registry;
use kernel::Error;

/// What the worker does for leads.
pub fn register(registry: Registry) -> Result<Registry, Error> {
    score::register(registry.perform(lead::BulkEditor))
}
