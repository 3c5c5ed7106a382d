use super::service;
use crate::entity::subscription::Model;
use jobs::{Enqueue as _, JobSpec, Perform, Run, When};
use kernel::{Caller, Error, WorkspaceTx, ids::SubscriptionId, zone::Zone};
use serde::{Deserialize, Serialize};

/// Makes a subscription begin, cost something else, pause, resume or end on the day that was set for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SettleSubscription {
    pub subscription_id: SubscriptionId,
}

impl JobSpec for SettleSubscription {
    const KIND: &'static str = "subscription.settle";
}

/// Enqueues the job for each of the subscription's days that is still to come, at the start of that day in the
/// workspace's zone. A day that was moved meanwhile does no harm: the job only does what the dates say by then.
pub(super) async fn on(tx: &WorkspaceTx, zone: Zone, row: &Model) -> Result<(), Error> {
    let today = zone.day_of(tx.now());
    let days = [Some(row.starts_on), row.ended_on].into_iter().flatten();
    let days = days.chain(row.fees.days()).chain(row.pauses.days());
    for day in days.filter(|day| *day > today) {
        let job = SettleSubscription { subscription_id: row.id };
        tx.enqueue(&job, When::At(zone.start_of(day))).await?;
    }
    Ok(())
}

/// Performs [`SettleSubscription`]; the server registers it.
pub struct Settle;

#[async_trait::async_trait]
impl Perform for Settle {
    type Job = SettleSubscription;

    async fn perform(&self, job: SettleSubscription, run: &Run) -> Result<(), Error> {
        let Some(workspace) = run.workspace else { return Ok(()) };
        let tx = WorkspaceTx::write(&run.db, Caller::system(workspace, Self::Job::KIND)).await?;
        service::settle(&tx, job.subscription_id).await?;
        tx.commit().await
    }
}
