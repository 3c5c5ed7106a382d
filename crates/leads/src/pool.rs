//! The public pool (公海): leads that belong to nobody yet, or to nobody any more, and may be taken by whoever gets to them
//! first.
//!
//! [`claim`] takes a lead, atomically; the limits are counted from the ledger of [`crate::ownership`]. [`rules`] says how long
//! an owner is protected; [`night`] warns, tells the manager and takes leads back. Contact data of a lead in a pool is masked
//! for everybody who can't change the rules.

mod claim;
mod input;
mod night;
mod preview;
pub mod rules;
#[cfg(test)]
mod rules_tests;
mod service;

pub use claim::{PoolPlacement, Release, claim, put_into, release};
pub(crate) use input::StoredPools;
pub use input::{PoolRule, PoolRules};
pub use night::{EveryNight, Night, NightEverywhere, Reclaimer};
pub use preview::{ReclaimPreview, ReclaimedLead, preview};
pub use service::{
    CurrentPools, LeadPool, PoolLimits, ProtectLeads, Protector, get, pools, publish,
};

use crate::{entity::lead::Model, routing::Desk};
use chrono::{DateTime, Utc};
use kernel::{Error, Grant, WorkspaceTx};
use rules::{Held, protected_until};

/// Whether contact data of the lead is kept from the caller until somebody takes it.
pub(crate) fn is_concealed(tx: &WorkspaceTx, lead: &Model) -> bool {
    is_pooled(lead) && !tx.allows(Grant::LeadsConfigure)
}

pub(crate) const fn is_pooled(lead: &Model) -> bool {
    lead.pool_key.is_some() && lead.owner_id.is_none()
}

/// Refuses what would get around claiming: a lead in a pool is nobody's yet.
pub(crate) fn refuse_unclaimed(tx: &WorkspaceTx, lead: &Model) -> Result<(), Error> {
    if is_concealed(tx, lead) { Err(unclaimed()) } else { Ok(()) }
}

fn unclaimed() -> Error {
    Error::wrong_state("the lead is in the public pool; claim it first", "该线索在公海中，请先领取")
}

/// Until when the owner of a lead is protected; none for those that nobody takes back.
pub(crate) fn protection(desk: &Desk, lead: &Model) -> Option<DateTime<Utc>> {
    let is_safe = !lead.status_type.is_live() || lead.account_id.is_some();
    if is_safe || lead.owner_id.is_none() || lead.archived_at.is_some() {
        return None;
    }
    let pool = desk.pool_of(lead)?;
    let takes_back_since = *desk.pools.rules.since.get(&pool.key)?;
    let since = lead.owned_since?;
    protected_until(pool, takes_back_since, Held { since, followed_up_at: lead.last_activity_at })
}

/// Somebody really followed up: extends the protection. Changes the lead's row, which the caller writes; a follow-up that
/// lies before another one changes nothing.
pub async fn followed_up(
    tx: &WorkspaceTx,
    lead: &mut Model,
    at: DateTime<Utc>,
) -> Result<(), Error> {
    lead.last_activity_at = lead.last_activity_at.max(Some(at));
    if lead.owner_id.is_some() {
        Desk::read(tx).await?.protect(lead);
    }
    Ok(())
}
