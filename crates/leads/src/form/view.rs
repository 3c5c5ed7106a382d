use super::{input::FormField, theme::FormTheme};
use crate::entity::lead_form::Model;
use chrono::{DateTime, Utc};
use kernel::ids::{CampaignId, ChannelId, LeadFormId};
use serde::Serialize;
use utoipa::ToSchema;

/// A form, as operators see it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LeadForm {
    pub id: LeadFormId,
    /// The last part of its public address.
    pub slug: String,
    pub name: String,
    /// `zh-CN` or `en`.
    pub locale: String,
    pub title: String,
    pub intro: Option<String>,
    pub fields: Vec<FormField>,
    pub channel_id: Option<ChannelId>,
    pub campaign_id: Option<CampaignId>,
    pub consent_text: Option<String>,
    pub thank_you: String,
    pub redirect_url: Option<String>,
    /// Whether visitors confirm by a link in a mail before they become leads.
    pub double_opt_in: bool,
    pub theme: FormTheme,
    /// The sites whose pages may show it in a frame; none for all sites.
    pub sites: Vec<String>,
    pub published: bool,
    /// How often it was submitted, what looked like a program's left out.
    pub submissions_count: u64,
    /// Of these, how many wait for their visitor to confirm.
    pub pending_count: u64,
    /// How many their visitor confirmed.
    pub confirmed_count: u64,
    /// How many nobody confirmed in time.
    pub expired_count: u64,
    /// Where visitors find it, below the installation's public address.
    pub public_url: String,
    pub archived_at: Option<DateTime<Utc>>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// How often a form was submitted, and how far that came.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Submissions {
    pub all: u64,
    pub pending: u64,
    pub confirmed: u64,
    pub expired: u64,
}

impl LeadForm {
    pub(super) fn new(row: Model, submissions: Submissions) -> Self {
        Self {
            public_url: format!("/f/{}", row.slug),
            id: row.id,
            slug: row.slug,
            name: row.name,
            locale: row.locale,
            title: row.title,
            intro: row.intro,
            fields: row.fields.0,
            channel_id: row.channel_id,
            campaign_id: row.campaign_id,
            consent_text: row.consent_text,
            thank_you: row.thank_you,
            redirect_url: row.redirect_url,
            double_opt_in: row.double_opt_in,
            theme: row.theme,
            sites: row.sites.0,
            published: row.published,
            submissions_count: submissions.all,
            pending_count: submissions.pending,
            confirmed_count: submissions.confirmed,
            expired_count: submissions.expired,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
