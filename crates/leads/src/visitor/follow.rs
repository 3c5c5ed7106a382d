//! Looks through new events for pages that the browsers of open leads saw.

use super::Visits;
use crate::{
    entity::{
        lead, lead_visit_progress as progress,
        lead_visitor::{Column, Entity},
    },
    lead::{load_many_for_change, save},
};
use jobs::{DomainEvent, JobSpec, Perform, Record as _, Registry, Run, Schedule, enqueue_all};
use kernel::{
    Error, SystemTx, WorkspaceTx,
    ids::{LeadId, WorkspaceId},
    is_one_of_texts,
};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _, sea_query::Expr};
use serde::{Deserialize, Serialize};

/// Events that one transaction looks through.
const AT_ONCE: i64 = 50_000;

/// Looks for visits every five minutes.
pub fn register(registry: Registry) -> Result<Registry, Error> {
    let often = Schedule::new("leads.follow_visits", "*/5 * * * *", FollowEverywhere {})?;
    Ok(registry.perform(Everywhere).perform(Follower).schedule(often))
}

/// Looks in every workspace whose leads are known under a browser.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct FollowEverywhere {}

impl JobSpec for FollowEverywhere {
    const KIND: &'static str = "leads.follow_visits_everywhere";
}

struct Everywhere;

#[async_trait::async_trait]
impl Perform for Everywhere {
    type Job = FollowEverywhere;

    async fn perform(&self, _: FollowEverywhere, run: &Run) -> Result<(), Error> {
        let tx = SystemTx::write(&run.db).await?;
        let rows = tx.find::<progress::Entity>().select_only();
        let rows = rows.column(progress::Column::WorkspaceId).into_tuple::<WorkspaceId>();
        let workspaces = rows.all(&tx.db).await?;
        let jobs: Vec<_> =
            workspaces.into_iter().map(|id| (id, FollowVisits { workspace_id: id })).collect();
        enqueue_all(&tx, &jobs).await?;
        tx.commit().await
    }
}

/// Looks in one workspace.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct FollowVisits {
    workspace_id: WorkspaceId,
}

impl JobSpec for FollowVisits {
    const KIND: &'static str = "leads.follow_visits";

    fn unique_key(&self) -> Option<String> {
        Some(self.workspace_id.to_string())
    }
}

struct Follower;

#[async_trait::async_trait]
impl Perform for Follower {
    type Job = FollowVisits;

    async fn perform(&self, _: FollowVisits, run: &Run) -> Result<(), Error> {
        loop {
            let tx = run.write().await?;
            let more = follow(&tx).await?;
            tx.commit().await?;
            if !more {
                return Ok(());
            }
        }
    }
}

/// Takes the next events in; whether there are more.
async fn follow(tx: &WorkspaceTx) -> Result<bool, Error> {
    let row = tx.find::<progress::Entity>().lock_exclusive().one(&tx.db).await?;
    let Some(row) = row else { return Ok(false) };
    let last = activity::visitor::last_number(tx).await?;
    let until = last.min(row.last_event + AT_ONCE);
    if until <= row.last_event {
        return Ok(false);
    }
    let browsers = activity::visitor::seen_between(tx, row.last_event, until).await?;
    for lead in leads_of(tx, &browsers).await? {
        visit(tx, lead).await?;
    }
    tx.update::<progress::Entity>()
        .col_expr(progress::Column::LastEvent, Expr::value(until))
        .filter(progress::Column::Id.eq(row.id))
        .exec(&tx.db)
        .await?;
    Ok(until < last)
}

/// The open leads that are known under these browsers, held.
async fn leads_of(tx: &WorkspaceTx, browsers: &[String]) -> Result<Vec<lead::Model>, Error> {
    if browsers.is_empty() {
        return Ok(Vec::new());
    }
    let among = is_one_of_texts(tx.backend(), Expr::col(Column::AnonymousId), browsers);
    let known = tx.find::<Entity>().filter(among).select_only().column(Column::LeadId).distinct();
    let ids: Vec<LeadId> = known.into_tuple().all(&tx.db).await?;
    let mut leads = load_many_for_change(tx, &ids).await?;
    leads.retain(|lead| lead.status_type.is_live() && lead.archived_at.is_none());
    Ok(leads)
}

async fn visit(tx: &WorkspaceTx, mut lead: lead::Model) -> Result<(), Error> {
    let visits = Visits::of(tx, lead.id, None).await?;
    if visits.is_empty() {
        return Ok(());
    }
    let touched = visits.new.iter().map(|touch| DomainEvent::LeadTouched {
        lead_id: touch.lead_id,
        touch_id: touch.id,
        channel_id: touch.channel_id,
        campaign_id: touch.campaign_id,
    });
    let touched: Vec<_> = touched.map(|event| (event, kernel::Changes::default())).collect();
    visits.date(&mut lead);
    visits.store(tx).await?;
    save(tx, lead).await?;
    tx.record_all(touched).await
}
