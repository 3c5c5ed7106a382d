//! Leads: who may buy, where they came from, who looks after them, and what becomes of them.
//!
//! Tables: `lead`, `lead_stage`, `channel`, `campaign`, `channel_spend`, `exchange_rate`, `channel_rules`,
//! `attribution_run`, `touch`, `lead_form`,
//! `lead_form_submission`, `lead_merge`. Events: everything that begins with `lead`, `channel` or `campaign` in
//! the catalogue of `jobs`.

pub mod attribution;
pub mod campaign;
pub mod channel;
pub mod condition;
pub mod convert;
pub mod cost;
mod customer_value;
pub mod defaults;
pub mod duplicate;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod attribution_run;
    pub mod campaign;
    pub mod channel;
    pub mod channel_rules;
    pub mod channel_spend;
    pub mod exchange_rate;
    pub mod lead;
    pub mod lead_activity;
    pub mod lead_form;
    pub mod lead_form_submission;
    pub mod lead_merge;
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
pub mod rate;
pub mod source;
pub mod spend;
pub mod stage;
pub mod timeline;
pub mod touch;
pub mod words;

use jobs::Registry;

/// What the worker does for leads.
pub fn register(registry: Registry) -> Registry {
    registry.perform(lead::BulkEditor)
}
