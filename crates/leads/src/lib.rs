//! Leads: who may buy, where they came from, who looks after them, and what becomes of them.
//!
//! Tables: `lead`, `lead_stage`, `channel`, `campaign`, `channel_spend`, `touch`, `lead_form`,
//! `lead_form_submission`, `lead_merge`, `lead_activity`, `lead_review`, `validity_dispute`, `validity_policy`,
//! `stage_stay`, `sales_kit_item`, `sales_kit_use`, `lead_check`, `lead_contact`, `lead_score`, `lead_score_draft`,
//! `lead_score_model`, `lead_score_version`. Events: everything that begins with `lead`, `channel` or `campaign` in
//! the catalogue of `jobs`.

pub mod activity;
pub mod analysis;
pub mod campaign;
pub mod channel;
pub mod checklist;
pub mod condition;
pub mod convert;
pub mod decision_chain;
pub mod defaults;
pub mod duplicate;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod campaign;
    pub mod channel;
    pub mod channel_spend;
    pub mod lead;
    pub mod lead_activity;
    pub mod lead_check;
    pub mod lead_contact;
    pub mod lead_form;
    pub mod lead_form_submission;
    pub mod lead_merge;
    pub mod lead_review;
    pub mod lead_score;
    pub mod lead_score_draft;
    pub mod lead_score_model;
    pub mod lead_score_version;
    pub mod lead_stage;
    pub mod sales_kit_item;
    pub mod sales_kit_use;
    pub mod stage_stay;
    pub mod touch;
    pub mod validity_dispute;
    pub mod validity_policy;
}
mod attributes;
pub mod export;
pub mod form;
pub mod import;
mod key;
pub mod kit;
pub mod lead;
pub mod merge;
mod patching;
pub mod score;
mod source;
pub mod spend;
pub mod stage;
mod stay;
pub mod timeline;
pub mod touch;
pub mod validity;
pub mod words;

use jobs::Registry;
use kernel::Error;

/// What the worker does for leads.
pub fn register(registry: Registry) -> Result<Registry, Error> {
    score::register(registry.perform(lead::BulkEditor).perform(validity::Reevaluator))
}
