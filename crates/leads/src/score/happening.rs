//! What happened to a lead, as far as scores look at it.

use crate::words::{ActivityKind, ActivityOutcome, TouchKind};
use chrono::{DateTime, Utc};
use kernel::ids::{CampaignId, ChannelId, LeadFormId};

/// One thing that happened. A happening that is told twice under one id is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happening {
    pub id: HappeningId,
    pub at: DateTime<Utc>,
    pub what: What,
}

/// Where it is kept, and under which id there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HappeningId {
    Touch(u128),
    Activity(u128),
    Event(i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Touch {
        kind: TouchKind,
        channel_id: Option<ChannelId>,
        campaign_id: Option<CampaignId>,
        form_id: Option<LeadFormId>,
    },
    Activity {
        kind: ActivityKind,
        outcome: ActivityOutcome,
    },
    /// The number of its name in the catalogue of `activity`.
    Event(i32),
}
