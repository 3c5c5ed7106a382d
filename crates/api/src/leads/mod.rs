//! Leads: the leads themselves, how they move and merge, where they come from, and the forms that capture them.

mod activity;
mod analysis;
mod assignment;
mod attribution;
mod board;
mod bulk;
mod campaign;
mod channel;
mod condition;
mod decision_chain;
mod export;
mod form;
mod kit;
mod lead;
mod merge;
mod pool;
mod public_form;
mod public_quote;
mod quote;
mod rate;
mod referral;
mod referral_link;
mod response;
mod rules;
mod ruleset;
mod score;
mod spend;
mod stage;
mod story;
mod target;
mod validity;

pub use referral_link::configure as configure_referral_links;

use crate::operations::Operations;

pub fn configure(operations: &mut Operations) {
    configure_leads(operations);
    configure_sources(operations);
    configure_forms(operations);
    configure_scores(operations);
    configure_routing(operations);
    configure_referrals(operations);
    configure_quotes(operations);
}

fn configure_quotes(operations: &mut Operations) {
    operations.below("/v1/quotes", |to| {
        to.service(quote::preview_quote)
            .service(quote::get_quote)
            .service(quote::update_quote)
            .service(quote::send_quote)
            .service(quote::withdraw_quote)
            .service(quote::revise_quote)
            .service(quote::answer_quote);
    });
}

fn configure_referrals(operations: &mut Operations) {
    operations
        .below("/v1/referral-programme", |to| {
            to.service(referral::get_referral_programme)
                .service(referral::publish_referral_programme)
                .service(referral::list_referral_programme_versions);
        })
        .below("/v1/advocates", |to| {
            to.service(referral::list_advocates)
                .service(referral::create_advocate)
                .service(referral::get_advocate)
                .service(referral::update_advocate);
        })
        .below("/v1/referrals", |to| {
            to.service(referral::list_referrals)
                .service(referral::create_referral)
                .service(referral::get_referral)
                .service(referral::accept_referral)
                .service(referral::refuse_referral);
        })
        .below("/v1/referral-rewards", |to| {
            to.service(referral::list_referral_rewards)
                .service(referral::pay_referral_rewards)
                .service(referral::cancel_referral_reward);
        });
}

fn configure_routing(operations: &mut Operations) {
    operations
        .below("/v1/lead-assignment", |to| {
            to.service(assignment::get_assignment_rules)
                .service(assignment::publish_assignment_rules)
                .service(assignment::dry_run_assignment)
                .service(assignment::run_assignment)
                .service(assignment::list_assignment_versions)
                .service(assignment::list_assignment_reps);
        })
        .below("/v1/lead-pools", |to| {
            to.service(pool::list_lead_pools)
                .service(pool::get_pool_rules)
                .service(pool::list_pool_versions)
                .service(pool::publish_pool_rules)
                .service(pool::preview_reclaim);
        })
        .below("/v1/lead-response", |to| {
            to.service(response::get_response_rules)
                .service(response::list_response_versions)
                .service(response::publish_response_rules)
                .service(response::get_response_figures);
        });
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
                .service(kit::get_stage_kit)
                .service(kit::check_stage_items)
                .service(kit::use_kit_item)
                .service(kit::unuse_kit_item)
                .service(decision_chain::list_lead_contacts)
                .service(decision_chain::add_lead_contact)
                .service(quote::list_lead_quotes)
                .service(quote::create_quote)
                .service(activity::list_lead_activities)
                .service(activity::log_lead_activity)
                .service(validity::get_lead_validity)
                .service(validity::review_lead)
                .service(validity::dispute_lead_validity)
                .service(story::list_lead_touches)
                .service(story::add_touch)
                .service(story::list_lead_timeline)
                .service(assignment::list_assignment_decisions)
                .service(pool::claim_lead)
                .service(pool::release_lead)
                .service(pool::pool_lead)
                .service(pool::list_lead_owners)
                .service(response::get_lead_response)
                .service(score::get_lead_score);
        })
        .below("/v1/sales-analysis", |to| {
            to.service(analysis::get_lead_funnel)
                .service(analysis::get_stage_times)
                .service(analysis::get_lead_outcomes)
                .service(analysis::get_validity_rates)
                .service(analysis::get_pipeline)
                .service(analysis::get_rep_table);
        })
        .below("/v1/sales-targets", |to| {
            to.service(target::get_sales_targets).service(target::set_sales_targets);
        })
        .service(merge::undo_merge)
        .service(activity::delete_lead_activity)
        .service(decision_chain::update_lead_contact)
        .service(decision_chain::remove_lead_contact)
        .below("/v1/sales-kit", |to| {
            to.service(kit::list_kit_effects)
                .service(kit::list_kit_items)
                .service(kit::create_kit_item)
                .service(kit::get_kit_item)
                .service(kit::update_kit_item)
                .service(kit::archive_kit_item)
                .service(kit::unarchive_kit_item);
        })
        .service(validity::list_validity_disputes)
        .service(validity::resolve_validity_dispute)
        .service(validity::get_validity_policy)
        .service(validity::update_validity_policy)
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
                .service(campaign::archive_campaign)
                .service(campaign::review_campaign);
        })
        .below("/v1/campaign-spend", |to| {
            to.service(spend::list_campaign_spend)
                .service(spend::add_campaign_spend)
                .service(spend::get_campaign_spend)
                .service(spend::update_campaign_spend)
                .service(spend::delete_campaign_spend)
                .service(spend::restore_campaign_spend);
        })
        .service(spend::get_channel_costs)
        .below("/v1/channel-rules", |to| {
            to.service(rules::get_channel_rules)
                .service(rules::replace_channel_rules)
                .service(rules::test_channel_rules)
                .service(rules::apply_channel_rules);
        })
        .below("/v1/exchange-rates", |to| {
            to.service(rate::list_exchange_rates)
                .service(rate::set_exchange_rate)
                .service(rate::delete_exchange_rate);
        })
        .service(attribution::get_attribution)
        .below("/v1/attribution-runs", |to| {
            to.service(attribution::list_attribution_runs)
                .service(attribution::create_attribution_run)
                .service(attribution::get_attribution_run);
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
            to.service(public_form::get_public_form)
                .service(public_form::submit_public_form)
                .service(public_form::resend_form_confirmation)
                .service(public_form::confirm_form_submission)
                .service(public_quote::get_public_quote)
                .service(public_quote::see_public_quote)
                .service(public_quote::answer_public_quote);
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
