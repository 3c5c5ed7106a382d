use crate::{catalogue::DomainEvent, entity::domain_event};
use kernel::{Backend, Changes, Error, Inserts, WorkspaceTx};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, Set};

/// Rows of one INSERT; SQLite takes 32 766 values in a statement.
const EVENTS_PER_INSERT: usize = 500;

/// Gives [`WorkspaceTx`] its `record`: the kernel has no tables and can't know the outbox.
pub trait Record {
    /// Records what happened, to be committed with the change itself.
    fn record(&self, event: DomainEvent) -> impl Future<Output = Result<(), Error>> + Send;

    /// The same with what the change was, field by field, for the audit trail.
    fn record_change(
        &self,
        event: DomainEvent,
        changes: Changes,
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// Many events at once, in as few statements as possible: for imports and bulk edits.
    fn record_all(
        &self,
        events: Vec<(DomainEvent, Changes)>,
    ) -> impl Future<Output = Result<(), Error>> + Send;

    /// An event without changes, as a row that is written along with others.
    fn record_with(
        &self,
        rows: &mut Inserts,
        event: &DomainEvent,
    ) -> impl Future<Output = Result<(), Error>> + Send;
}

impl Record for WorkspaceTx {
    async fn record(&self, event: DomainEvent) -> Result<(), Error> {
        self.record_change(event, Changes::default()).await
    }

    async fn record_change(&self, event: DomainEvent, changes: Changes) -> Result<(), Error> {
        wake_workers(self).await?;
        row(self, &event, changes)?.insert(&self.db).await?;
        Ok(())
    }

    async fn record_all(&self, events: Vec<(DomainEvent, Changes)>) -> Result<(), Error> {
        if events.is_empty() {
            return Ok(());
        }
        wake_workers(self).await?;
        let rows = events.into_iter().map(|(event, changes)| row(self, &event, changes));
        let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
        for rows in rows.chunks(EVENTS_PER_INSERT) {
            domain_event::Entity::insert_many(rows.to_vec())
                .exec_without_returning(&self.db)
                .await?;
        }
        Ok(())
    }

    async fn record_with(&self, rows: &mut Inserts, event: &DomainEvent) -> Result<(), Error> {
        wake_workers(self).await?;
        rows.add(row(self, event, Changes::default())?);
        Ok(())
    }
}

fn row(
    tx: &WorkspaceTx,
    event: &DomainEvent,
    changes: Changes,
) -> Result<domain_event::ActiveModel, Error> {
    let (subject, about) = (event.subject(), event.about());
    Ok(domain_event::ActiveModel {
        id: Set(tx.new_id()),
        workspace_id: Set(tx.workspace()),
        event_type: Set(event.event_type().to_owned()),
        subject_kind: Set(subject.kind.as_str().to_owned()),
        subject_id: Set(subject.id),
        about_kind: Set(about.kind.as_str().to_owned()),
        about_id: Set(about.id),
        actor_kind: Set(tx.caller.actor.kind().to_owned()),
        actor_id: Set(tx.caller.actor.id()),
        request_id: Set(tx.caller.request_id.clone()),
        recorded_at: Set(tx.now()),
        data: Set(serde_json::to_value(event).map_err(Error::internal)?),
        changes: Set((!changes.is_empty()).then(|| changes.into_json())),
        dispatched: Set(false),
    })
}

/// Once per transaction: this process by a signal after the commit, other nodes by `NOTIFY`, which
/// PostgreSQL delivers at the commit.
pub(crate) async fn wake_workers(tx: &WorkspaceTx) -> Result<(), Error> {
    if !tx.has_left_work() {
        tx.leave_work();
        notify_workers(tx.backend(), &tx.db).await?;
    }
    Ok(())
}

pub(crate) async fn notify_workers(
    backend: Backend,
    db: &DatabaseTransaction,
) -> Result<(), Error> {
    if backend == Backend::Postgres {
        db.execute_unprepared("NOTIFY perennial_work").await?;
    }
    Ok(())
}
