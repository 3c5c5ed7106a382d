//! What the worker does for scores.

use super::{
    keep::{self, RescoreLeads, RescoreWorkspace, Rules},
    train::{self, TrainModel},
};
use crate::entity::{lead, lead_score_version};
use jobs::{
    JobSpec, Perform, Registry, Run, Schedule, SubjectKind, Subscriber, enqueue_all,
    entity::domain_event,
};
use kernel::{
    Error, SystemTx,
    ids::{LeadId, WorkspaceId},
    is_one_of_ids,
};
use sea_orm::{QueryFilter as _, QuerySelect as _, sea_query::Expr};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Keeps scores every quarter of an hour, those of changed leads at once, and learns once a week.
pub fn register(registry: Registry) -> Result<Registry, Error> {
    let refresh = Schedule::new("lead_score.refresh_all", "*/15 * * * *", RefreshAll {})?;
    let retrain = Schedule::new("lead_score.train_all", "40 2 * * 1", TrainAll {})?;
    Ok(registry
        .perform(Rescorer)
        .perform(LeadRescorer)
        .perform(RefreshEach)
        .perform(TrainEach)
        .perform(train::Trainer)
        .subscribe(Follower)
        .schedule(refresh)
        .schedule(retrain))
}

struct Rescorer;

#[async_trait::async_trait]
impl Perform for Rescorer {
    type Job = RescoreWorkspace;

    async fn perform(&self, job: RescoreWorkspace, run: &Run) -> Result<(), Error> {
        let mut after = None;
        loop {
            let tx = run.read().await?;
            let Some(rules) = Rules::in_force(&tx).await? else { return Ok(()) };
            let leads = keep::next_leads(&tx, job.only_moving, after).await?;
            after = leads.last().map(|lead| lead.id);
            let (computed, at) = (keep::compute(&tx, &rules, &leads).await?, tx.now());
            drop(tx);
            let tx = run.write().await?;
            keep::keep(&tx, &rules, computed, at).await?;
            tx.commit().await?;
            if (leads.len() as u64) < keep::AT_ONCE {
                return Ok(());
            }
        }
    }
}

struct LeadRescorer;

#[async_trait::async_trait]
impl Perform for LeadRescorer {
    type Job = RescoreLeads;

    async fn perform(&self, job: RescoreLeads, run: &Run) -> Result<(), Error> {
        let tx = run.write().await?;
        let Some(rules) = Rules::in_force(&tx).await? else { return Ok(()) };
        let among = is_one_of_ids(tx.backend(), Expr::col(lead::Column::Id), job.lead_ids);
        let leads = tx.find::<lead::Entity>().filter(among).all(&tx.db).await?;
        let computed = keep::compute(&tx, &rules, &leads).await?;
        keep::keep(&tx, &rules, computed, tx.now()).await?;
        tx.commit().await
    }
}

/// Refreshes the scores of every workspace.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct RefreshAll {}

impl JobSpec for RefreshAll {
    const KIND: &'static str = "lead_score.refresh_all";
}

struct RefreshEach;

#[async_trait::async_trait]
impl Perform for RefreshEach {
    type Job = RefreshAll;

    async fn perform(&self, _: RefreshAll, run: &Run) -> Result<(), Error> {
        for_each(run, RescoreWorkspace { only_moving: true, rules_number: 0 }).await
    }
}

/// Learns in every workspace.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct TrainAll {}

impl JobSpec for TrainAll {
    const KIND: &'static str = "lead_score.train_all";
}

struct TrainEach;

#[async_trait::async_trait]
impl Perform for TrainEach {
    type Job = TrainAll;

    async fn perform(&self, _: TrainAll, run: &Run) -> Result<(), Error> {
        for_each(run, TrainModel { operation_id: None }).await
    }
}

async fn for_each<J: JobSpec + Clone>(run: &Run, job: J) -> Result<(), Error> {
    use lead_score_version::{Column, Entity};
    let tx = SystemTx::write(&run.db).await?;
    let rows = tx.find::<Entity>().select_only().column(Column::WorkspaceId).distinct();
    let workspaces: Vec<WorkspaceId> = rows.into_tuple().all(&tx.db).await?;
    let jobs: Vec<_> = workspaces.into_iter().map(|workspace| (workspace, job.clone())).collect();
    enqueue_all(&tx, &jobs).await?;
    tx.commit().await
}

/// Has leads scored that something happened to.
struct Follower;

#[async_trait::async_trait]
impl Subscriber for Follower {
    async fn on_events(&self, tx: &SystemTx, events: &[domain_event::Model]) -> Result<(), Error> {
        let mut changed: BTreeMap<WorkspaceId, BTreeSet<LeadId>> = BTreeMap::new();
        for event in events.iter().filter(|event| event.event_type != "lead.score_crossed") {
            let subject = (event.subject_kind.as_str(), event.subject_id);
            for (kind, id) in [subject, (event.about_kind.as_str(), event.about_id)] {
                if kind == SubjectKind::Lead.as_str() && is_told_of(&event.event_type) {
                    changed.entry(event.workspace_id).or_default().insert(LeadId::from_uuid(id));
                }
            }
        }
        let jobs: Vec<_> = changed
            .into_iter()
            .map(|(workspace, leads)| {
                (workspace, RescoreLeads { lead_ids: leads.into_iter().collect() })
            })
            .collect();
        enqueue_all(tx, &jobs).await
    }
}

/// Notes and tasks about a lead change no score.
fn is_told_of(event_type: &str) -> bool {
    event_type.starts_with("lead")
}
