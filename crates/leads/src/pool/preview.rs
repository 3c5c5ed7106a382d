//! What would be taken back tonight, and in the nights after.

use super::{
    night::{ending_before, next_night},
    protection,
};
use crate::routing::Desk;
use chrono::{DateTime, TimeDelta, Utc};
use customers::settings;
use identity::member::{MemberRef, refs};
use kernel::{Error, FieldError, Grant, WorkspaceTx, ids::LeadId};
use serde::Serialize;
use utoipa::ToSchema;

const MAX_DAYS: u32 = 30;
const MAX_LEADS: u64 = 500;

/// What the next nights would take back if nobody did anything.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReclaimPreview {
    /// The first of the nights.
    pub first_night_at: DateTime<Utc>,
    /// The last of the nights.
    pub last_night_at: DateTime<Utc>,
    /// Those that end first first; at most 500.
    pub leads: Vec<ReclaimedLead>,
    /// Whether there are more.
    pub is_cut: bool,
}

/// A lead that would be taken back, and why.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReclaimedLead {
    pub lead_id: LeadId,
    #[schema(max_length = 120)]
    pub name: Option<String>,
    #[schema(max_length = 200)]
    pub company: Option<String>,
    pub owner: Option<MemberRef>,
    /// Since when the owner has it.
    pub owned_since: Option<DateTime<Utc>>,
    /// The last follow-up; null for none.
    pub last_activity_at: Option<DateTime<Utc>>,
    /// Until when it is protected.
    pub protected_until: DateTime<Utc>,
    /// The night that takes it.
    pub night_at: DateTime<Utc>,
    /// The pool it goes to.
    #[schema(max_length = 60)]
    pub pool_key: String,
    /// Into which pool it goes.
    #[schema(max_length = 120)]
    pub pool_name: String,
    /// After how many days without a follow-up.
    pub protection_days: Option<i32>,
}

/// With the nights of so many days; 1 is tonight.
pub async fn preview(tx: &WorkspaceTx, days: Option<u32>) -> Result<ReclaimPreview, Error> {
    tx.require(Grant::LeadsRead)?;
    let days = days.unwrap_or(1);
    if !(1..=MAX_DAYS).contains(&days) {
        let error = FieldError::new("/days", "out_of_range").with("min", 1).with("max", MAX_DAYS);
        return Err(Error::invalid(vec![error]));
    }
    let zone = settings::of_workspace(tx).await?.zone;
    let first = next_night(zone, tx.now());
    let mut last = first;
    for _ in 1..days {
        last = next_night(zone, last);
    }
    let desk = Desk::read(tx).await?;
    let rows = ending_before(tx, last, None, MAX_LEADS + 1, false).await?;
    let is_cut = rows.len() as u64 > MAX_LEADS;
    let names = refs(tx, rows.iter().filter_map(|row| row.owner_id)).await?;
    let leads = rows.into_iter().take(usize::try_from(MAX_LEADS).unwrap_or(usize::MAX));
    let leads = leads.filter_map(|row| {
        let protected_until = protection(&desk, &row).filter(|until| *until <= last)?;
        let pool = desk.pool_of(&row)?;
        let moment = TimeDelta::milliseconds(1);
        let night_at = if protected_until <= first {
            first
        } else {
            next_night(zone, protected_until - moment)
        };
        Some(ReclaimedLead {
            lead_id: row.id,
            owner: row.owner_id.and_then(|id| names.get(&id).cloned()),
            owned_since: row.owned_since,
            last_activity_at: row.last_activity_at,
            protected_until,
            night_at,
            pool_key: pool.key.clone(),
            pool_name: pool.name.clone(),
            protection_days: pool.protection_days,
            name: row.name,
            company: row.company,
        })
    });
    let leads = leads.collect();
    Ok(ReclaimPreview { first_night_at: first, last_night_at: last, leads, is_cut })
}
