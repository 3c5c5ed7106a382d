//! Tells the subscribers what happened. An event is marked as dispatched in the transaction in which the
//! subscribers wrote what they want to do about it, so each subscriber is told exactly once.

use crate::entity::domain_event::{self, Column, Entity};
use kernel::{Backend, Db, Error, SystemTx};
use sea_orm::{
    ColumnTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType},
};
use std::sync::Arc;

pub(crate) const EVENTS_AT_ONCE: usize = 200;

/// Somebody who wants to know what happened, and writes down what to do about it.
#[async_trait::async_trait]
pub trait Subscriber: Send + Sync {
    /// Called inside the dispatching transaction, across workspaces, in the order of recording. It must be
    /// quick: enqueue a job or write a row, call nobody.
    async fn on_events(&self, tx: &SystemTx, events: &[domain_event::Model]) -> Result<(), Error>;
}

/// Dispatches what is waiting and returns how many events that were. Several nodes may do this at once.
pub async fn dispatch(db: &Db, subscribers: &[Arc<dyn Subscriber>]) -> Result<usize, Error> {
    if !is_any_waiting(db).await? {
        return Ok(0);
    }
    let tx = SystemTx::write(db).await?;
    let waiting = tx.find::<Entity>().filter(Column::Dispatched.eq(false));
    let mut select = waiting.order_by_asc(Column::Id).limit(EVENTS_AT_ONCE as u64);
    if tx.backend() == Backend::Postgres {
        select = select.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let events = select.all(&tx.db).await?;
    for subscriber in subscribers {
        subscriber.on_events(&tx, &events).await?;
    }
    let ids = events.iter().map(|event| event.id);
    tx.update::<Entity>()
        .col_expr(Column::Dispatched, Expr::value(true))
        .filter(Column::Id.is_in(ids))
        .exec(&tx.db)
        .await?;
    tx.leave_work();
    tx.commit().await?;
    Ok(events.len())
}

/// Asked first on a reader, so that an idle server takes no write lock.
async fn is_any_waiting(db: &Db) -> Result<bool, Error> {
    let tx = SystemTx::read(db).await?;
    let first = tx
        .find::<Entity>()
        .select_only()
        .column(Column::Id)
        .filter(Column::Dispatched.eq(false))
        .limit(1);
    Ok(first.into_tuple::<uuid::Uuid>().one(&tx.db).await?.is_some())
}
