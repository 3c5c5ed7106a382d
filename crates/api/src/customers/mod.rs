//! Accounts and people, what they bought and pay, tasks and notes, custom attributes, and the search over all.

mod account;
mod attribute_definition;
mod mrr;
mod note;
mod order;
mod person;
mod plan;
mod search;
mod subscription;
mod task;

use crate::operations::Operations;
use customers::timeline::TimelineKind;
use insights::story::{Story, StoryEntry};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of the story of an account or a person.
#[derive(Serialize, ToSchema)]
pub struct StoryPage {
    /// The entries of this page.
    pub data: Vec<StoryEntry>,
    /// Pass it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// Kinds that were asked for and that the caller may not see.
    pub left_out: Vec<TimelineKind>,
}

impl From<Story> for StoryPage {
    fn from(story: Story) -> Self {
        Self { data: story.entries, next_cursor: story.next_cursor, left_out: story.left_out }
    }
}

pub fn configure(operations: &mut Operations) {
    configure_accounts(operations);
    configure_people(operations);
    configure_sales(operations);
    configure_work(operations);
}

fn configure_accounts(operations: &mut Operations) {
    operations.below("/v1/accounts", |to| {
        to.service(account::export_accounts)
            .service(account::list_accounts)
            .service(account::create_account)
            .service(account::bulk_assign_accounts)
            .service(account::get_account)
            .service(account::update_account)
            .service(account::archive_account)
            .service(account::unarchive_account)
            .service(account::list_account_duplicates)
            .service(account::merge_accounts)
            .service(account::list_account_timeline)
            .service(account::list_account_people)
            .service(account::link_person_to_account)
            .service(account::unlink_person_from_account)
            .service(account::get_account_order_totals);
    });
}

fn configure_people(operations: &mut Operations) {
    operations
        .below("/v1/people", |to| {
            to.service(person::export_people)
                .service(person::list_people)
                .service(person::create_person)
                .service(person::get_person)
                .service(person::update_person)
                .service(person::archive_person)
                .service(person::erase_person_events)
                .service(person::unarchive_person)
                .service(person::list_person_duplicates)
                .service(person::merge_people)
                .service(person::list_person_timeline);
        })
        .service(search::search_everything);
}

fn configure_sales(operations: &mut Operations) {
    operations
        .below("/v1/plans", |to| {
            to.service(plan::list_plans)
                .service(plan::create_plan)
                .service(plan::get_plan)
                .service(plan::update_plan)
                .service(plan::archive_plan)
                .service(plan::unarchive_plan);
        })
        .below("/v1/orders", |to| {
            to.service(order::export_orders)
                .service(order::list_orders)
                .service(order::create_order)
                .service(order::get_order)
                .service(order::void_order);
        })
        .below("/v1/subscriptions", |to| {
            to.service(subscription::list_subscriptions)
                .service(subscription::create_subscription)
                .service(subscription::get_subscription)
                .service(subscription::update_subscription)
                .service(subscription::renew_subscription)
                .service(subscription::pause_subscription)
                .service(subscription::resume_subscription)
                .service(subscription::cancel_subscription_pause)
                .service(subscription::end_subscription);
        })
        .below("/v1/mrr-movements", |to| {
            to.service(mrr::list_mrr_movements);
        })
        .below("/v1/mrr-summary", |to| {
            to.service(mrr::get_mrr_summary);
        });
}

fn configure_work(operations: &mut Operations) {
    operations
        .below("/v1/tasks", |to| {
            to.service(task::list_tasks)
                .service(task::create_task)
                .service(task::get_task)
                .service(task::update_task)
                .service(task::complete_task)
                .service(task::reopen_task)
                .service(task::delete_task);
        })
        .below("/v1/notes", |to| {
            to.service(note::list_notes)
                .service(note::create_note)
                .service(note::get_note)
                .service(note::update_note)
                .service(note::delete_note);
        })
        .below("/v1/attribute-definitions", |to| {
            to.service(attribute_definition::list_attribute_definitions)
                .service(attribute_definition::create_attribute_definition)
                .service(attribute_definition::get_attribute_definition)
                .service(attribute_definition::update_attribute_definition)
                .service(attribute_definition::archive_attribute_definition)
                .service(attribute_definition::unarchive_attribute_definition);
        });
}
