//! Leads: who may buy, where they came from, who looks after them, and what becomes of them.
//!
//! Tables: `lead`, `lead_stage`, `channel`, `campaign`, `channel_spend`, `exchange_rate`, `channel_rules`,
//! `attribution_run`, `touch`, `lead_form`,
//! `lead_form_submission`, `lead_merge`, `lead_activity`, `lead_review`, `validity_dispute`, `validity_policy`,
//! `stage_stay`, `sales_kit_item`, `sales_kit_use`, `lead_check`, `lead_contact`, `sales_target_month`, `lead_rules`, `lead_assignment_account`,
//! `lead_assignment_decision`, `lead_ownership`, `lead_response`, `lead_score`, `lead_score_draft`, `lead_score_model`,
//! `lead_score_version`, `lead_visitor`, `lead_visit_progress`, `advocate`, `referral`, `referral_reward`, `quote`,
//! `quote_number`. Events: everything that begins with `lead`, `channel`, `quote` or `campaign` in the catalogue of `jobs`.

pub mod activity;
pub mod analysis;
pub mod assignment;
pub mod attribution;
pub mod campaign;
pub mod channel;
pub mod checklist;
pub mod condition;
pub mod convert;
pub mod cost;
mod customer_value;
pub mod decision_chain;
pub mod defaults;
pub mod duplicate;
#[expect(clippy::disallowed_methods, reason = "the entity derive calls EntityTrait::find")]
pub mod entity {
    pub mod advocate;
    pub mod attribution_run;
    pub mod campaign;
    pub mod channel;
    pub mod channel_rules;
    pub mod channel_spend;
    pub mod exchange_rate;
    pub mod lead;
    pub mod lead_activity;
    pub mod lead_assignment_account;
    pub mod lead_assignment_decision;
    pub mod lead_check;
    pub mod lead_contact;
    pub mod lead_form;
    pub mod lead_form_submission;
    pub mod lead_merge;
    pub mod lead_ownership;
    pub mod lead_response;
    pub mod lead_review;
    pub mod lead_rules;
    pub mod lead_score;
    pub mod lead_score_draft;
    pub mod lead_score_model;
    pub mod lead_score_version;
    pub mod lead_stage;
    pub mod lead_visit_progress;
    pub mod lead_visitor;
    pub mod quote;
    pub mod quote_number;
    pub mod referral;
    pub mod referral_reward;
    pub mod sales_kit_item;
    pub mod sales_kit_use;
    pub mod sales_target_month;
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
pub mod ownership;
mod patching;
pub mod pool;
pub mod quote;
pub mod rate;
pub mod referral;
pub mod response;
mod routing;
pub mod ruleset;
pub mod score;
pub mod source;
pub mod spend;
pub mod stage;
mod stay;
pub mod target;
pub mod timeline;
pub mod touch;
pub mod validity;
pub mod visitor;
pub mod words;

use jobs::{Registry, Schedule};
use kernel::Error;

/// What the worker does for leads.
pub fn register(registry: Registry) -> Result<Registry, Error> {
    let registry =
        score::register(registry.perform(lead::BulkEditor).perform(validity::Reevaluator))?;
    register_routing(registry)
}

fn register_routing(registry: Registry) -> Result<Registry, Error> {
    let waiting = assignment::AssignWaitingEverywhere {};
    let waiting = Schedule::new("leads.assign_waiting", "*/5 * * * *", waiting)?;
    // Each hour it is night somewhere, and half past somewhere else.
    let nights = Schedule::new("leads.reclaim", "3,33 * * * *", pool::EveryNight {})?;
    let registry = registry
        .perform(assignment::AssignerEverywhere)
        .perform(assignment::Assigner)
        .perform(pool::NightEverywhere)
        .perform(pool::Reclaimer)
        .perform(pool::Protector)
        .perform(response::ResponseWatcher)
        .perform(referral::ReferralSettler)
        .subscribe(referral::ReferralWatcher);
    visitor::register(registry.schedule(waiting).schedule(nights))
}
