use super::{Subscription, rules, service::store_as_of};
use crate::{
    entity::subscription::{Column, Entity, Model},
    settings, standing,
};
use jobs::{DomainEvent, Enqueue as _, JobSpec, Perform, Record as _, Run, When};
use kernel::{Caller, Changes, Error, WorkspaceTx, ids::SubscriptionId, zone::Zone};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
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
        settle(&tx, job.subscription_id).await?;
        tx.commit().await
    }
}

/// Makes state and fee what the dates say by now. Doing it again changes nothing.
async fn settle(tx: &WorkspaceTx, id: SubscriptionId) -> Result<(), Error> {
    let row = tx.find::<Entity>().filter(Column::Id.eq(id)).lock_exclusive().one(&tx.db).await?;
    let Some(row) = row else { return Ok(()) };
    let settings = settings::of_workspace(tx).await?;
    let today = settings.today(tx);
    let state = rules::state_on(today, row.starts_on, row.ended_on, &row.pauses);
    let annual_fee = row.fees.on(today);
    if state == row.state && annual_fee == row.annual_fee {
        return Ok(());
    }
    let (before, account_id) = (row.clone(), row.account_id);
    let row = Model { annual_fee, ..row };
    let row = store_as_of(tx, row, settings).await?;
    let changes =
        Changes::between(&Subscription::new(before, vec![])?, &Subscription::new(row, vec![])?);
    let event = DomainEvent::SubscriptionUpdated { subscription_id: id, account_id };
    tx.record_change(event, changes).await?;
    standing::refresh(tx, account_id).await
}
