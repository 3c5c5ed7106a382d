//! Keeps the delivery log from growing for ever.

use crate::{
    delivery::DeliveryState,
    entity::delivery::{Column, Entity},
};
use chrono::TimeDelta;
use jobs::{JobSpec, Perform, Run, Schedule};
use kernel::{Error, SystemTx};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const KEPT: TimeDelta = TimeDelta::days(30);
/// Small transactions: on SQLite everybody else waits meanwhile.
const AT_ONCE: u64 = 500;

#[derive(Serialize, Deserialize)]
pub struct Prune {}

impl JobSpec for Prune {
    const KIND: &'static str = "webhooks.prune";

    fn unique_key(&self) -> Option<String> {
        Some("prune".to_owned())
    }
}

/// Every night.
pub fn prune_schedule() -> Result<Schedule, Error> {
    Schedule::new("webhooks.prune", "17 19 * * *", Prune {})
}

/// Deletes deliveries that ended more than 30 days ago, with their tries.
pub struct PruneDeliveries;

#[async_trait::async_trait]
impl Perform for PruneDeliveries {
    type Job = Prune;

    async fn perform(&self, _: Prune, run: &Run) -> Result<(), Error> {
        loop {
            let tx = SystemTx::write(&run.db).await?;
            let old = tx
                .find::<Entity>()
                .select_only()
                .column(Column::Id)
                .filter(Column::CreatedAt.lt(tx.now() - KEPT))
                .filter(Column::State.ne(DeliveryState::Pending.as_str()))
                .limit(AT_ONCE)
                .into_tuple::<Uuid>()
                .all(&tx.db)
                .await?;
            if old.is_empty() {
                return Ok(());
            }
            tx.delete::<Entity>().filter(Column::Id.is_in(old)).exec(&tx.db).await?;
            tx.commit().await?;
        }
    }
}
