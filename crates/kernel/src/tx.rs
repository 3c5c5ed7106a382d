//! The doors to the data. [`WorkspaceTx`] is the one that requests and jobs use: one caller, one workspace, one
//! transaction. [`SystemTx`] sees all workspaces and is for what stands above them: sign-in, the job queue,
//! migrations of data. [`SystemLook`] does so for a single statement.

use crate::{Backend, Caller, Db, Error, Grant, Signal, ids::WorkspaceId};
use chrono::{DateTime, Utc};
use sea_orm::{
    AccessMode, ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    DeleteMany, EntityTrait, IsolationLevel, QueryFilter, Select, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait, UpdateMany,
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU32, Ordering},
};
use uuid::Uuid;

use crate::code::Code;
use crate::{Random, Secret};

/// An entity whose every row belongs to one workspace.
pub trait WorkspaceScoped: EntityTrait {
    const WORKSPACE: Self::Column;
}

/// An id type made by [`crate::typed_id!`].
pub trait TypedId: From<Uuid> {}
impl<T: From<Uuid>> TypedId for T {}

/// What both kinds of transaction have in common.
struct Inner {
    now: DateTime<Utc>,
    backend: Backend,
    random: Arc<dyn Random>,
    secret: Secret,
    signal: Signal,
    left_work: AtomicBool,
    /// How many ids this transaction has made.
    made: AtomicU32,
}

impl Inner {
    fn of(db: &Db) -> Self {
        Self {
            now: db.clock.now(),
            backend: db.backend,
            random: db.random.clone(),
            secret: db.secret.clone(),
            signal: db.signal.clone(),
            left_work: AtomicBool::new(false),
            made: AtomicU32::new(0),
        }
    }

    /// A version 7 UUID dated by the transaction's clock, so that ids sort by time and a seed reproduces them.
    /// The ids of one transaction share their millisecond, so the first bits behind it count them (RFC 9562,
    /// section 6.2, method 1): what was recorded first sorts first. 48 random bits keep transactions apart.
    fn new_uuid(&self) -> Uuid {
        let mut random = [0; 10];
        self.random.fill(&mut random);
        let [_, high, middle, low] = self.made.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        // Version and variant take the upper bits of bytes 0 and 2.
        random[..4].copy_from_slice(&[high >> 6, high << 2 | middle >> 6, middle & 0x3f, low]);
        let millis = u64::try_from(self.now.timestamp_millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    async fn commit(self, db: DatabaseTransaction) -> Result<(), Error> {
        db.commit().await?;
        if self.left_work.into_inner() {
            self.signal.raise();
        }
        Ok(())
    }
}

/// One caller's transaction. Dropping it rolls back; only [`WorkspaceTx::commit`] keeps the changes.
pub struct WorkspaceTx {
    pub caller: Caller,
    pub db: DatabaseTransaction,
    inner: Inner,
}

impl WorkspaceTx {
    pub async fn read(db: &Db, caller: Caller) -> Result<Self, Error> {
        let tx = db.readers.begin().await?;
        Self::enter(db, tx, caller).await
    }

    /// For what reads several times and must see one state of the database: SQLite gives it by itself.
    pub async fn snapshot(db: &Db, caller: Caller) -> Result<Self, Error> {
        let tx = match db.backend {
            Backend::Sqlite => db.readers.begin().await?,
            Backend::Postgres => {
                let (level, mode) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
                db.readers.begin_with_config(Some(level), Some(mode)).await?
            }
        };
        Self::enter(db, tx, caller).await
    }

    /// On SQLite it takes the write lock at once, so that it can't fail half-way for want of it.
    pub async fn write(db: &Db, caller: Caller) -> Result<Self, Error> {
        let tx = db.writer.begin_with_options(immediate()).await?;
        Self::enter(db, tx, caller).await
    }

    async fn enter(db: &Db, tx: DatabaseTransaction, caller: Caller) -> Result<Self, Error> {
        narrow_to(db.backend, &tx, caller.workspace).await?;
        Ok(Self { caller, db: tx, inner: Inner::of(db) })
    }

    pub async fn commit(self) -> Result<(), Error> {
        self.inner.commit(self.db).await
    }

    /// The same instant for everything that happens in this transaction.
    pub fn now(&self) -> DateTime<Utc> {
        self.inner.now
    }

    pub fn workspace(&self) -> WorkspaceId {
        self.caller.workspace
    }

    pub fn backend(&self) -> Backend {
        self.inner.backend
    }

    pub fn random(&self) -> &dyn Random {
        self.inner.random.as_ref()
    }

    pub fn secret(&self) -> &Secret {
        &self.inner.secret
    }

    pub fn new_id<T: TypedId>(&self) -> T {
        self.inner.new_uuid().into()
    }

    /// Wakes the workers once this transaction is committed.
    pub fn leave_work(&self) {
        self.inner.left_work.store(true, Ordering::Relaxed);
    }

    pub fn has_left_work(&self) -> bool {
        self.inner.left_work.load(Ordering::Relaxed)
    }

    pub fn require(&self, grant: Grant) -> Result<(), Error> {
        if self.allows(grant) { Ok(()) } else { Err(Error::missing_grant(grant)) }
    }

    pub fn allows(&self, grant: Grant) -> bool {
        self.caller.grants.contains(grant)
    }

    /// Refuses the change if the caller named a version (`If-Match`) that is no longer the current one.
    pub fn expect_version(&self, current: i64) -> Result<(), Error> {
        match self.caller.expected_version {
            Some(expected) if expected != current => Err(Error::refused(Code::Stale)
                .with("expected_version", expected)
                .with("current_version", current)),
            _ => Ok(()),
        }
    }

    /// The workspace's rows of `E`; `clippy.toml` bans `EntityTrait::find` everywhere else.
    #[expect(
        clippy::disallowed_methods,
        reason = "one of the few places that add the workspace filter"
    )]
    pub fn find<E: WorkspaceScoped>(&self) -> Select<E> {
        E::find().filter(E::WORKSPACE.eq(self.caller.workspace.uuid()))
    }

    /// An update of the workspace's rows of `E`, and of no others.
    #[expect(
        clippy::disallowed_methods,
        reason = "one of the few places that add the workspace filter"
    )]
    pub fn update<E: WorkspaceScoped>(&self) -> UpdateMany<E> {
        E::update_many().filter(E::WORKSPACE.eq(self.caller.workspace.uuid()))
    }

    /// A deletion of the workspace's rows of `E`, and of no others.
    #[expect(
        clippy::disallowed_methods,
        reason = "one of the few places that add the workspace filter"
    )]
    pub fn delete<E: WorkspaceScoped>(&self) -> DeleteMany<E> {
        E::delete_many().filter(E::WORKSPACE.eq(self.caller.workspace.uuid()))
    }
}

/// A transaction over all workspaces. Nothing that a caller sends may choose what it reads, beyond a secret
/// that proves who the caller is.
pub struct SystemTx {
    pub db: DatabaseTransaction,
    inner: Inner,
}

impl SystemTx {
    pub async fn read(db: &Db) -> Result<Self, Error> {
        let tx = db.system_readers.begin().await?;
        Ok(Self { db: tx, inner: Inner::of(db) })
    }

    pub async fn write(db: &Db) -> Result<Self, Error> {
        let tx = db.system_writer.begin_with_options(immediate()).await?;
        Ok(Self { db: tx, inner: Inner::of(db) })
    }

    /// Goes on in one workspace inside the same transaction, as `caller`: for sign-up, invitations and public
    /// forms, where the workspace is only known after a look-up.
    pub async fn into_workspace(self, caller: Caller) -> Result<WorkspaceTx, Error> {
        narrow_to(self.inner.backend, &self.db, caller.workspace).await?;
        Ok(WorkspaceTx { caller, db: self.db, inner: self.inner })
    }

    pub async fn commit(self) -> Result<(), Error> {
        self.inner.commit(self.db).await
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.inner.now
    }

    pub fn backend(&self) -> Backend {
        self.inner.backend
    }

    pub fn random(&self) -> &dyn Random {
        self.inner.random.as_ref()
    }

    pub fn secret(&self) -> &Secret {
        &self.inner.secret
    }

    pub fn new_id<T: TypedId>(&self) -> T {
        self.inner.new_uuid().into()
    }

    pub fn leave_work(&self) {
        self.inner.left_work.store(true, Ordering::Relaxed);
    }

    #[expect(clippy::disallowed_methods, reason = "above workspaces by design")]
    pub fn find<E: EntityTrait>(&self) -> Select<E> {
        E::find()
    }

    #[expect(clippy::disallowed_methods, reason = "above workspaces by design")]
    pub fn update<E: EntityTrait>(&self) -> UpdateMany<E> {
        E::update_many()
    }

    #[expect(clippy::disallowed_methods, reason = "above workspaces by design")]
    pub fn delete<E: EntityTrait>(&self) -> DeleteMany<E> {
        E::delete_many()
    }
}

/// One look above workspaces, for each request before anything else is known of it: a single statement sees one
/// state of the database without a transaction, whose beginning and end would cost more than the look.
pub struct SystemLook<'a> {
    pub db: &'a DatabaseConnection,
    now: DateTime<Utc>,
}

impl<'a> SystemLook<'a> {
    pub fn at(db: &'a Db) -> Self {
        Self { db: &db.system_readers, now: db.clock.now() }
    }

    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    #[expect(clippy::disallowed_methods, reason = "above workspaces by design")]
    pub fn find<E: EntityTrait>(&self) -> Select<E> {
        E::find()
    }
}

fn immediate() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    }
}

/// Row-level security on PostgreSQL reads these settings. They end with the transaction, so a pooled connection
/// never carries one caller's workspace to the next.
async fn narrow_to(
    backend: Backend,
    tx: &DatabaseTransaction,
    workspace: WorkspaceId,
) -> Result<(), Error> {
    if backend == Backend::Postgres {
        let sql =
            "SELECT set_config('app.scope', '', true), set_config('app.workspace_id', $1, true)";
        let values = [workspace.uuid().to_string().into()];
        tx.query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededRandom;

    #[test]
    fn ids_of_one_transaction_sort_in_the_order_of_their_making() {
        let inner = Inner {
            now: DateTime::UNIX_EPOCH,
            backend: Backend::Sqlite,
            random: Arc::new(SeededRandom::from_seed(1)),
            secret: Secret::new(&[0; 32]),
            signal: Signal::default(),
            left_work: AtomicBool::new(false),
            made: AtomicU32::new(0),
        };
        let ids: Vec<Uuid> = (0..70_000).map(|_| inner.new_uuid()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
        assert_ne!(ids[0].as_bytes()[10..], ids[1].as_bytes()[10..], "the rest is random");
    }
}
