//! Leads: the leads themselves, how they move and merge, where they come from, and the forms that capture them.

mod board;
mod bulk;
mod campaign;
mod channel;
mod condition;
mod export;
mod form;
mod lead;
mod merge;
mod public_form;
mod score;
mod spend;
mod stage;
mod story;

use crate::operations::Operations;

pub fn configure(operations: &mut Operations) {
    configure_leads(operations);
    configure_sources(operations);
    configure_forms(operations);
    configure_scores(operations);
}

/// Fixed paths come before those with an id, which would take them for one.
fn configure_leads(operations: &mut Operations) {
    operations
        .below("/v1/leads", |to| {
            to.service(board::get_lead_board)
                .service(board::get_lead_counts)
                .service(condition::list_lead_fields)
                .service(export::export_leads)
                .service(bulk::bulk_assign_leads)
                .service(bulk::bulk_move_leads)
                .service(bulk::bulk_archive_leads)
                .service(lead::list_leads)
                .service(lead::create_lead)
                .service(lead::get_lead)
                .service(lead::update_lead)
                .service(lead::move_lead)
                .service(lead::assign_lead)
                .service(lead::archive_lead)
                .service(lead::unarchive_lead)
                .service(lead::convert_lead)
                .service(merge::list_lead_duplicates)
                .service(merge::merge_leads)
                .service(story::list_lead_touches)
                .service(story::add_touch)
                .service(story::list_lead_timeline)
                .service(score::get_lead_score);
        })
        .service(merge::undo_merge)
        .below("/v1/lead-stages", |to| {
            to.service(stage::reorder_lead_stages)
                .service(stage::list_lead_stages)
                .service(stage::create_lead_stage)
                .service(stage::get_lead_stage)
                .service(stage::update_lead_stage)
                .service(stage::archive_lead_stage);
        });
}

fn configure_sources(operations: &mut Operations) {
    operations
        .below("/v1/channels", |to| {
            to.service(channel::list_channels)
                .service(channel::create_channel)
                .service(channel::get_channel)
                .service(channel::update_channel)
                .service(channel::archive_channel);
        })
        .below("/v1/campaigns", |to| {
            to.service(campaign::list_campaigns)
                .service(campaign::create_campaign)
                .service(campaign::get_campaign)
                .service(campaign::update_campaign)
                .service(campaign::archive_campaign);
        })
        .below("/v1/campaign-spend", |to| {
            to.service(spend::list_campaign_spend).service(spend::add_campaign_spend);
        });
}

fn configure_forms(operations: &mut Operations) {
    operations
        .below("/v1/lead-forms", |to| {
            to.service(form::list_lead_forms)
                .service(form::create_lead_form)
                .service(form::get_lead_form)
                .service(form::update_lead_form)
                .service(form::archive_lead_form)
                .service(form::list_form_submissions);
        })
        .below("/v1/public", |to| {
            to.service(public_form::get_public_form).service(public_form::submit_public_form);
        });
}

fn configure_scores(operations: &mut Operations) {
    operations
        .below("/v1/score-rules", |to| {
            to.service(score::get_score_rules)
                .service(score::get_score_draft)
                .service(score::update_score_draft)
                .service(score::publish_score_draft)
                .service(score::backtest_score_draft)
                .service(score::list_score_versions)
                .service(score::get_score_version);
        })
        .below("/v1/score-model", |to| {
            to.service(score::get_score_model).service(score::train_score_model);
        });
}
