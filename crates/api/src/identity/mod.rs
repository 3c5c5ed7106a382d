//! Signing in, the workspace and its people, keys, the audit trail, saved views.

mod api_keys;
mod audit;
mod cookie;
mod dev_mails;
mod invitations;
mod me;
mod members;
mod own;
mod passwords;
mod saved_views;
mod sign_in;
mod visitor;
mod work_time;
mod workspace;

use crate::operations::Operations;

pub fn configure(operations: &mut Operations) {
    configure_access(operations);
    configure_administration(operations);
}

/// How people get in, and what they do about themselves.
fn configure_access(operations: &mut Operations) {
    operations
        .below("/v1/auth", |to| {
            to.service(sign_in::get_auth_options)
                .service(sign_in::sign_up)
                .service(sign_in::sign_in)
                .service(sign_in::refresh_session)
                .service(sign_in::sign_out)
                .service(sign_in::sign_out_everywhere)
                .service(sign_in::switch_workspace)
                .service(passwords::request_password_reset)
                .service(passwords::reset_password)
                .service(invitations::get_invitation)
                .service(invitations::accept_invitation);
        })
        .below("/v1/me", |to| {
            to.service(me::get_me)
                .service(me::update_me)
                .service(me::change_password)
                .service(me::list_sessions)
                .service(me::revoke_session);
        })
        .below("/v1/dev", |to| {
            to.service(dev_mails::list_dev_mails).service(dev_mails::get_dev_mail);
        });
}

fn configure_administration(operations: &mut Operations) {
    operations
        .below("/v1/workspace", |to| {
            to.service(workspace::get_workspace).service(workspace::update_workspace);
        })
        .below("/v1/members", |to| {
            to.service(members::list_members)
                .service(members::get_member)
                .service(members::update_member)
                .service(members::remove_member)
                .service(work_time::set_member_calendar);
        })
        .below("/v1/work-calendars", |to| {
            to.service(work_time::list_work_calendars)
                .service(work_time::create_work_calendar)
                .service(work_time::get_work_calendar)
                .service(work_time::update_work_calendar)
                .service(work_time::archive_work_calendar);
        })
        .below("/v1/absences", |to| {
            to.service(work_time::list_absences)
                .service(work_time::create_absence)
                .service(work_time::delete_absence);
        })
        .service(members::list_roles)
        .below("/v1/invitations", |to| {
            to.service(invitations::list_invitations)
                .service(invitations::create_invitation)
                .service(invitations::resend_invitation)
                .service(invitations::revoke_invitation);
        })
        .below("/v1/api-keys", |to| {
            to.service(api_keys::list_api_keys)
                .service(api_keys::create_api_key)
                .service(api_keys::get_api_key)
                .service(api_keys::revoke_api_key)
                .service(api_keys::rotate_api_key);
        })
        .service(audit::list_audit_entries)
        .below("/v1/saved-views", |to| {
            to.service(saved_views::list_saved_views)
                .service(saved_views::create_saved_view)
                .service(saved_views::update_saved_view)
                .service(saved_views::delete_saved_view);
        });
}
